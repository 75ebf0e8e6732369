"""What the store tells the plan of every column: when it was looked at, and when its notices came."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from crawler.clock import local_day
from crawler.planning.due import Bounds, ColumnPast, due_now
from crawler.planning.rates import arrival
from crawler.registry import Site
from crawler.store.tables import reading, sighting
from crawler.store.transaction import OpenTransaction
from crawler.words import Ending

_LOOKED = or_(reading.c.complete, reading.c.ending == Ending.GLANCED)
_SPAN = timedelta(days=400)  # that the plan looks back; the longest span it counts is a year

Key = tuple[str, str]


def column_pasts(facts: OpenTransaction, sites: Collection[Site]) -> list[ColumnPast]:
    """Return the past of every column of *sites*, in their order."""
    wanted = [(site.id, one.id) for site in sites for one in site.column]
    # what a clock that was ahead dates after now would keep us away until then
    ends = select(
        reading.c.site, reading.c.column, func.max(reading.c.id), func.max(reading.c.started_at)
    ).where(reading.c.started_at <= facts.clock())
    whole = _last(facts, ends.where(reading.c.complete))
    looked = _last(facts, ends.where(_LOOKED))
    tried = _last(facts, ends.where(reading.c.ended_at.is_not(None)))
    arrivals = _arrivals(facts)
    nothing: tuple[int, datetime | None] = (0, None)
    return [
        ColumnPast(
            site=key[0],
            column=key[1],
            arrivals=sorted(arrivals.get(key, ())),
            looked=looked.get(key, nothing)[1],
            whole=whole.get(key, nothing)[1],
            failed=tried.get(key, nothing)[0] > looked.get(key, nothing)[0],
        )
        for key in wanted
    ]


def plan_due(facts: OpenTransaction, sites: Collection[Site], bounds: Bounds) -> dict[str, dict[str, bool]]:
    """Return what is due of *sites* now: site → column → whether its whole window is."""
    due: dict[str, dict[str, bool]] = {one.id: {} for one in sites}
    for one in due_now(column_pasts(facts, sites), facts.clock(), bounds):
        due[one.site][one.column] = one.whole
    return due


def _last(facts: OpenTransaction, wanted: Select[Any]) -> dict[Key, tuple[int, datetime | None]]:
    """Return the last of the chosen readings of every column, and when it began."""
    found = facts.connection.execute(wanted.group_by(reading.c.site, reading.c.column))
    return {(one[0], one[1]): (one[2], one[3]) for one in found}


def _arrivals(facts: OpenTransaction) -> dict[Key, list[date]]:
    """Return the days on which the notices of every column came."""
    first = (
        select(reading.c.site, reading.c.column, func.min(reading.c.id).label("first"))
        .where(reading.c.complete)
        .group_by(reading.c.site, reading.c.column)
        .subquery()
    )
    wanted: Select[Any] = (
        select(
            sighting.c.site,
            sighting.c.column,
            sighting.c.claimed,
            sighting.c.seen_at,
            (sighting.c.reading_id <= first.c.first).label("from_start"),
        )
        .join(first, and_(first.c.site == sighting.c.site, first.c.column == sighting.c.column))
        .where(or_(sighting.c.claimed.is_(None), sighting.c.claimed >= local_day(facts.clock()) - _SPAN))
    )
    found: defaultdict[Key, list[date]] = defaultdict(list)
    for one in facts.connection.execute(wanted):
        if one.claimed is None and one.from_start:
            continue
        day = arrival(one.claimed, local_day(one.seen_at), from_start=bool(one.from_start))
        found[one.site, one.column].append(day)
    return dict(found)
