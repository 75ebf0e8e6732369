"""What the earlier readings of a column left behind: how far it is known for certain, and what it showed last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from crawler.store.facts import NoticeWork
from crawler.store.tables import notice, reading, sighting
from crawler.store.transaction import OpenTransaction

_AHEAD = timedelta(days=7)  # a later date is a slip of the pen and must not move the back window
_AT_ONCE = 500  # values in one IN; databases limit them


@dataclass(frozen=True, kw_only=True)
class Memory:
    """The past of one column."""

    complete: bool = False
    """Whether it has ever been read completely."""
    known_to: int = 0
    """The last sighting that a complete reading, or one before it, has met; what came later may have gaps around it."""
    newest: date | None = None
    """The newest date of what is known."""
    last: frozenset[int] = frozenset()
    """The sightings of the last complete reading."""


def recall(facts: OpenTransaction, site: str, column: str, today: date) -> Memory:
    """Return what is known of a column."""
    wanted = (
        select(reading.c.id, reading.c.sightings)
        .where(reading.c.site == site, reading.c.column == column, reading.c.complete)
        .order_by(reading.c.id.desc())
        .limit(1)
    )
    last = facts.connection.execute(wanted).one_or_none()
    if last is None:
        return Memory()
    here = (sighting.c.site == site, sighting.c.column == column, sighting.c.reading_id <= last.id)
    known_to = facts.connection.execute(select(func.max(sighting.c.id)).where(*here)).scalar()
    dated = select(func.max(sighting.c.claimed)).where(*here, sighting.c.claimed <= today + _AHEAD)
    newest = facts.connection.execute(dated).scalar()
    return Memory(complete=True, known_to=known_to or 0, newest=newest, last=frozenset(last.sightings))


def vanished(
    facts: OpenTransaction, gone: Iterable[int], met: Iterable[int], since: date | None
) -> list[NoticeWork]:
    """Return the notices of the sightings that are *gone*, but for those *met* under another row.

    *since* is how far back the reading went, None for all the way; an older row, a pinned one or one without a date
    may merely lie behind it.
    """
    still = _notices(facts, list(met), None)
    found = _notices(facts, list(gone), since)
    return [work for key, work in found.items() if key not in still]


def _notices(facts: OpenTransaction, sightings: Sequence[int], since: date | None) -> dict[int, NoticeWork]:
    found: dict[int, NoticeWork] = {}
    for start in range(0, len(sightings), _AT_ONCE):
        wanted = (
            select(notice.c.id, notice.c.site, notice.c.url, sighting.c.claimed, sighting.c.pinned)
            .join(sighting, sighting.c.notice_id == notice.c.id)
            .where(sighting.c.id.in_(sightings[start : start + _AT_ONCE]))
        )
        for one in facts.connection.execute(wanted):
            behind = since is not None and (one.pinned or one.claimed is None or one.claimed <= since)
            if not behind:
                found[one.id] = NoticeWork(notice=one.id, site=one.site, url=one.url)
    return found
