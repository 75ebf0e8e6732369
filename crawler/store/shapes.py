"""Facts about the shape of columns: what each first page looked like, and which new shape a person took for healthy."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select

from crawler.errors import UsageError
from crawler.health.healthy import Healthy, learn
from crawler.health.shape import Shape
from crawler.store.shape_tables import acceptance, first_page
from crawler.store.tables import reading
from crawler.store.transaction import OpenTransaction, storable

_LEARNED_FROM = 30  # complete readings; a month of them follows a column that slowly grows


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A person's word that a column is read right as it is now."""

    reading: int
    """The reading whose shape became the healthy one."""
    at: datetime
    reason: str


class ShapeFacts(OpenTransaction):
    """Records and recalls the shapes of columns."""

    def record_shape(self, reading_id: int, shape: Shape) -> None:
        """Record what page one of a reading looked like."""
        self.insert(
            first_page,
            reading_id=reading_id,
            rows=shape.rows,
            dated=shape.dated,
            titled=shape.titled,
            ahead=shape.ahead,
            oldest=shape.oldest,
            newest=shape.newest,
        )

    def accept(self, site: str, column: str, reason: str) -> Shape:
        """Take the shape that *column* was last seen in for the healthy one; raise UsageError where there is none."""
        wanted = (
            select(first_page)
            .join(reading, reading.c.id == first_page.c.reading_id)
            .where(reading.c.site == site, reading.c.column == column)
            .order_by(reading.c.id.desc())
            .limit(1)
        )
        last = self.connection.execute(wanted).one_or_none()
        if last is None:
            raise UsageError(f"no page of {site}/{column} was ever read", hint="run: gongkai crawl")
        self.insert(
            acceptance,
            site=site,
            column=column,
            reading_id=last.reading_id,
            at=self.clock(),
            reason=storable(reason),
        )
        return _shape(last)

    def accepted(self, site: str, column: str) -> Accepted | None:
        """Return the last word of a person about a column."""
        newest = select(func.max(acceptance.c.id)).where(
            acceptance.c.site == site, acceptance.c.column == column
        )
        found = self.connection.execute(
            select(acceptance).where(acceptance.c.id == newest.scalar_subquery())
        ).one_or_none()
        if found is None:
            return None
        return Accepted(reading=found.reading_id, at=found.at, reason=found.reason)

    def healthy(self, site: str, column: str, accepted: Accepted | None) -> Healthy | None:
        """Return what the first page of a column looks like in health, once enough is known."""
        counts: ColumnElement[bool] = reading.c.complete
        if accepted:
            counts = or_(counts & (reading.c.id > accepted.reading), reading.c.id == accepted.reading)
        wanted = (
            select(first_page)
            .join(reading, reading.c.id == first_page.c.reading_id)
            .where(reading.c.site == site, reading.c.column == column, counts)
            .order_by(reading.c.id.desc())
            .limit(_LEARNED_FROM)
        )
        shapes = [_shape(one) for one in self.connection.execute(wanted)]
        return learn(shapes, accepted.reason if accepted else None)


def _shape(row: Row[Any]) -> Shape:
    return Shape(
        rows=row.rows,
        dated=row.dated,
        titled=row.titled,
        ahead=row.ahead,
        oldest=row.oldest,
        newest=row.newest,
    )
