"""Reads what an archive holds of our own making, and refuses one that is not as it was written."""

from dataclasses import dataclass, field
from pathlib import Path

from crawler.archive.entries import SEGMENT
from crawler.archive.walk import ArchivedRecord, walk
from crawler.errors import IntegrityFailure, UsageError
from crawler.logbook.keep import SCHEME
from crawler.logbook.log import RUN, RunLog, read_log

_HINT = "nothing can be proved from it; take another copy"


@dataclass(kw_only=True)
class Logbook:
    """Everything of our own making in an archive."""

    logs: dict[int, RunLog] = field(default_factory=dict)
    documents: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """Kind → name → the document; without the logs."""
    segments: int = 0
    records: int = 0


def read_logbook(folder: Path) -> Logbook:
    """Return the logs and documents in the segments of *folder*, every record of which is checked on the way.

    Raises IntegrityFailure for a record that does not match its digests or cannot be read, and UsageError where
    there is no segment.
    """
    paths = sorted(folder.glob(f"*{SEGMENT}"))
    if not paths:
        raise UsageError(f"no archive: {str(folder)!r} has no {SEGMENT} file")
    book = Logbook(segments=len(paths))
    for path in paths:
        _read(path, book)
    return book


def _read(path: Path, book: Logbook) -> None:
    try:
        with path.open("rb") as source:
            for record in walk(source, path.stat().st_size):
                place = f"{path.name} at {record.offset}"
                if not record.sound:
                    raise IntegrityFailure(f"{place}: the record does not match its digest", hint=_HINT)
                book.records += 1
                _take(record, book, place)
    except ValueError as error:
        raise IntegrityFailure(f"{path.name}: {error}", hint=_HINT) from error


def _take(record: ArchivedRecord, book: Logbook, place: str) -> None:
    url = record.headers.get("warc-target-uri", "")
    if record.kind != "resource" or not url.startswith(f"{SCHEME}:"):
        return
    kind, _, name = url.removeprefix(f"{SCHEME}:").partition(":")
    if kind == RUN:
        log = read_log(record.block, place)
        book.logs[log.id] = log
    else:
        book.documents.setdefault(kind, {})[name] = record.block
