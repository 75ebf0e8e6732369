"""Plays a month over columns with known rates of change: what the plan sees in time and asks for, beside daily reading."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from math import ceil, log
from random import Random

from crawler.clock import SHANGHAI, local_day
from crawler.manners.hours import opens
from crawler.planning.due import Bounds, ColumnPast, due_now

MEDIAN = 0.07  # notices a day; of 62 saved list pages the quartiles are 0.023, 0.07 and 0.7
SPREAD = 2.5  # standard deviation of the rate's logarithm, from the same quartiles
BUSIEST = 20.0  # notices a day; the busiest of those pages showed 19
WEEKEND = 0.02  # share of notices dated on a weekend: 18 of the 919 rows of those pages
EVENING = 0.05  # share of notices that come after the office has closed
ROWS = 20  # of a list page
WINDOW = timedelta(days=30)
IN_TIME = timedelta(hours=24)
_PAST = timedelta(days=365)
_YEARS = 8  # that a list goes back
_READ_AT = time(20, 0, tzinfo=SHANGHAI)
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Manners:
    """What bounds the reading of a host beside the plan."""

    window: timedelta = WINDOW
    """How far a whole reading goes back behind the newest notice."""
    daily: int = 0
    """Requests that a host gets in a day; 0 for as many as it takes."""
    per_host: int = 1
    """Columns on one host."""
    hours: tuple[str, ...] = ("",)
    """When the hosts may be visited, taken in turn."""

    def host(self, at: int) -> int:
        """Return the host of the column at that place."""
        return at // self.per_host

    def moment(self, at: int, now: datetime) -> datetime:
        """Return when the column at that place is read, where the round begins *now*."""
        return opens(self.hours[self.host(at) % len(self.hours)], now)


@dataclass(kw_only=True)
class Simulated:
    """A column with all its notices, those to come too."""

    rate: float
    notices: list[datetime]
    at: int
    """Its place among the columns, which tells its host."""
    length: int
    """Rows of the whole list at the beginning."""
    past: ColumnPast
    seen: int = 0
    """How many of its notices were seen."""


@dataclass(kw_only=True)
class Tally:
    """What one way of reading came to."""

    requests: int = 0
    found: int = 0
    in_time: int = 0
    looks: int = 0
    whole: int = 0
    withheld: int = 0
    """Looks that the budget of a host did not allow."""

    @property
    def fresh(self) -> float:
        """The share of new notices seen within a day."""
        return self.in_time / self.found if self.found else 1.0


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month read daily, and as the plan says."""

    notices: int
    daily: Tally = field(default_factory=Tally)
    planned: Tally = field(default_factory=Tally)

    @property
    def freshness(self) -> float:
        """The plan's freshness as a share of daily reading's."""
        return self.planned.fresh / self.daily.fresh

    @property
    def cost(self) -> float:
        """The plan's requests as a share of daily reading's."""
        return self.planned.requests / self.daily.requests


def simulate(
    columns: int, days: int, seed: int, bounds: Bounds, first: date, manners: Manners | None = None
) -> Month:
    """Return what *days* of reading *columns* come to; the same *seed* gives the same notices to both ways."""
    result = Month(notices=0)
    for tally, limits in ((result.daily, None), (result.planned, bounds)):
        made = _columns(columns, days, Random(seed), first)  # noqa: S311 - a simulation must be repeatable
        _play(made, days, first, limits, tally, manners or Manners())
        result = replace(result, notices=tally.found)
    return result


def _columns(count: int, days: int, chance: Random, first: date) -> list[Simulated]:
    """Return columns that change as often as official ones do, each with its year of history."""
    made = []
    start = datetime.combine(first, time(0, tzinfo=SHANGHAI)) - _PAST
    for at in range(count):
        rate = min(BUSIEST, chance.lognormvariate(log(MEDIAN), SPREAD))
        notices = sorted(
            one for day in range(_PAST.days + days) for one in _of_day(start + day * _DAY, rate, chance)
        )
        past = ColumnPast(site="s", column=f"c{at:04}")
        made.append(Simulated(rate=rate, at=at, notices=notices, length=ceil(rate * 365 * _YEARS), past=past))
    return made


def _of_day(midnight: datetime, rate: float, chance: Random) -> list[datetime]:
    """Return the moments at which notices come on one day."""
    weekend = midnight.weekday() >= 5  # noqa: PLR2004 - Saturday
    mean = rate * 7 * (WEEKEND / 2 if weekend else (1 - WEEKEND) / 5)
    found = []
    left = chance.expovariate(1.0)
    while left < mean:
        hour = chance.uniform(18, 24) if chance.random() < EVENING else chance.uniform(8, 18)
        found.append(midnight + timedelta(hours=hour))
        left += chance.expovariate(1.0)
    return found


def _play(
    columns: Sequence[Simulated],
    days: int,
    first: date,
    bounds: Bounds | None,
    tally: Tally,
    manners: Manners,
) -> None:
    """Read *columns* once completely, then every day as *bounds* say, or all of them where there are none."""
    begin = datetime.combine(first, _READ_AT) - _DAY
    for one in columns:
        _look(one, manners.moment(one.at, begin), whole=True, tally=Tally(), window=manners.window)
    by_name = {one.past.column: one for one in columns}
    for day in range(1, days + 1):
        now = begin + day * _DAY
        asked: Counter[int] = Counter()
        due = [(one, True) for one in columns]
        if bounds is not None:
            planned = due_now([one.past for one in columns], now, bounds)
            due = [(by_name[one.column], one.whole) for one in planned]
        for one, whole in due:
            host = manners.host(one.at)
            if manners.daily and asked[host] >= manners.daily:
                tally.withheld += 1
                continue
            moment = manners.moment(one.at, now)
            asked[host] += _look(one, moment, whole=whole, tally=tally, window=manners.window)
    end = begin + days * _DAY
    for one in columns:
        missed = [came for came in one.notices[one.seen :] if came <= end - IN_TIME]
        tally.found += len(missed)


def _look(one: Simulated, now: datetime, *, whole: bool, tally: Tally, window: timedelta) -> int:
    """Read one column at *now*; count what it found, and return its requests."""
    there = bisect_right(one.notices, now)
    fresh = one.notices[one.seen : there]
    requests = _pages(one, there, now, window) if whole else 1 + len(fresh) // ROWS
    tally.looks += 1
    tally.whole += whole
    tally.requests += requests
    tally.found += len(fresh)
    tally.in_time += sum(now - came <= IN_TIME for came in fresh)
    arrivals = [*one.past.arrivals, *(local_day(came) for came in fresh)]
    one.seen = there
    one.past = replace(one.past, arrivals=arrivals, looked=now, whole=now if whole else one.past.whole)
    return requests


def _pages(one: Simulated, there: int, now: datetime, window: timedelta) -> int:
    """Return the pages of a whole reading: until one page lies wholly behind the window, or the list ends."""
    newest = one.notices[there - 1] if there else now
    within = there - bisect_left(one.notices, newest - window)
    return max(1, min(ceil(one.length / ROWS), ceil(within / ROWS) + 1))
