"""What the stored requests tell of a host."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.manners.past import midnight, recall_hosts
from crawler.reach import Outage
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


def shut_of(engine, *requests):
    past = recall(engine, *requests).get("h.example")
    return len(past.shut if past else [])


def recall(engine, *requests, now=NOW):
    """Store *requests* (hours before now, outcome, purpose, detail, address) in one run each; return what is known then."""
    for hours, outcome, purpose, *more in requests:
        detail, url = [*more, *("", "http://h.example/c/")[len(more) :]]
        at = now - timedelta(hours=hours)
        with FactWriter(engine, lambda at=at: at).transaction() as facts:
            run = facts.start_run(SITE, "test")
            facts.record_fetch(
                run, FetchFacts(purpose=purpose, url=url, at=at, outcome=outcome, detail=detail)
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


CUT = (Outcome.REFUSED, Purpose.LIST)
FILE = (Outcome.REFUSED, Purpose.ATTACHMENT)


@pytest.mark.parametrize(
    ("requests", "times"),
    [
        pytest.param([(3, *CUT), (2, *CUT)], 2, id="twice"),
        pytest.param([(3, Outcome.REFUSED, Purpose.ROBOTS)], 1, id="at robots.txt"),
        pytest.param([(3, *CUT), (2, *OK)], 0, id="answered since"),
        pytest.param([(3, *CUT), (2, *BAN)], 0, id="a refusal is an answer too"),
        pytest.param([(3, *CUT), (2, Outcome.OK, Purpose.ROBOTS)], 1, id="robots.txt is let through"),
        pytest.param([(3, *CUT), (2, Outcome.TLS, Purpose.LIST)], 1, id="nor has the other scheme an answer"),
        pytest.param([(3, *FILE)], 0, id="one file is no host"),
        pytest.param([(3, *FILE), (2, *FILE)], 2, id="two are"),
        pytest.param([(100, *CUT)], 0, id="long ago"),
    ],
)
def test_knows_who_is_shut(engine, requests, times):
    assert shut_of(engine, *requests) == times


@pytest.mark.parametrize("said", ["led to 'http://elsewhere.example/': no", "no way there: no route to host"])
def test_another_hosts_door_or_our_own_network_shuts_nobody(sqlite_engine, said):
    assert shut_of(sqlite_engine, (3, *CUT, "Server disconnected")) == 1
    assert shut_of(sqlite_engine, (2, *OK), (1, *CUT, said)) == 0


def test_what_failed_in_an_outage_of_ours_shuts_nobody(sqlite_engine):
    assert shut_of(sqlite_engine, (3, *CUT)) == 1
    began = NOW - timedelta(hours=4)
    with FactWriter(sqlite_engine, lambda: NOW).transaction() as facts:
        facts.record_outages(
            [Outage(began=began, ended=NOW - timedelta(hours=2), runs=(1,), hosts=("h.example",))]
        )
    assert shut_of(sqlite_engine) == 0


def test_the_name_with_www_answers_for_both(sqlite_engine):
    assert shut_of(sqlite_engine, (3, *CUT), (2, *OK, "", "http://www.h.example/c/")) == 0


def test_counts_the_requests_of_the_local_day(sqlite_engine):
    since = (NOW - midnight(NOW)) / timedelta(hours=1)
    past = recall(sqlite_engine, (since + 1, *OK), (since, *OK), (0.5, *OK))["h.example"]
    assert past.today == 2
    assert past.last == NOW - timedelta(hours=0.5)
