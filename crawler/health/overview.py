"""How the columns of a site stand: the last reading of each, its healthy range, and what to do."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from crawler.health.advice import Advice, advise, sentences
from crawler.health.healthy import Healthy
from crawler.records import ReadingRecord
from crawler.registry import Column, Site
from crawler.store.rows import reading_record
from crawler.store.shapes import ShapeFacts
from crawler.store.tables import outage, reading, run
from crawler.vantage import divided
from crawler.words import Ending


@dataclass(frozen=True, kw_only=True)
class ColumnHealth:
    """One column as it stands."""

    column: Column
    at: datetime | None = None
    """When its last reading ended; None where it was never read."""
    ending: Ending = Ending.OPEN
    detail: str = ""
    healthy: Healthy | None = None
    divided: bool = False
    """Whether the column can be read from one vantage and not from another."""

    @property
    def advice(self) -> Advice:
        """What to do."""
        return sentences()["state"]["vantage_conflict"] if self.divided else advise(self.ending, self.detail)


def overview(facts: ShapeFacts, site: Site) -> list[ColumnHealth]:
    """Return how every column of *site* stands."""
    return [_health(facts, site, one) for one in site.column]


def _health(facts: ShapeFacts, site: Site, column: Column) -> ColumnHealth:
    last = _last(facts, site, column)
    healthy = facts.healthy(site.id, column.id, facts.accepted(site.id, column.id))
    if not last:
        return ColumnHealth(column=column, healthy=healthy)
    newest = last[-1]
    return ColumnHealth(
        column=column,
        at=newest.ended_at,
        ending=newest.ending,
        detail=newest.detail,
        healthy=healthy,
        divided=divided(last, newest.started_at),
    )


def _last(facts: ShapeFacts, site: Site, column: Column) -> list[ReadingRecord]:
    """Return the last ended reading of a column from every vantage, the newest last."""
    mine = (reading.c.site == site.id, reading.c.column == column.id, reading.c.ended_at.is_not(None))
    newest = (
        select(func.max(reading.c.id))
        .join(run, run.c.id == reading.c.run_id)
        .where(*mine)
        .group_by(run.c.vantage)
    )
    joined = select(reading, run.c.vantage).join(run, run.c.id == reading.c.run_id)
    found = facts.connection.execute(joined.where(reading.c.id.in_(newest)).order_by(reading.c.id)).all()
    hit = select(outage).where(outage.c.run_id.in_([one.run_id for one in found]))
    outages = facts.connection.execute(hit).all()
    return [
        reading_record(one, None, (), [each for each in outages if each.run_id == one.run_id])
        for one in found
    ]
