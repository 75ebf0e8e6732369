"""Reads archived bytes back, and never gives out one that differs from what was written."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from crawler.archive.check import Problem, verify
from crawler.archive.walk import ArchivedRecord, record_of
from crawler.errors import IntegrityFailure
from crawler.store.facts import Evidence

__all__ = ["ArchivedAnswer", "Problem", "read_answer", "read_payload", "verify"]


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
    """Return the answer that *evidence* points to; raise IntegrityFailure unless the body is what was recorded."""
    place = f"fetch {evidence.fetch} in {evidence.segment or 'no segment'!r} at {evidence.offset}"
    if not evidence.segment:
        raise IntegrityFailure(f"{place}: no bytes were kept of it")
    try:
        with (folder / evidence.segment).open("rb") as source:
            source.seek(evidence.offset)
            packed = source.read(evidence.length)
    except OSError as error:
        raise IntegrityFailure(f"{place}: cannot be read: {error.strerror}") from error
    try:
        record = record_of(packed)
    except ValueError as error:
        raise IntegrityFailure(f"{place}: not a whole record: {error}") from error
    if sha256(record.payload).hexdigest() != evidence.payload_sha256:
        raise IntegrityFailure(f"{place}: its digest is not {evidence.payload_sha256!r}")
    headers = _headers(record) if record.exchanged else record.headers
    return ArchivedAnswer(
        url=record.headers.get("warc-target-uri", evidence.url),
        content_type=headers.get("content-type", ""),
        disposition=headers.get("content-disposition", ""),
        body=record.payload,
    )


def _headers(record: ArchivedRecord) -> dict[str, str]:
    """Return the headers of the answer, by lower-case name."""
    head = record.block.partition(b"\r\n\r\n")[0].decode("utf-8", "surrogateescape")
    pairs = (line.partition(":") for line in head.split("\r\n")[1:])
    return {name.strip().lower(): value.strip() for name, _, value in pairs}
