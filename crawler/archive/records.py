"""Turns an exchange into WARC 1.1 records, each a gzip member of its own.

The records are put together here, byte for byte: warcio would parse the headers and write them anew, and then the
digest would be that of its spelling, not of the site's. The tests have warcio read them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote, urlsplit
from uuid import uuid4

from crawler.archive.entries import Entry
from crawler.archive.exchange import Drawn, Exchange, Headers, Tls, public_headers, stored_headers
from crawler.archive.packing import packed

DRAWN_TYPE = "text/html; charset=utf-8"
FIELDS = "application/warc-fields"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
REFERS = "X-Refers-To-Place"
NOTHING_NEW = 304
_SHA256 = "sha256:"


@dataclass(frozen=True, kw_only=True, slots=True)
class Packed:
    """One record as it is stored, and what the manifest says of it."""

    data: bytes
    entry: Entry


@dataclass(frozen=True, kw_only=True)
class Original:
    """A payload in a sealed segment, to which a revisit refers."""

    identity: str
    url: str
    date: str
    payload: str
    """Its SHA-256."""
    segment: str
    offset: int
    length: int


def opening_record(name: str, at: datetime) -> Packed:
    """Return the record that the segment *name* begins with."""
    fields = b"software: gongkai\r\nformat: WARC File Format 1.1\r\n"
    return _record("warcinfo", FIELDS, at, (fields,), {"WARC-Filename": name})


def fields_record(about: str, at: datetime, fields: Mapping[str, str]) -> Packed:
    """Return a metadata record of *fields* about the record with the id *about*."""
    lines = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items())
    return _record("metadata", FIELDS, at, (lines.encode("utf-8", "replace"),), {"WARC-Refers-To": about})


def resource_record(kind: str, url: str, at: datetime, content: str, data: bytes) -> Packed:
    """Return a record of the kind ``resource`` or ``metadata`` that holds *data* of our own making under *url*.

    *url* names it (``urn:x-gongkai:…``), *content* is its type; ``resource`` is for a thing by itself, ``metadata`` for
    words about another record. ``ArchiveWriter.append_own`` writes it.
    """
    own = {"WARC-Target-URI": _ascii(url), "WARC-Payload-Digest": _digest(data)}
    return _record(kind, content, at, (data,), own)


def exchange_records(exchange: Exchange, original: Original | None = None) -> tuple[Packed, ...]:
    """Return the records of *exchange*, first the one that facts point to: the drawn page, else the response.

    Where the payload is that of *original*, the response is a revisit, which repeats the headers only.
    """
    identity, url = exchange.identity or new_identity(), _ascii(exchange.url)
    common = {"WARC-Target-URI": url}
    if exchange.address:
        common["WARC-IP-Address"] = exchange.address
    answered = {"WARC-Record-ID": identity, **common}
    if original is None:
        known = exchange.payload_sha256
        answered["WARC-Payload-Digest"] = f"sha256:{known}" if known else _digest(exchange.body)
    else:
        answered |= _revisiting(original, exchange.status)
    if exchange.truncated:
        answered["WARC-Truncated"] = exchange.truncated
    if exchange.tls:
        answered |= _secured(exchange.tls)
    head = _head(f"HTTP/1.1 {exchange.status} {exchange.reason}", stored_headers(exchange))
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    asked = _head(f"{exchange.method} {target} HTTP/1.1", public_headers(exchange.request_headers))
    tied = {**common, "WARC-Concurrent-To": identity}
    kind, block = ("revisit", (head,)) if original else ("response", (head, exchange.body))
    return (
        *(_drawn(exchange.drawn, url, identity) if exchange.drawn else ()),
        _record(kind, "application/http; msgtype=response", exchange.at, block, answered),
        _record("request", "application/http; msgtype=request", exchange.at, (asked,), tied),
    )


def _revisiting(original: Original, status: int) -> dict[str, str]:
    """Return the fields that say whose payload it is; the last, which is ours, says where it lies."""
    return {
        "WARC-Payload-Digest": f"{_SHA256}{original.payload}",
        "WARC-Profile": NOT_MODIFIED if status == NOTHING_NEW else IDENTICAL,
        "WARC-Refers-To": original.identity,
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": original.date,
        REFERS: f"{original.segment} {original.offset} {original.length}",
    }


def _drawn(drawn: Drawn, url: str, identity: str) -> tuple[Packed, Packed]:
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
        "X-Certificate-Digest": f"{_SHA256}{tls.certificate}",
    }
    return found | ({"X-Tls-Invalid": _ascii(tls.invalid)} if tls.invalid else {})


def _record(kind: str, content: str, at: datetime, block: Sequence[bytes], extra: dict[str, str]) -> Packed:
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
    data = packed((_head("WARC/1.1", list(headers.items())), *block, b"\r\n\r\n"))
    entry = Entry(
        kind=kind,
        date=headers["WARC-Date"],
        identity=headers["WARC-Record-ID"],
        url=headers.get("WARC-Target-URI", ""),
        sha256=sha256(data).hexdigest(),
        length=len(data),
        payload=headers.get("WARC-Payload-Digest", "").removeprefix(_SHA256),
        refers=headers.get(REFERS, ""),
    )
    return Packed(data=data, entry=entry)


def _head(first: str, headers: Headers) -> bytes:
    """Return a block of headers; what was read with ``surrogateescape`` becomes the bytes that it was."""
    lines = [first, *(f"{name}: {value}" for name, value in headers), "", ""]
    try:
        return "\r\n".join(lines).encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
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
    return f"{_SHA256}{digest.hexdigest()}"
