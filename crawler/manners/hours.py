"""The hours of the day in which a site may be visited, such as ``22:00-06:00``; local time, past midnight too."""

import re
from datetime import datetime, time, timedelta

from crawler.clock import SHANGHAI

_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def read_hours(text: str) -> tuple[time, time] | None:
    """Return the first and the last moment, or None where *text* is empty: any hour will do.

    Raises ValueError for what is no span of hours.
    """
    if not text:
        return None
    found = _HOURS.fullmatch(text)
    if not found:
        raise ValueError(f"hours are written like 22:00-06:00, not {text!r}")
    first, last = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    if first == last:
        raise ValueError(f"hours without length: {text!r}")
    return first, last


def is_open(text: str, moment: datetime) -> bool:
    """Whether *moment* falls into the hours of *text*.

    >>> is_open("22:00-06:00", datetime(2015, 7, 1, 23, 30, tzinfo=SHANGHAI))
    True
    """
    hours = read_hours(text)
    if hours is None:
        return True
    first, last = hours
    now = moment.astimezone(SHANGHAI).time()
    return first <= now < last if first < last else now >= first or now < last


def opens(text: str, moment: datetime) -> datetime:
    """Return the first moment from *moment* on that falls into the hours of *text*.

    >>> f"{opens('22:00-06:00', datetime(2015, 7, 1, 20, tzinfo=SHANGHAI)):%d %H:%M}"
    '01 22:00'
    >>> f"{opens('01:00-06:00', datetime(2015, 7, 1, 20, tzinfo=SHANGHAI)):%d %H:%M}"
    '02 01:00'
    """
    hours = read_hours(text)
    if hours is None or is_open(text, moment):
        return moment
    local = moment.astimezone(SHANGHAI)
    first = datetime.combine(local.date(), hours[0], tzinfo=SHANGHAI)
    return first if first > local else first + timedelta(days=1)
