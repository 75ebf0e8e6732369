"""A request and its answer as the archive keeps them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

Headers = Sequence[tuple[str, str]]

_SECRET = frozenset({"cookie", "cookie2", "authorization", "proxy-authorization"})
_BREAKS = re.compile(r"[\r\n\x00]+")


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request and what came back."""

    url: str
    at: datetime
    method: str = "GET"
    request_headers: Headers = ()
    status: int
    reason: str = ""
    response_headers: Headers = ()
    body: bytes
    """What followed the headers, without the chunks of the transfer."""
    payload_sha256: str = ""
    """SHA-256 of the body in hexadecimal, where whoever gives it has it already."""
    address: str = ""
    """The network address that answered."""
    truncated: str = ""
    """Why the body is not whole, in a word of WARC: ``length``, ``time``, ``disconnect`` or ``unspecified``."""
    tls: "Tls | None" = None
    """What secured the connection; None where nothing did."""
    notice: int | None = None
    """Notice that it was asked for: where the answer says that nothing has changed, its page is what it was."""
    identity: str = ""
    """Id of the answer's record, where others refer to it; made when it is written where not given."""
    drawn: "Drawn | None" = None
    """What a browser made of the answer, where one did."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A page as its scripts left it."""

    at: datetime
    body: bytes
    """The document, in UTF-8."""
    software: str
    """Name and version of the browser."""
    sources: tuple[tuple[str, str], ...] = ()
    """Record id and address of every answer that its scripts came from or asked for."""


@dataclass(frozen=True, kw_only=True)
class Tls:
    """How a connection was secured."""

    protocol: str
    """Such as ``TLSv1.3``."""
    certificate: str
    """SHA-256 of the certificate that the other side showed."""
    invalid: str = ""
    """Why that certificate or protocol proves nothing, where it does not."""


def public_headers(headers: Headers) -> list[tuple[str, str]]:
    """Return request *headers* without those that would let another speak for us."""
    return [(_one_line(name), _one_line(value)) for name, value in headers if name.lower() not in _SECRET]


def stored_headers(exchange: Exchange) -> list[tuple[str, str]]:
    """Return the answer's headers such that they describe the body we hold; replaced ones stay under another name."""
    kept: list[tuple[str, str]] = []
    length = str(len(exchange.body))
    for name, value in exchange.response_headers:
        wrong = name.lower() == "content-length" and value.strip() != length and not exchange.truncated
        moved = wrong or name.lower() == "transfer-encoding"
        kept.append((f"X-Archive-Orig-{_one_line(name)}" if moved else _one_line(name), _one_line(value)))
        if wrong:
            kept.append(("Content-Length", length))
    return kept


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text)
