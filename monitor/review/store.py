"""Keeps the acts of review; a new one is held against those before it inside the transaction that adds it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, select, text

from crawler.errors import UsageError
from crawler.store.database import reading, writing
from monitor.review.entry import Entry
from monitor.review.ruling import fold, objection
from monitor.review.state import Terms
from monitor.review.tables import review_entry
from monitor.review.words import Act, Choice

_COLUMNS = tuple(one.name for one in review_entry.columns if one.name != "id")
_LOCK = (
    0x676F6E67726576  # "gongrev": one act at a time on a PostgreSQL server, as SQLite's writer does by itself
)


def history(engine: Engine, until: datetime | None = None) -> dict[str, tuple[Entry, ...]]:
    """Return obligation → its entries in the order in which they were made, up to *until*."""
    wanted = select(review_entry).order_by(review_entry.c.at, review_entry.c.id)
    if until is not None:
        wanted = wanted.where(review_entry.c.at <= until)
    with reading(engine) as connection:
        return _grouped(connection.execute(wanted).all())


def add_entries(engine: Engine, entries: Iterable[Entry], terms: Terms) -> int:
    """Keep *entries* together or not at all, and return how many; raise UsageError for one that could not count."""
    added = 0
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        for one in entries:
            _refuse(connection, one, terms)
            values = {name: getattr(one, name) for name in _COLUMNS}
            connection.execute(review_entry.insert().values(values))
            added += 1
    return added


def _refuse(connection: Connection, entry: Entry, terms: Terms) -> None:
    wanted = select(review_entry).where(review_entry.c.obligation == entry.obligation)
    rows = connection.execute(wanted.order_by(review_entry.c.at, review_entry.c.id)).all()
    before = _grouped(rows).get(entry.obligation, ())
    if entry.at > entry.recorded_at:
        raise UsageError(f"{entry.obligation}: {entry.at.isoformat()} has not come yet")
    if before and entry.at < before[-1].at:
        raise UsageError(
            f"{entry.obligation}: something was done later already, at {before[-1].at.isoformat()}",
            hint="acts are written down in the order in which they were done",
        )
    ruling = fold(
        (one for one in before if one.claim == entry.claim), terms.calendar, terms.reply_days, terms.zone
    )
    if why := objection(ruling, entry):
        raise UsageError(f"{entry.obligation}: {why}")


def _grouped(rows: Iterable[Any]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in rows:
        values = {name: getattr(row, name) for name in ("id", *_COLUMNS)}
        one = Entry(**values | {"act": Act(row.act), "choice": Choice(row.choice)})
        found[one.obligation].append(one)
    return {key: tuple(entries) for key, entries in found.items()}
