"""The clock, read only at the edges: commands make one and pass it on."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]
"""Returns the present moment in UTC."""


def system_clock() -> datetime:
    """Return the machine's time in UTC."""
    return datetime.now(UTC)


def fixed_clock(moment: datetime) -> Clock:
    """Return a clock that stands still at *moment*; for tests and for days played again."""
    return lambda: moment


@lru_cache(maxsize=1 << 16)  # every verdict asks it of every reading
def local_day(moment: datetime, zone: ZoneInfo = SHANGHAI) -> date:
    """Return the day in *zone* that *moment* falls on.

    >>> local_day(datetime(2015, 6, 24, 16, 30, tzinfo=UTC))
    datetime.date(2015, 6, 25)
    """
    return moment.astimezone(zone).date()
