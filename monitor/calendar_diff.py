"""Compares two calendars: the years that one of them lacks, and each day that one calls otherwise than the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.calendar import ONE, DayKind, WorkCalendar

LEAST, MOST = (
    240,
    262,
)  # working days of a year; mainland China had 248 to 252 in 2008-2026, a year of weekends only 260


@dataclass(frozen=True, kw_only=True)
class DayMoved:
    """One day that is called otherwise."""

    day: date
    before: DayKind
    after: DayKind
    name: str
    """Name of the holiday that it became or was."""


@dataclass(frozen=True, kw_only=True)
class CalendarDiff:
    """What changes between two calendars."""

    added: tuple[int, ...]
    """Years that only the second knows."""
    removed: tuple[int, ...]
    days: tuple[DayMoved, ...]
    """Days of the years that both know."""

    @property
    def nothing(self) -> bool:
        """Whether both say the same of every day."""
        return not (self.added or self.removed or self.days)


def compare_calendars(before: WorkCalendar, after: WorkCalendar) -> CalendarDiff:
    """Return what *after* says otherwise than *before*."""
    both = sorted(before.years.keys() & after.years.keys())
    return CalendarDiff(
        added=tuple(sorted(after.years.keys() - before.years.keys())),
        removed=tuple(sorted(before.years.keys() - after.years.keys())),
        days=tuple(one for year in both for one in _moved(year, before, after)),
    )


def _moved(year: int, before: WorkCalendar, after: WorkCalendar) -> Iterator[DayMoved]:
    day, end = date(year, 1, 1), date(year, 12, 31)
    while day <= end:
        old, new = before.kind(day), after.kind(day)
        name = after.holidays.get(day) or before.holidays.get(day, "")
        if old is not new or before.holidays.get(day) != after.holidays.get(day):
            yield DayMoved(day=day, before=old, after=new, name=name)
        day += ONE


def doubts(calendar: WorkCalendar) -> tuple[str, ...]:
    """Return what is odd in a calendar though it can be read: gaps between years, and years worked too little or too much."""
    years = sorted(calendar.years)
    span = range(years[0], years[-1]) if years else ()
    found = [
        f"{one} is missing between {years[0]} and {years[-1]}" for one in span if one not in calendar.years
    ]
    for year in years:
        first = date(year, 1, 1)
        days = [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]
        worked = sum(calendar.kind(day).works for day in days)
        if not LEAST <= worked <= MOST:
            found.append(f"{year} has {worked} working days, expected {LEAST} to {MOST}")
        if not calendar.years[year].papers:
            found.append(f"{year} names no document that arranges it")
    return tuple(found)
