"""A database as an older program left it: the schema of any revision, with rows in every table of that time."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from crawler.store.database import writing
from crawler.store.schema import revisions, upgrade
from schedules.store import LAYERS

Revisions = Mapping[str, str]
"""Layer's package → the revision of its schema."""
_APART = "search_gram_"
"""How the tables begin that SQLite keeps behind its text index."""
_BASE = datetime(2015, 6, 24, 2, 0, tzinfo=UTC)
_EMPTY_EVERY = 3  # rows, of which one has nothing where nothing may stand


def releases() -> list[Revisions]:
    """Return sets of revisions, the oldest first, in which every revision of every layer stands at least once."""
    known = {package: revisions(package) for package, _ in LAYERS}
    longest = max(map(len, known.values()))
    return [
        {package: held[at * len(held) // longest] for package, held in known.items()} for at in range(longest)
    ]


def leave_old(engine: Engine, at: Revisions, rows: int) -> None:
    """Make the tables of every layer as of its revision in an empty database, and put *rows* rows into each."""
    for package, version_table in LAYERS:
        upgrade(engine, package, version_table, to=at[package])
    metadata, versions = MetaData(), {version_table for _, version_table in LAYERS}
    with writing(engine) as connection:
        metadata.reflect(connection)
        for table in metadata.sorted_tables:
            if table.name not in versions and not table.name.startswith(_APART):
                connection.execute(table.insert(), [_row(table, number) for number in range(1, rows + 1)])


def _row(table: Table, number: int) -> dict[str, Any]:
    """Return row *number* of a table, which refers to row *number* of the others."""
    empty = number % _EMPTY_EVERY == 0
    return {
        one.name: None if empty and one.nullable and not one.primary_key else _value(one, number)
        for one in table.columns
    }


def _value(column: Column[Any], number: int) -> Any:
    """Return what such a column may hold, another in every row."""
    text = f"{number} {column.name} 公告"
    kind = column.type
    for known, value in (
        (Boolean, number % 2 == 0),
        (Integer, number),
        (Float, number / 8),
        (DateTime, _moment(kind, number)),
        (Date, date(2015, 6, 24) + timedelta(days=number)),
        (JSON, {column.name: [number, "公告"]}),
        (LargeBinary, text.encode()),
        (String, text[: getattr(kind, "length", None)]),
    ):
        if isinstance(kind, known):
            return value
    return text


def _moment(kind: Any, number: int) -> datetime:
    """Return a moment with its zone where *kind* keeps one."""
    moment = _BASE + timedelta(hours=number)
    return moment if getattr(kind, "timezone", False) else moment.replace(tzinfo=None)
