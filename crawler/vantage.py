"""Whether the places from which we look disagree: what one of them is not shown, another may see."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from crawler.records import ReadingRecord
from crawler.words import Ending

WINDOW = timedelta(days=7)  # in which two answers are held against each other
_SAYS_NOTHING = frozenset({Ending.OPEN, Ending.SELF_OUTAGE, Ending.CLOCK_WRONG})


def divided(readings: Iterable[ReadingRecord], as_of: datetime) -> bool:
    """Whether one vantage could last read a column and another could not, both within the window before *as_of*."""
    last: dict[str, bool] = {}
    for one in readings:
        if one.ending not in _SAYS_NOTHING and as_of - WINDOW <= one.started_at <= as_of:
            last[one.vantage] = one.complete or one.ending is Ending.GLANCED
    return len(set(last.values())) > 1


def agreed(
    moment: datetime, present: Iterable[tuple[str, datetime]], absent: Iterable[tuple[str, datetime]]
) -> bool:
    """Whether every vantage that was shown something within the window before *moment* has missed it since, too."""
    shown = {vantage for vantage, at in present if moment - WINDOW <= at <= moment}
    return shown <= {vantage for vantage, at in absent if at <= moment}
