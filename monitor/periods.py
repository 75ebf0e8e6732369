"""Cuts the time watched into the spans in which a recurring duty wants a publication each: weeks, months, years."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.catalogue.model import Timing
from monitor.counting import DAYS, MONTHS
from monitor.words import TimeRule, Unit

RECURRING = frozenset({TimeRule.EVERY, TimeRule.MIN_COUNT})
MONTHS_A_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Span:
    """One stretch of time, both ends included."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """What people call it: 2018-07, 2018-07..2018-09, 2018-W27, or its two days."""
        whole_months = self.first.day == 1 and self.last.day == monthrange(self.last.year, self.last.month)[1]
        if whole_months:
            one, other = f"{self.first:%Y-%m}", f"{self.last:%Y-%m}"
            return one if one == other else f"{one}..{other}"
        if self.first.isoweekday() == 1 and (self.last - self.first).days == DAYS[Unit.WEEK] - 1:
            return f"{self.first:%G-W%V}"
        return f"{self.first}..{self.last}"


def spans(timing: Timing, first: date, day: date) -> tuple[Span, ...]:
    """Return the spans of *timing* that overlap the time from *first* to *day*.

    A rule that may convict makes one a span, none that began before the rule did. One that only prompts makes the last
    that is over and the one that runs, for a reminder grows no truer by being repeated, and counts from its first day.
    """
    if timing.rule not in RECURRING or timing.trigger or timing.unit not in {*MONTHS, *DAYS}:
        return ()
    begun = timing.valid_from or date.min
    every = [one for one in _all(timing, first, day) if one.last >= begun]
    if timing.convicts:
        return tuple(one for one in every if one.first >= begun)
    return tuple(Span(first=max(one.first, begun), last=one.last) for one in every[-2:])


def window(timing: Timing, year: int) -> Span | None:
    """Return the days of *year* in which experience expects it; a window over New Year ends in the next year."""
    if timing.rule is not TimeRule.EXPECT_WINDOW:
        return None
    first, _, last = timing.due.partition("..")
    over = last < first
    return Span(
        first=date.fromisoformat(f"{year:04}-{first}"), last=date.fromisoformat(f"{year + over:04}-{last}")
    )


def _all(timing: Timing, first: date, day: date) -> Iterator[Span]:
    every = timing.n or 1 if timing.rule is TimeRule.EVERY else 1
    if timing.unit in DAYS:
        yield from _by_days(every * DAYS[timing.unit], timing, first, day)
    elif timing.unit in MONTHS:
        yield from _by_months(every * MONTHS[timing.unit], timing, first, day)


def _by_days(length: int, timing: Timing, first: date, day: date) -> Iterator[Span]:
    """Yield spans of *length* days; the first begins on the first Monday of the rule, so that weeks are weeks."""
    begun = timing.valid_from or first - timedelta(days=length + DAYS[Unit.WEEK])
    start = begun + timedelta(days=-begun.weekday() % DAYS[Unit.WEEK])
    start += timedelta(days=max(0, (first - start).days // length) * length)
    while start <= day:
        end = start + timedelta(days=length - 1)
        if end >= first:
            yield Span(first=start, last=end)
        start = end + timedelta(days=1)


def _by_months(length: int, timing: Timing, first: date, day: date) -> Iterator[Span]:
    """Yield spans of *length* months; those of more than a year are counted from the rule's first year."""
    anchor = (timing.valid_from or first).year * MONTHS_A_YEAR if length > MONTHS_A_YEAR else 0
    at = anchor + (_month(first) - anchor) // length * length
    while at <= _month(day):
        yield Span(first=_first_of(at), last=_first_of(at + length) - timedelta(days=1))
        at += length


def _month(day: date) -> int:
    return day.year * MONTHS_A_YEAR + day.month - 1


def _first_of(month: int) -> date:
    return date(month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)
