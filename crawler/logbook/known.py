"""What the archive can tell of a judgement: the runs known then, and the digests of the bytes that verdicts rest on."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, String, cast, exists, func, select

from crawler.logbook.log import RUN
from crawler.store.tables import document, fetch, reading, run
from crawler.words import Purpose

_AT_ONCE = 500  # values in one IN; databases limit them


def last_runs(connection: Connection, until: datetime) -> dict[str, int]:
    """Return the last run of every site that had begun by *until*."""
    last = select(run.c.site, func.max(run.c.id).label("last")).where(run.c.started_at <= until)
    return {one.site: one.last for one in connection.execute(last.group_by(run.c.site))}


def runs_without_log(connection: Connection, until: datetime) -> tuple[int, ...]:
    """Return the runs that had begun by *until* and whose log is not in the archive."""
    logged = exists().where(document.c.kind == RUN, document.c.name == cast(run.c.id, String))
    wanted = select(run.c.id).where(run.c.started_at <= until, ~logged).order_by(run.c.id)
    return tuple(connection.execute(wanted).scalars())


def payloads_of(connection: Connection, fetches: Collection[int]) -> dict[int, str]:
    """Return the SHA-256 of what each of *fetches* brought; of those that brought nothing, an empty text."""
    wanted = select(fetch.c.id.label("id"), fetch.c.payload_sha256.label("payload"))
    found = _each(connection, wanted, fetch.c.id, fetches)
    return {one.id: one.payload or "" for one in found}


def list_payloads_of(connection: Connection, readings: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the SHA-256 of every list page that each of *readings* asked for, in their order."""
    mine = (
        (fetch.c.run_id == reading.c.run_id)
        & (fetch.c.column == reading.c.column)
        & (fetch.c.purpose == Purpose.LIST)
    )
    wanted = (
        select(reading.c.id.label("id"), fetch.c.payload_sha256.label("payload"))
        .join(fetch, mine)
        .order_by(fetch.c.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for one in _each(connection, wanted, reading.c.id, readings):
        found[one.id] = (*found.get(one.id, ()), one.payload or "")
    return found


def newest_name(connection: Connection, kind: str) -> str | None:
    """Return the name of the document of that *kind* that was kept last, where one has a number for its name."""
    wanted = select(document.c.name).where(document.c.kind == kind).order_by(document.c.id.desc())
    return next((one for one in connection.execute(wanted).scalars() if one.isdecimal()), None)


def _each(connection: Connection, wanted: Select[Any], column: Any, values: Collection[int]) -> Sequence[Any]:
    ordered, found = sorted(values), list[Any]()
    for start in range(0, len(ordered), _AT_ONCE):
        found += connection.execute(wanted.where(column.in_(ordered[start : start + _AT_ONCE]))).all()
    return found
