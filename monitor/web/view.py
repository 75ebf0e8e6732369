"""What a view gives: values for its page, and one table that is also its CSV and JSON."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Cell = str | int | float | date | datetime | None


class Missing(Exception):
    """Raised by views when what an address names does not exist, or no longer; ``key`` names the words that say so."""

    def __init__(self, key: str, *, status: int = 404, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.status = status
        self.values = values


@dataclass(frozen=True, kw_only=True)
class View:
    """A page before it has a form."""

    template: str
    title: str
    values: dict[str, Any] = field(default_factory=dict)
    columns: Sequence[str] = ()
    """Stable English names of the table's columns."""
    rows: Sequence[Sequence[Cell]] = ()
    more: dict[str, Any] = field(default_factory=dict)
    """What the JSON says beside the table."""
    status: int = 200
    trail: Sequence[tuple[str, str]] = ()
    """Breadcrumbs: text and address."""
    current: str = ""
    """Address of the entry of the navigation that this page belongs to."""
