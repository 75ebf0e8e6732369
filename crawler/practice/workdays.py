"""Counts working days by the city's own calendar; the truth must not lean on the judge's arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Workdays:
    """The days of some years that are not what their weekday says."""

    years: tuple[int, ...]
    off: tuple[date, ...]
    worked: tuple[date, ...]

    @cached_property
    def _off(self) -> frozenset[date]:
        return frozenset(self.off)

    @cached_property
    def _worked(self) -> frozenset[date]:
        return frozenset(self.worked)

    def works(self, day: date) -> bool:
        """Return whether offices are open on *day*."""
        if day in self._worked:
            return True
        return day.weekday() < SATURDAY and day not in self._off

    def after(self, day: date, count: int) -> date:
        """Return the *count*-th working day after *day*; the next one is the first."""
        for _ in range(count):
            day += DAY
            while not self.works(day):
                day += DAY
        return day

    def rolled(self, day: date) -> date:
        """Return *day*, or the first working day after it when offices are closed."""
        while not self.works(day):
            day += DAY
        return day

    def between(self, start: date, end: date) -> int:
        """Return how many working days lie after *start*, up to and with *end*."""
        return sum(self.works(day) for day in days(start + DAY, end))


def days(first: date, last: date) -> Iterator[date]:
    """Yield every day from *first* to *last*, both included."""
    while first <= last:
        yield first
        first += DAY
