"""What the earlier readings of a column left behind: how far it is known for certain, and what it showed last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select

from crawler.health.healthy import Healthy
from crawler.store.facts import NoticeWork
from crawler.store.shapes import ShapeFacts
from crawler.store.tables import notice, reading, sighting
from crawler.store.transaction import OpenTransaction
from crawler.words import Ending

AHEAD = timedelta(days=7)  # a later date is a slip of the pen and must not move the back window
_AT_ONCE = 500  # values in one IN; databases limit them


@dataclass(frozen=True, kw_only=True)
class Memory:
    """The past of one column."""

    complete: bool = False
    """Whether it has ever been read completely."""
    known_to: int = 0
    """The last sighting that a complete reading, or one before it, has met; what came later may have gaps around it."""
    looked_to: int = 0
    """The last sighting that any reading down to known ground, or one before it, has met."""
    newest: date | None = None
    """The newest date of what is known."""
    last: tuple[int, ...] = ()
    """The sightings of the last complete reading, in the order of the list."""
    healthy: Healthy | None = None
    """What its first page looks like in health, once that is known."""
    accepted: bool = False
    """Whether a person took the shape it has now for the healthy one, after the last complete reading."""

    def gone(self, met: set[int], *, to_the_end: bool) -> list[int]:
        """Return what stood in the list and was not *met* again, as far as this reading went.

        Unless it went *to_the_end*, that is as far as the last row that it has in common with the one before.
        """
        common = [at for at, one in enumerate(self.last) if one in met]
        reach = len(self.last) if to_the_end else max(common, default=0)
        return [one for one in self.last[:reach] if one not in met]


def recall(facts: ShapeFacts, site: str, column: str, today: date) -> Memory:
    """Return what is known of a column."""
    accepted = facts.accepted(site, column)
    healthy = facts.healthy(site, column, accepted)
    wanted = (
        select(reading.c.id, reading.c.sightings)
        .where(reading.c.site == site, reading.c.column == column, reading.c.complete)
        .order_by(reading.c.id.desc())
        .limit(1)
    )
    last = facts.connection.execute(wanted).one_or_none()
    if last is None:
        return Memory(healthy=healthy)
    credible = case((sighting.c.claimed <= today + AHEAD, sighting.c.claimed))
    known = select(func.max(sighting.c.id), func.max(credible)).where(
        sighting.c.site == site, sighting.c.column == column, sighting.c.reading_id <= last.id
    )
    known_to, newest = facts.connection.execute(known).one()
    return Memory(
        complete=True,
        known_to=known_to or 0,
        looked_to=max(known_to or 0, _looked_to(facts, site, column)),
        newest=newest,
        last=tuple(last.sightings),
        healthy=healthy,
        accepted=accepted is not None and accepted.reading > last.id,
    )


def _looked_to(facts: OpenTransaction, site: str, column: str) -> int:
    """Return the last sighting of the readings up to the last glance; 0 where there was none."""
    glance = select(func.max(reading.c.id)).where(
        reading.c.site == site, reading.c.column == column, reading.c.ending == Ending.GLANCED
    )
    known = select(func.max(sighting.c.id)).where(
        sighting.c.site == site,
        sighting.c.column == column,
        sighting.c.reading_id <= glance.scalar_subquery(),
    )
    return facts.connection.execute(known).scalar_one() or 0


def shares_title(facts: OpenTransaction, sightings: Sequence[int], titles: Iterable[str]) -> bool:
    """Whether one of *sightings* has one of *titles*: a list whose addresses have all moved is still the list."""
    wanted = set(titles)
    for start in range(0, len(sightings), _AT_ONCE):
        chosen = sightings[start : start + _AT_ONCE]
        known = facts.connection.execute(select(sighting.c.title).where(sighting.c.id.in_(chosen))).scalars()
        if not wanted.isdisjoint(known):
            return True
    return False


def vanished(facts: OpenTransaction, gone: Sequence[int], met: Iterable[int]) -> list[NoticeWork]:
    """Return the notices of the sightings that are *gone*, but for those *met* under another row."""
    still = _notices(facts, list(met))
    return [work for key, work in _notices(facts, gone).items() if key not in still]


def _notices(facts: OpenTransaction, sightings: Sequence[int]) -> dict[int, NoticeWork]:
    found: dict[int, NoticeWork] = {}
    for start in range(0, len(sightings), _AT_ONCE):
        wanted = (
            select(notice.c.id, notice.c.site, notice.c.url)
            .join(sighting, sighting.c.notice_id == notice.c.id)
            .where(sighting.c.id.in_(sightings[start : start + _AT_ONCE]))
        )
        for one in facts.connection.execute(wanted):
            found[one.id] = NoticeWork(notice=one.id, site=one.site, url=one.url)
    return found
