"""Turns an exchange into WARC 1.1 records, each a gzip member of its own.

The records are put together here, byte for byte: warcio would parse the headers and write them anew, and then the
digest would be that of its spelling, not of the site's. The tests have warcio read them.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote, urlsplit
from uuid import uuid4

from isal import isal_zlib

from crawler.archive.exchange import Drawn, Exchange, Headers, Tls, public_headers, stored_headers

DRAWN_TYPE = "text/html; charset=utf-8"
_LEVEL = 1  # of 0 to 3, ISA-L's scale; zlib at its default takes 5 to 8 times the time to save 6 to 11 % of the room


def opening_record(name: str, at: datetime) -> bytes:
    """Return the record that the segment *name* begins with."""
    fields = b"software: gongkai\r\nformat: WARC File Format 1.1\r\n"
    return _record("warcinfo", "application/warc-fields", at, (fields,), {"WARC-Filename": name})


def resource_record(kind: str, url: str, at: datetime, content: str, data: bytes) -> bytes:
    """Return a record of the kind ``resource`` or ``metadata`` that holds *data* of our own making under *url*."""
    own = {"WARC-Target-URI": _ascii(url), "WARC-Payload-Digest": _digest(data)}
    return _record(kind, content, at, (data,), own)


def exchange_records(exchange: Exchange) -> tuple[bytes, ...]:
    """Return the records of *exchange*, first the one that facts point to: the drawn page, else the response."""
    identity, url = exchange.identity or new_identity(), _ascii(exchange.url)
    common = {"WARC-Target-URI": url}
    if exchange.address:
        common["WARC-IP-Address"] = exchange.address
    answered = {"WARC-Record-ID": identity, **common, "WARC-Payload-Digest": _digest(exchange.body)}
    if exchange.truncated:
        answered["WARC-Truncated"] = exchange.truncated
    if exchange.tls:
        answered |= _secured(exchange.tls)
    head = _head(f"HTTP/1.1 {exchange.status} {exchange.reason}", stored_headers(exchange))
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    asked = _head(f"{exchange.method} {target} HTTP/1.1", public_headers(exchange.request_headers))
    tied = {**common, "WARC-Concurrent-To": identity}
    return (
        *(_drawn(exchange.drawn, url, identity) if exchange.drawn else ()),
        _record(
            "response", "application/http; msgtype=response", exchange.at, (head, exchange.body), answered
        ),
        _record("request", "application/http; msgtype=request", exchange.at, (asked,), tied),
    )


def _drawn(drawn: Drawn, url: str, identity: str) -> tuple[bytes, bytes]:
    """Return the drawn page as a conversion of the answer *identity*, and what else went into it as its metadata."""
    own = new_identity()
    names = {
        "WARC-Record-ID": own,
        "WARC-Target-URI": url,
        "WARC-Refers-To": identity,
        "WARC-Payload-Digest": _digest(drawn.body),
    }
    lines = [f"software: {drawn.software}", *(f"source: {one} {_ascii(at)}" for one, at in drawn.sources)]
    told = "".join(f"{line}\r\n" for line in lines).encode("utf-8", "replace")
    about = {"WARC-Target-URI": url, "WARC-Refers-To": own}
    return (
        _record("conversion", DRAWN_TYPE, drawn.at, (drawn.body,), names),
        _record("metadata", "application/warc-fields", drawn.at, (told,), about),
    )


def _secured(tls: Tls) -> dict[str, str]:
    """Return the fields that tell how the connection was secured; those of our own begin with X."""
    found = {
        "WARC-Protocol": tls.protocol.lower().replace("v", "/"),
        "X-Certificate-Digest": f"sha256:{tls.certificate}",
    }
    return found | ({"X-Tls-Invalid": _ascii(tls.invalid)} if tls.invalid else {})


def _record(kind: str, content: str, at: datetime, block: Sequence[bytes], extra: dict[str, str]) -> bytes:
    """Return one record; its block comes in pieces, so that a large file is not copied to be put together."""
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": new_identity(),
        "WARC-Date": at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        **extra,
        "WARC-Block-Digest": _digest(*block),
        "Content-Type": content,
        "Content-Length": str(sum(map(len, block))),
    }
    packer = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, isal_zlib.MAX_WBITS + 16)
    plain = (_head("WARC/1.1", list(headers.items())), *block, b"\r\n\r\n")
    return b"".join([*map(packer.compress, plain), packer.flush()])


def _head(first: str, headers: Headers) -> bytes:
    """Return a block of headers; what was read with ``surrogateescape`` becomes the bytes that it was."""
    lines = [first, *(f"{name}: {value}" for name, value in headers), "", ""]
    return b"\r\n".join(_bytes(line) for line in lines)


def _bytes(line: str) -> bytes:
    try:
        return line.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return line.encode("utf-8", "replace")


def _ascii(url: str) -> str:
    return quote(url, safe="%/:?#[]@!$&'()*+,;=~", errors="replace")


def new_identity() -> str:
    """Return an id that no other record has."""
    return f"<urn:uuid:{uuid4()}>"


def _digest(*pieces: bytes) -> str:
    digest = sha256()
    for one in pieces:
        digest.update(one)
    return f"sha256:{digest.hexdigest()}"
