"""Reads what an archive holds of our own making, and refuses one that is not as it was written."""

from dataclasses import dataclass, field
from pathlib import Path

from crawler.archive.entries import SEGMENT
from crawler.archive.places import FolderPlace
from crawler.archive.proof.check import check_archive
from crawler.archive.segment import lock_of
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
    """Return the logs and documents in the segments of *folder*, after the archive was proved by its own chain.

    Raises IntegrityFailure where anything in it is not as it was written, and UsageError where there is no segment.
    What was being written when the copy was made is taken as far as it can be read.
    """
    paths = sorted(folder.glob(f"*{SEGMENT}"))
    if not paths:
        raise UsageError(f"no archive: {str(folder)!r} has no {SEGMENT} file")
    if problems := check_archive(FolderPlace(folder)).problems:
        more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
        raise IntegrityFailure(f"{problems[0]}{more}", hint=_HINT)
    book = Logbook(segments=len(paths))
    for path in paths:
        _read(path, book, still_open=lock_of(path).exists())
    return book


def _read(path: Path, book: Logbook, *, still_open: bool) -> None:
    try:
        with path.open("rb") as source:
            for record in walk(source, path.stat().st_size):
                _take(_sound(record), book, f"{path.name} at {record.offset}")
                book.records += 1
    except ValueError as error:
        if not still_open:
            raise IntegrityFailure(f"{path.name}: {error}", hint=_HINT) from error


def _sound(record: ArchivedRecord) -> ArchivedRecord:
    if not record.sound:
        raise ValueError(f"the record at {record.offset} does not match its digest")
    return record


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
