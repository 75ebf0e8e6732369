"""Decides which columns are due: those whose news would else come late, and all within their bounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crawler.clock import local_day
from crawler.planning.rates import WEEK, daily_rate, weekday_shares

_HALF = timedelta(hours=12)  # a run at two in the morning looks for the news of the day before


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How far the plan may go."""

    longest_days: int
    """A column is looked at at least so often."""
    whole_days: int
    """It is read back over its whole window at least so often."""
    late_share: float
    """Share of all expected notices that may be seen later than a day after they came."""


@dataclass(frozen=True, kw_only=True)
class ColumnPast:
    """What the plan knows of a column."""

    site: str
    column: str
    arrivals: Sequence[date] = ()
    looked: datetime | None = None
    """When it was last read at least to known ground."""
    whole: datetime | None = None
    """When it was last read completely."""
    failed: bool = False
    """Whether its last reading ended before known ground."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """A column that is due, and whether its whole window is."""

    site: str
    column: str
    whole: bool


def watched_day(moment: datetime) -> date:
    """Return the day whose news a look at *moment* finds."""
    return local_day(moment - _HALF)


def due_now(columns: Sequence[ColumnPast], now: datetime, bounds: Bounds) -> list[Due]:
    """Return the columns that are due, in order."""
    today = watched_day(now)
    spared = _spared(columns, today, bounds.late_share)
    found = []
    for one in columns:
        whole = one.whole is None or _age(one.whole, today) >= bounds.whole_days
        if whole or one.failed or one.looked is None or _due(one, today, bounds, spared):
            found.append(Due(site=one.site, column=one.column, whole=whole or one.failed))
    return found


def _due(one: ColumnPast, today: date, bounds: Bounds, spared: set[tuple[str, str]]) -> bool:
    """Whether a healthy column is due on the day *today*."""
    age = _age(one.looked, today) if one.looked else bounds.longest_days
    return age >= bounds.longest_days or (age > 0 and (one.site, one.column) not in spared)


def _age(moment: datetime, today: date) -> int:
    return (today - watched_day(moment)).days


def _spared(columns: Sequence[ColumnPast], today: date, share: float) -> set[tuple[str, str]]:
    """Return the columns that are not worth a look for the sake of *today*.

    A look at a column on a day of the week is worth the notices that are expected then. The looks worth least are
    spared, over all columns and days, as long as what they would have found stays below *share* of everything.
    """
    shares = weekday_shares(day for one in columns for day in one.arrivals)
    looks = sorted(
        (daily_rate(one.arrivals, today) * shares[weekday] * WEEK, weekday, one.site, one.column)
        for one in columns
        for weekday in range(WEEK)
    )
    left = share * sum(worth for worth, *_ in looks)
    spared = set()
    for worth, weekday, site, column in looks:
        left -= worth
        if left < 0:
            break
        if weekday == today.weekday():
            spared.add((site, column))
    return spared
