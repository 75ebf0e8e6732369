"""Faults of the day that a bureau names for what it publishes: rows 21 and 27 of the matrix."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from crawler.practice.faults.doors import unchanged
from crawler.practice.faults.model import Fault
from crawler.practice.model import Bureau

LONG_AGO = timedelta(days=45)
DAY = timedelta(days=1)


def dated_back(bureau: Bureau, since: date, by: timedelta) -> Bureau:
    """Return *bureau* with everything that it publishes from *since* on claiming an earlier day, in lists and on pages."""
    notices = tuple(
        replace(one, claimed=one.claimed - by, page_claimed=one.page_claimed and one.page_claimed - by)
        if one.appears >= since
        else one
        for one in bureau.notices
    )
    return replace(bureau, notices=notices)


FAULTS = (
    Fault(
        row=21,
        name="everything new dated 45 days back",
        lay=unchanged,
        alter=partial(dated_back, by=LONG_AGO),
    ),
    Fault(
        row=27,
        name="days of another time zone, one too early",
        lay=unchanged,
        alter=partial(dated_back, by=DAY),
    ),
)
