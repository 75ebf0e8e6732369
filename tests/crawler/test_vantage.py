"""When two networks disagree about what a site shows."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.records import ReadingRecord
from crawler.vantage import WINDOW, agreed, divided
from crawler.words import Ending

NOW = datetime(2015, 7, 20, 4, tzinfo=UTC)
DAY = timedelta(days=1)
FINE, OUT = Ending.EXHAUSTED, Ending.BLOCKED


def reading(number, days, vantage, ending):
    at = NOW - days * DAY
    return ReadingRecord(
        id=number, site="web", column="tzgg", started_at=at, ended_at=at, pages=1, ending=ending,
        complete=ending.complete, oldest=None, newest=None, sightings=(), vantage=vantage,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        pytest.param([(1, "near", FINE), (1, "far", FINE)], False, id="both can"),
        pytest.param([(1, "near", OUT), (1, "far", OUT)], False, id="neither can"),
        pytest.param([(1, "near", FINE), (1, "far", OUT)], True, id="one can"),
        pytest.param(
            [(1, "near", Ending.GLANCED), (1, "far", Ending.NOT_FOUND)], True, id="a glance is a look"
        ),
        pytest.param([(2, "", OUT), (1, "", FINE)], False, id="only one place, which could later"),
        pytest.param([(3, "far", OUT), (2, "near", FINE), (1, "far", FINE)], False, id="it can now"),
        pytest.param([(9, "far", OUT), (1, "near", FINE)], False, id="long ago"),
        pytest.param([(1, "far", Ending.OPEN), (1, "near", FINE)], False, id="not finished"),
        pytest.param([(1, "far", Ending.SELF_OUTAGE), (1, "near", FINE)], False, id="our own outage"),
        pytest.param([(-1, "far", OUT), (1, "near", FINE)], False, id="not known yet"),
    ],
)
def test_a_column_divides_the_networks(looks, expected):
    held = [reading(at, *one) for at, one in enumerate(looks)]
    assert divided(held, NOW) is expected


@pytest.mark.parametrize(
    ("present", "absent", "expected"),
    [
        pytest.param([("near", 3)], [("near", 1)], True, id="who saw it has missed it"),
        pytest.param([("near", 3)], [("far", 1)], False, id="who saw it has not looked since"),
        pytest.param([("near", 3), ("far", 3)], [("near", 1), ("far", 1)], True, id="both have missed it"),
        pytest.param([("near", 3), ("far", 3)], [("far", 1)], False, id="one of both has"),
        pytest.param(
            [("near", WINDOW / DAY + 1)], [("far", 1)], True, id="seen too long ago to be held against it"
        ),
        pytest.param([("near", 3)], [("far", 1), ("near", -1)], False, id="missed only later"),
    ],
)
def test_what_is_gone_is_gone_for_all(present, absent, expected):
    seen, missed = ([(who, NOW - days * DAY) for who, days in given] for given in (present, absent))
    assert agreed(NOW, seen, missed) is expected
