"""Reads archived bytes back, and never gives out one that differs from what was written."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from crawler.archive.places import read_segment
from crawler.archive.walk import ArchivedRecord, record_of
from crawler.errors import IntegrityFailure
from crawler.store.facts import Evidence


@dataclass(frozen=True, kw_only=True)
class ArchivedAnswer:
    """An answer as it was archived."""

    url: str
    """Of the answer; behind redirects another than the one asked for."""
    content_type: str
    disposition: str
    """The Content-Disposition header, which names a file."""
    body: bytes


def read_payload(folder: Path, evidence: Evidence) -> bytes:
    """Return the body that *evidence* points to; raise IntegrityFailure unless it is what was recorded."""
    return read_answer(folder, evidence).body


def read_answer(folder: Path, evidence: Evidence) -> ArchivedAnswer:
    """Return the answer that *evidence* points to; raise IntegrityFailure unless the body is what was recorded.

    The body of a revisit is that of the answer it refers to.
    """
    place = f"fetch {evidence.fetch} in {evidence.segment or 'no segment'!r} at {evidence.offset}"
    if not evidence.segment:
        raise IntegrityFailure(f"{place}: no bytes were kept of it")
    record = _record(folder, evidence.segment, evidence.offset, evidence.length, place)
    body, wanted = record.payload, evidence.payload_sha256
    if record.refers and sha256(body).hexdigest() != wanted:
        name, offset, length = record.refers.split()
        body = _record(folder, name, int(offset), int(length), f"{place}, which refers to {name!r}").payload
    if sha256(body).hexdigest() != wanted:
        raise IntegrityFailure(f"{place}: its digest is not {wanted!r}")
    headers = _headers(record) if record.exchanged else record.headers
    return ArchivedAnswer(
        url=record.headers.get("warc-target-uri", evidence.url),
        content_type=headers.get("content-type", ""),
        disposition=headers.get("content-disposition", ""),
        body=body,
    )


def read_resource(folder: Path, segment: str, offset: int, length: int) -> bytes:
    """Return what ``ArchiveWriter.append_resource`` put there; raise IntegrityFailure unless it is what it was."""
    place = f"{segment!r} at {offset}"
    record = _record(folder, segment, offset, length, place)
    if not record.sound:
        raise IntegrityFailure(f"{place}: it does not have the digest that was written with it")
    return record.block


def _record(folder: Path, segment: str, offset: int, length: int, place: str) -> ArchivedRecord:
    try:
        return record_of(read_segment(folder, segment, offset, length))
    except OSError as error:
        raise IntegrityFailure(f"{place}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise IntegrityFailure(f"{place}: not a whole record: {error}") from error


def _headers(record: ArchivedRecord) -> dict[str, str]:
    """Return the headers of the answer, by lower-case name."""
    head = record.block.partition(b"\r\n\r\n")[0].decode("utf-8", "surrogateescape")
    pairs = (line.partition(":") for line in head.split("\r\n")[1:])
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
