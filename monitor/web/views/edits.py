"""The changes of a notice for its page: what kind each is, between which looks it was made, what went and what came."""

from dataclasses import dataclass
from datetime import datetime

from crawler.door.door import current
from crawler.records import EditRecord, VersionRecord
from crawler.store.reader import FactReader
from monitor.history.say import say_file
from monitor.say import say_edit

SHOWN = 12  # passages of one change on a page; the comparison of the versions has all


@dataclass(frozen=True, kw_only=True)
class ShownEdit:
    """One change, as it may leave."""

    after: datetime
    until: datetime
    kinds: str
    version: int | None
    """The number of the version that it opened; None where only a file changed."""
    before: int | None
    """And that of the one before."""
    files: tuple[str, ...]
    passages: tuple[tuple[str, str], ...]
    more: int
    """Passages that are not shown."""


def edits_shown(
    reader: FactReader, notice: int, until: datetime | None, versions: list[VersionRecord], lang: str
) -> list[ShownEdit]:
    """Return the changes of a notice that were known by *until*, masked together with its *versions*."""
    known = {one.id: one for one in versions}
    return [_shown(one, known, versions, lang) for one in reader.edits_of(notice, until)]


def _shown(
    edit: EditRecord, known: dict[int, VersionRecord], versions: list[VersionRecord], lang: str
) -> ShownEdit:
    opened = known.get(edit.version or 0)
    context = [f"{one.title}\n{one.body}" for one in ([opened] if opened else versions[-1:])]
    shown = edit.passages[:SHOWN]
    files = [say_file(one, lang) for one in edit.files]
    texts = [*context, *files, *(text for one in shown for text in (one.before, one.after))]
    masked = current().together(edit.notice, texts)[len(context) :]
    pairs = masked[len(files) :]
    return ShownEdit(
        after=edit.before_at,
        until=edit.at,
        kinds=say_edit(edit.kinds, lang),
        version=opened.number if opened else None,
        before=opened.number - 1 if opened and opened.number > 1 else None,
        files=tuple(masked[: len(files)]),
        passages=tuple(zip(pairs[::2], pairs[1::2], strict=True)),
        more=len(edit.passages) - len(shown),
    )
