"""How the changes of a notice were made: silently, told of, or with a later date; what its files turn out to be is weighed, too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from crawler.records import AttachmentLink, EditRecord, FileChange, FileTextRecord, LookRecord
from crawler.words import FileOutcome, Outcome
from monitor.history.corrections import says_so, told_by
from monitor.history.happening import Edited
from monitor.history.words import Manner
from monitor.known import KnownNotice
from monitor.matching.plain import plain

_GOOD = {Outcome.OK, Outcome.NOT_MODIFIED}
_NO_FILE = {FileOutcome.NOT_WHAT_IT_SAYS, FileOutcome.EMPTY}
LONG = 200_000  # characters of a file's text that are held against another's


def edits_of(
    notice: KnownNotice, records: Iterable[EditRecord], corrections: Sequence[KnownNotice]
) -> Iterator[Edited]:
    """Yield the changes of *notice* that are of substance, each with how it was made."""
    for one in records:
        files = tuple(_real(change, notice.files) for change in one.files)
        found = Edited(
            notice=notice.id,
            record=one,
            manner=Manner.SILENT,
            after=_last_before(one, notice.looks),
            files=tuple(change for change in files if change),
        )
        if not found.kinds:
            continue
        teller = told_by(one, notice, corrections)
        manner = Manner.SILENT
        if _later(one):
            manner = Manner.REPUBLISHED
        elif teller is not None or says_so(one.passages):
            manner = Manner.ANNOUNCED
        yield replace(found, manner=manner, told_by=teller.id if teller else None)


def _later(edit: EditRecord) -> bool:
    """Whether the page shows a later date than before."""
    return any(one.where == "date" and one.before and one.after > one.before for one in edit.passages)


def _last_before(edit: EditRecord, looks: Iterable[LookRecord]) -> datetime:
    """Return the last look that still met the old state; for a file the one that brought its bytes."""
    if edit.version is None:
        return edit.before_at
    met = [one.at for one in looks if one.fetch < edit.after and one.outcome in _GOOD]
    return max([edit.before_at, *met])


def _real(change: FileChange, files: Sequence[FileTextRecord]) -> FileChange | None:
    """Return *change* with the digests that are known; None where the file is the same after all, or was not sent at all."""
    before = change.before_sha256 or _digest(change.before, files)
    after = change.after_sha256 or _digest(change.after, files)
    if before and before == after:
        return None
    old, new = (next((one for one in files if one.payload_sha256 == sha), None) for sha in (before, after))
    if new and new.outcome in _NO_FILE:
        return None
    both_read = old and new and old.outcome is new.outcome is FileOutcome.READ
    if old and new and both_read and plain(old.text, LONG) == plain(new.text, LONG):
        return None
    return replace(change, before_sha256=before, after_sha256=after)


def _digest(link: AttachmentLink | None, files: Iterable[FileTextRecord]) -> str:
    """Return the digest of the file at an address, as it came first; nothing where it was never read."""
    if link is None:
        return ""
    return next((one.payload_sha256 for one in files if one.url == link.url), "")
