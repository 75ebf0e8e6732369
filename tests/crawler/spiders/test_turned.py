"""How a reading ends where a page of a list could not be read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.cms.page import ListRead
from crawler.fetched import Ask, Fetched, facts_of
from crawler.memory import Memory
from crawler.outcomes import Judged
from crawler.reading import ColumnReading
from crawler.records import Row
from crawler.registry import Column
from crawler.spiders.turned import Turned, leads_aside, unread
from crawler.store.facts import SeenRow
from crawler.words import Ending, Outcome, Purpose

URL = "http://h.example/tzgg/"


def fetched(outcome=Outcome.OK):
    judged = Judged(outcome=outcome)
    ask = Ask(purpose=Purpose.LIST, url=URL)
    return Fetched(judged=judged, facts=facts_of(ask, datetime(2015, 6, 20, tzinfo=UTC), judged))


def listed(*numbers):
    return tuple(Row(title=f"第{at}号", url=f"{URL}{at}.html", claimed=date(2015, 6, 1)) for at in numbers)


@pytest.fixture
def state():
    """A reading that has met the rows 1 and 2."""
    column = Column(id="tzgg", name="通知公告", url="/tzgg/")
    found = ColumnReading(column=column, memory=Memory(), window=timedelta(days=30), latest=date(2016, 1, 1))
    rows = listed(1, 2)
    seen = [SeenRow(row=one, notice=at, sighting=at, new=True) for at, one in enumerate(rows)]
    assert found.take(ListRead(rows=rows), seen).ending is Ending.EXHAUSTED
    return found


@pytest.mark.parametrize(
    ("numbers", "aside"),
    [
        pytest.param((1, 2, 3), False, id="the whole list"),
        pytest.param((1, 2), True, id="the same rows alone"),
        pytest.param((7, 8, 9), True, id="another list"),
        pytest.param((), True, id="no list"),
    ],
)
def test_a_doubtful_way_is_judged_by_its_rows(state, numbers, aside):
    turned = Turned(fetched=fetched(), read=ListRead(rows=listed(*numbers)))
    assert leads_aside(turned, state) is aside


@pytest.mark.parametrize(
    ("outcome", "aside"),
    [
        pytest.param(Outcome.NOT_FOUND, True, id="not there"),
        pytest.param(Outcome.SOFT_404, True, id="not there, politely"),
        pytest.param(Outcome.CHALLENGE, False, id="a wall"),
        pytest.param(Outcome.TIMEOUT, False, id="no answer"),
    ],
)
def test_what_was_not_seen_is_no_end(state, outcome, aside):
    assert leads_aside(Turned(fetched=fetched(outcome)), state) is aside


def test_a_list_is_over_without_what_was_none_of_its_pages(state):
    last = ListRead(rows=listed(1, 2))
    assert unread(Turned(fetched=fetched(), aside=True), state, last).ending is Ending.EXHAUSTED
    assert unread(Turned(fetched=fetched(Outcome.CHALLENGE)), state, last).ending is Ending.BLOCKED


def test_a_promise_is_held_against_it_all_the_same(state):
    last = ListRead(rows=listed(1, 2), total_rows=9)
    assert unread(Turned(fetched=fetched(), aside=True), state, last).ending is Ending.LOST_NEXT
