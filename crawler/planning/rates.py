"""How often a column changes, and on which days of the week, told from the rows it has shown."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

WEEK = 7
_SPANS = (30, 90, 365)  # days; the busiest of them counts, so that a column that wakes up is looked at again
_DOUBT = 0.5  # of a notice that may have come in the longest span: nothing is known to be dead
_UNSURE = 1  # notice a weekday, before any was seen


def daily_rate(arrivals: Sequence[date], today: date) -> float:
    """Return how many notices a day to expect of a column; *arrivals* are the days on which they came, in order."""
    there = bisect_right(arrivals, today)
    counts = {span: there - bisect_left(arrivals, today - timedelta(days=span - 1)) for span in _SPANS}
    longest = max(_SPANS)
    return max(*(count / span for span, count in counts.items()), (counts[longest] + _DOUBT) / longest)


def weekday_shares(arrivals: Iterable[date]) -> tuple[float, ...]:
    """Return the share of notices by day of the week, Monday first; of all columns together, for one tells little."""
    counts = Counter(one.weekday() for one in arrivals)
    total = counts.total() + WEEK * _UNSURE
    return tuple((counts[day] + _UNSURE) / total for day in range(WEEK))


def arrival(claimed: date | None, seen: date, *, from_start: bool) -> date:
    """Return the day on which a row came: the day it claims where that can be, else the day it was seen.

    *from_start* rows were there at the first reading; what they claim is all that is known. A row inserted later with
    an old date came when it was seen.
    """
    if claimed is None or claimed > seen:
        return seen
    return claimed if from_start or seen - claimed <= timedelta(days=WEEK) else seen
