"""A verdict about one obligation, and a hand that writes entries about it."""

from datetime import date, datetime, time, timedelta

import pytest

from crawler.clock import SHANGHAI
from monitor.calendar import load_calendar
from monitor.review.entry import Entry, claim_of
from monitor.review.state import Terms
from monitor.review.words import Act, Choice
from monitor.verdict import reach

DUE = date(2015, 7, 10)
MONDAY = date(2015, 8, 10)
"""The day of the first decision; the week has no holiday."""


def at(day, hour=9):
    return datetime.combine(day, time(hour), SHANGHAI)


@pytest.fixture(scope="session")
def terms():
    return Terms(calendar=load_calendar("china"))


@pytest.fixture
def missing(made):
    """Return the verdict of a thing that three columns of daily readings never met, as of a day."""

    def verdict(day=MONDAY + timedelta(days=30), **more):
        place = made.place(*made.daily(date(2015, 7, 1), day))
        return reach(made.evidence(day, DUE, places=(place,), **more))

    return verdict


@pytest.fixture
def published(made):
    """Return the verdict of the same thing once it stands there, met by so many readings."""

    def verdict(day=MONDAY + timedelta(days=30), *, looks=2, **more):
        upper = day - timedelta(days=looks - 1)
        met = tuple(made.at(upper + timedelta(days=n)) for n in range(looks))
        there = made.candidate(lower=upper - timedelta(days=1), upper=upper, met=met, **more)
        return reach(made.evidence(day, DUE, candidates=(there,)))

    return verdict


@pytest.fixture
def wrote(missing):
    """Return an entry about the missing thing, or about another claim of it."""
    about = missing()

    def entry(act, author, day=MONDAY, choice=Choice.NONE, **more):
        values = {
            "id": 1, "obligation": about.key, "claim": claim_of(about), "reason": "看过", "at": at(day), "recorded_at": at(day),
            "as_of": at(day), "digest": about.digest,
        }  # fmt: skip
        return Entry(act=Act(act), author=author, choice=Choice(choice), **(values | more))

    return entry
