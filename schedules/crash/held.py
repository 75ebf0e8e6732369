"""What a database holds, as values that can be compared: the shape of its tables, and every row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, select, text
from sqlalchemy.schema import CreateIndex, CreateTable

from crawler.store.database import reading

_APART = ("sqlite_", "search_gram_")
"""How the tables begin that SQLite keeps for itself and behind its text index."""
_MADE = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL",
    "postgresql": "SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}
"""What each kind of database says itself of how it was made; PostgreSQL keeps no such lines of its tables."""
Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Held:
    """A database at one moment."""

    shape: dict[str, tuple[str, ...]]
    """Table, index or trigger → what it is made of."""
    rows: dict[str, dict[str, Row]]
    """Table → the row of each primary key, or of each place where there is none."""


def held_in(engine: Engine) -> Held:
    """Return everything that the database holds."""
    metadata = MetaData()
    with reading(engine) as connection:
        metadata.reflect(connection)
        tables = [one for one in metadata.sorted_tables if not one.name.startswith(_APART)]
        made: dict[str, tuple[str, ...]] = {
            str(row[0]): (str(row[1]),) for row in connection.execute(text(_MADE[engine.dialect.name]))
        }
        if engine.dialect.name == "postgresql":
            made |= {one.name: _lines(one, engine) for one in tables}
        return Held(shape=made, rows={one.name: dict(_rows(connection, one)) for one in tables})


def _lines(table: Table, engine: Engine) -> tuple[str, ...]:
    """Return the lines that would make *table* again, whatever their order: an upgrade adds what is new at the end."""
    lines = str(CreateTable(table).compile(engine)).splitlines()
    indexes = [str(CreateIndex(one).compile(engine)) for one in table.indexes]
    return tuple(sorted([*(one.strip(", \t") for one in lines), *indexes]))


def _rows(connection: Connection, table: Table) -> Iterator[tuple[str, Row]]:
    keys = [one.name for one in table.primary_key]
    for place, row in enumerate(connection.execute(select(table)).mappings()):
        key = "/".join(str(row[one]) for one in keys) if keys else str(place)
        yield key, {str(name): value for name, value in row.items()}
