"""What is stored of our own clock: by run how far it was off, and which runs saw what they saw by a wrong clock."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, or_, select

from crawler.ourclock import TOO_FAR, ClockFacts
from crawler.store.tables import fetch, reading, run, sighting
from crawler.store.transaction import OpenTransaction

_FAR = TOO_FAR.total_seconds()


class RunClockFacts(OpenTransaction):
    """Recalls what crawls have learned of our own clock."""

    def newest_moment(self) -> datetime | None:
        """Return the newest moment that a crawl has stored; None where there was none."""
        last = self.connection.execute(select(fetch.c.at).order_by(fetch.c.id.desc()).limit(1)).scalar()
        began = self.connection.execute(select(func.max(run.c.started_at))).scalar()
        return max((one for one in (last, began) if one), default=None)

    def last_clock(self) -> tuple[datetime, ClockFacts] | None:
        """Return when the last run began that tells of our clock, and what; None where none does."""
        wanted = select(run.c.started_at, run.c.clock_offset, run.c.clock_behind)
        told = wanted.where(or_(run.c.clock_offset.is_not(None), run.c.clock_behind.is_not(None)))
        last = self.connection.execute(told.order_by(run.c.id.desc()).limit(1)).one_or_none()
        return (last.started_at, clock_facts(last.clock_offset, last.clock_behind)) if last else None


def clock_facts(offset: float | None, behind: float | None) -> ClockFacts:
    """Return what a run tells of our clock, from seconds."""
    return ClockFacts(
        offset=None if offset is None else timedelta(seconds=offset),
        behind=None if behind is None else timedelta(seconds=behind),
    )


def wrong_runs(connection: Connection) -> frozenset[int]:
    """Return the runs by whose moments no deadline is judged.

    Where a run began before what was stored and the servers found its clock right, the clock of those before it had
    been wrong; where nobody can tell which of them was, neither is relied upon.
    """
    off = or_(run.c.clock_offset > _FAR, run.c.clock_offset < -_FAR)
    found = set(connection.execute(select(run.c.id).where(off)).scalars())
    stepped = select(run.c.id, run.c.started_at, run.c.clock_offset).where(run.c.clock_behind > _FAR)
    for one in connection.execute(stepped).all():
        if one.clock_offset is None:
            found.add(one.id)
        if one.id not in found or one.clock_offset is None:
            later = or_(run.c.ended_at > one.started_at, run.c.started_at > one.started_at)
            before = select(run.c.id).where(run.c.id < one.id, run.c.clock_offset.is_(None), later)
            found.update(connection.execute(before).scalars())
    return frozenset(found)


def met_again(connection: Connection, site: str, until: datetime) -> dict[int, int]:
    """Return the sightings of *site* that are dated after *until* by a wrong clock, and were met by then: with notices.

    A row is stored once. What was seen first by a clock that was ahead would else be unknown until its day has come,
    and so be missing though every reading since has met it.
    """
    if not wrong_runs(connection):
        return {}
    ahead = select(sighting.c.id, sighting.c.notice_id).where(
        sighting.c.site == site, sighting.c.seen_at > until
    )
    late = {one.id: one.notice_id for one in connection.execute(ahead)}
    ended = select(reading.c.sightings).where(reading.c.site == site, reading.c.ended_at <= until)
    met = set().union(*connection.execute(ended).scalars()) if late else set()
    return {one: noticed for one, noticed in late.items() if one in met}
