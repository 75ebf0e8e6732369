"""How a column stands where the last word about it is not the site's alone."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.health.advice import sentences
from crawler.health.overview import overview
from crawler.reach import Outage
from crawler.registry import Column, Site
from crawler.store.writer import FactWriter
from crawler.words import Ending

NOW = datetime(2015, 7, 1, 4, tzinfo=UTC)
SITE = Site(
    id="harbour",
    name="港湾局",
    bureau="harbour",
    base="http://h.example/",
    column=(Column(id="c", name="c", url="/c/"),),
)


@pytest.fixture
def stands(engine):
    """Return how a column stands after readings: hours ago, vantage, ending, whether the network was out for us."""

    def after(*readings):
        for hours, vantage, ending, out in readings:
            at = NOW - timedelta(hours=hours)
            with FactWriter(engine, lambda at=at: at).transaction() as facts:
                run = facts.start_run(SITE, "test", vantage)
                facts.end_reading(facts.start_reading(run, SITE.id, "c"), ending, "page 1: dns no such name")
                if out:
                    facts.record_outages([Outage(began=at, ended=at, runs=(run,), hosts=("a", "b"))])
        with FactWriter(engine, lambda: NOW).transaction() as facts:
            return overview(facts, SITE)[0]

    return after


def test_an_outage_of_ours_is_said_to_be_ours(stands):
    column = stands((1, "", Ending.UNREACHABLE, True))
    assert column.ending is Ending.SELF_OUTAGE
    assert column.advice == sentences()["ending"]["self_outage"]


def test_a_later_reading_has_the_word(stands):
    column = stands((2, "", Ending.UNREACHABLE, True), (1, "", Ending.UNREACHABLE, False))
    assert column.ending is Ending.UNREACHABLE
    assert column.advice == sentences()["outcome"]["dns"]


@pytest.mark.parametrize(
    ("readings", "divided"),
    [
        pytest.param([(2, "far", Ending.NOT_FOUND), (1, "near", Ending.EXHAUSTED)], True, id="they disagree"),
        pytest.param([(2, "far", Ending.EXHAUSTED), (1, "near", Ending.EXHAUSTED)], False, id="they agree"),
        pytest.param([(2, "", Ending.NOT_FOUND), (1, "", Ending.EXHAUSTED)], False, id="there is only one"),
    ],
)
def test_networks_that_disagree_are_told(stands, readings, divided):
    column = stands(*((*one, False) for one in readings))
    assert column.divided is divided
    assert (column.advice == sentences()["state"]["vantage_conflict"]) is divided
    assert column.at == NOW - timedelta(hours=1)
