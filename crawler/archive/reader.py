"""Reads archived bytes back, and never gives out one that differs from what was written."""

from hashlib import sha256
from pathlib import Path

from crawler.archive.check import Problem, verify
from crawler.archive.walk import payload_of
from crawler.errors import IntegrityFailure
from crawler.store.facts import Evidence

__all__ = ["Problem", "read_payload", "verify"]


def read_payload(folder: Path, evidence: Evidence) -> bytes:
    """Return the body that *evidence* points to; raise IntegrityFailure unless it is what was recorded."""
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
        body = payload_of(packed)
    except ValueError as error:
        raise IntegrityFailure(f"{place}: not a whole record: {error}") from error
    if sha256(body).hexdigest() != evidence.payload_sha256:
        raise IntegrityFailure(f"{place}: its digest is not {evidence.payload_sha256!r}")
    return body
