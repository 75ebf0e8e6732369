"""How the columns of a site stand: the last reading of each, its healthy range, and what to do."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from crawler.health.advice import Advice, advise
from crawler.health.healthy import Healthy
from crawler.registry import Column, Site
from crawler.store.shapes import ShapeFacts
from crawler.store.tables import reading
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

    @property
    def advice(self) -> Advice:
        """What to do."""
        return advise(self.ending, self.detail)


def overview(facts: ShapeFacts, site: Site) -> list[ColumnHealth]:
    """Return how every column of *site* stands."""
    return [_health(facts, site, one) for one in site.column]


def _health(facts: ShapeFacts, site: Site, column: Column) -> ColumnHealth:
    wanted = (
        select(reading.c.ended_at, reading.c.ending, reading.c.detail)
        .where(reading.c.site == site.id, reading.c.column == column.id, reading.c.ended_at.is_not(None))
        .order_by(reading.c.id.desc())
        .limit(1)
    )
    last = facts.connection.execute(wanted).one_or_none()
    healthy = facts.healthy(site.id, column.id, facts.accepted(site.id, column.id))
    if last is None:
        return ColumnHealth(column=column, healthy=healthy)
    return ColumnHealth(
        column=column, at=last.ended_at, ending=Ending(last.ending), detail=last.detail, healthy=healthy
    )
