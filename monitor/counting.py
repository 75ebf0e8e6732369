"""Counts from a day to a deadline and keeps every day of the way, so that anyone can check it by hand."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.calendar import ONE, DayKind, WorkCalendar
from monitor.words import Unit

HOURS_A_DAY = 24
MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}
DAYS = {Unit.CALENDAR_DAY: 1, Unit.WEEK: 7}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One day on the way from trigger to deadline."""

    day: date
    counted: bool
    n: int
    """How many have been counted so far."""
    why: DayKind
    name: str = ""
    """Name of the holiday."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """Where a count ended, or why it could not."""

    end: date | None
    steps: tuple[Step, ...] = ()
    unknown: str = ""


def count(day: date, n: int, unit: Unit, calendar: WorkCalendar, *, back: bool = False) -> Count:
    """Return the day that is *n* units after *day* (before it when *back*); *day* itself is not counted.

    Hours end on the day on which the last of them can fall, because a page tells no more than the day.
    """
    if unit is Unit.WORKING_DAY:
        return _workdays(day, n, calendar, back=back)
    if unit in MONTHS:
        return _months(day, (-n if back else n) * MONTHS[unit], calendar)
    days = -(-n // HOURS_A_DAY) if unit is Unit.HOUR else n * DAYS[unit]
    return _days(day, days, calendar, back=back)


def roll(counted: Count, calendar: WorkCalendar) -> Count:
    """Return *counted* moved to the next working day when it ends on a day of rest (the lenient reading)."""
    if counted.end is None:
        return counted
    day, steps = counted.end, list(counted.steps)
    n = steps[-1].n if steps else 0
    while not calendar.kind(day).works:
        if calendar.kind(day) is DayKind.UNKNOWN:
            return Count(end=None, steps=tuple(steps), unknown=unannounced(day))
        day += ONE
        steps.append(_step(day, n, calendar, counted=False))
    return Count(end=day, steps=tuple(steps))


def unannounced(day: date) -> str:
    """Return the message that the calendar lacks the year of *day*."""
    return f"the working days of {day.year} are not in the calendar"


def _step(day: date, n: int, calendar: WorkCalendar, *, counted: bool) -> Step:
    return Step(day=day, counted=counted, n=n, why=calendar.kind(day), name=calendar.holidays.get(day, ""))


def _workdays(day: date, n: int, calendar: WorkCalendar, *, back: bool) -> Count:
    steps: list[Step] = []
    reached = 0
    while reached < n:
        day += -ONE if back else ONE
        kind = calendar.kind(day)
        if kind is DayKind.UNKNOWN:
            return Count(end=None, steps=tuple(steps), unknown=unannounced(day))
        reached += kind.works
        steps.append(_step(day, reached, calendar, counted=kind.works))
    return Count(end=day, steps=tuple(steps))


def _days(day: date, n: int, calendar: WorkCalendar, *, back: bool) -> Count:
    sign = -1 if back else 1
    days = [day + timedelta(days=sign * one) for one in range(1, n + 1)]
    steps = tuple(_step(one, at, calendar, counted=True) for at, one in enumerate(days, 1))
    return Count(end=days[-1] if days else day, steps=steps)


def _months(day: date, months: int, calendar: WorkCalendar) -> Count:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    end = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return Count(end=end, steps=(_step(end, abs(months), calendar, counted=True),))
