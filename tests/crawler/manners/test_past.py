"""What the stored requests tell of a host."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.manners.past import midnight, recall_hosts
from crawler.registry import Column, Site
from crawler.store.facts import FetchFacts
from crawler.store.writer import FactWriter
from crawler.words import Outcome, Purpose

NOW = datetime(2015, 7, 1, 4, tzinfo=UTC)
SITE = Site(
    id="harbour",
    name="港湾局",
    bureau="harbour",
    base="http://h.example/",
    column=(Column(id="c", name="c", url="/c/"),),
)


def recall(engine, *requests, now=NOW):
    """Store *requests* (hours before now, outcome, purpose) in one run each; return what is known then."""
    for hours, outcome, purpose in requests:
        at = now - timedelta(hours=hours)
        with FactWriter(engine, lambda at=at: at).transaction() as facts:
            run = facts.start_run(SITE, "test")
            facts.record_fetch(
                run, FetchFacts(purpose=purpose, url="http://h.example/c/", at=at, outcome=outcome)
            )
    with FactWriter(engine, lambda: now).transaction() as facts:
        return recall_hosts(facts)


BAN = (Outcome.CHALLENGE, Purpose.LIST)
OK = (Outcome.OK, Purpose.LIST)


@pytest.mark.parametrize(
    ("requests", "refusals"),
    [
        pytest.param([(3, *OK)], 0, id="it answers"),
        pytest.param([(3, *OK), (2, *BAN)], 1, id="refused since"),
        pytest.param([(3, *BAN), (2, *OK)], 0, id="answered since"),
        pytest.param([(3, *BAN), (2, Outcome.OK, Purpose.ROBOTS)], 1, id="robots.txt is no answer"),
        pytest.param([(3, Outcome.BLOCKED, Purpose.ROBOTS)], 1, id="robots.txt refused"),
        pytest.param([(3, Outcome.BLOCKED, Purpose.NOTICE)], 0, id="one refused notice is no refusing host"),
        pytest.param(
            [(3, Outcome.BLOCKED, Purpose.NOTICE), (3, Outcome.BLOCKED, Purpose.NOTICE)], 2, id="two are"
        ),
        pytest.param([(3, *BAN), (2, Outcome.TIMEOUT, Purpose.LIST)], 1, id="silence is no answer"),
        pytest.param([(100, *BAN)], 0, id="long ago"),
        pytest.param([(3, *BAN), (-9000, *BAN)], 1, id="dated by a clock that was a year ahead"),
    ],
)
def test_knows_who_refuses(engine, requests, refusals):
    past = recall(engine, *requests).get("h.example")
    assert len(past.refused if past else []) == refusals


def test_counts_the_requests_of_the_local_day(sqlite_engine):
    since = (NOW - midnight(NOW)) / timedelta(hours=1)
    past = recall(sqlite_engine, (since + 1, *OK), (since, *OK), (0.5, *OK))["h.example"]
    assert past.today == 2
    assert past.last == NOW - timedelta(hours=0.5)
