"""Rows of the store as JSON holds them, and back."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Table

from crawler.store.kinds import Moment


def plain_row(row: Mapping[Any, Any], leave_out: Collection[str] = ()) -> dict[str, Any]:
    """Return *row* by the names of its columns; what is empty is left out."""
    return {
        str(name): _plain(value) for name, value in row.items() if value is not None and name not in leave_out
    }


def typed_row(table: Table, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is *said* of a row of *table* as its columns want it; what is no column of it is left out."""
    return {one.name: _typed(one.type, said.get(one.name)) for one in table.c if one.name in said}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(kind: Any, value: Any) -> Any:
    if isinstance(value, str) and isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and isinstance(kind, Date):
        return date.fromisoformat(value)
    return value
