"""The short form of the campaign: every stage disturbed a little, each kind of disturbance at least twice."""

import pytest

from crawler.clock import system_clock
from schedules.crash.run import LeftOut, Wanted, run_campaign, shares
from schedules.crash.words import POSTGRESQL, SQLITE, STAGES

WORK = ("crawl", "judge")


def wanted(database, kinds, stages):
    return Wanted(
        notices=30, letters=30, kills=8, others=1, seed=1, databases=(database,), kinds=kinds, stages=stages
    )


@pytest.mark.parametrize(
    ("database", "kinds", "stages"),
    [
        pytest.param(SQLITE, ("kill",), STAGES, id="killed"),
        pytest.param(SQLITE, ("lock", "full"), WORK, id="locked out, and without room"),
        pytest.param(POSTGRESQL, ("restart",), (*WORK, "mail"), id="the server breaks off"),
    ],
)
def test_what_was_disturbed_comes_out_as_what_was_not(database, kinds, stages):
    found = list(run_campaign(wanted(database, kinds, stages), system_clock, lambda _: None))
    rows = [one for one in found if not isinstance(one, LeftOut)]
    for row in rows:
        assert row.right, (row.stage, row.lived, row.tally)
    if len(rows) == len(found):
        assert [one.stage for one in rows] == list(stages) * len(kinds)


def test_kills_are_shared_out():
    assert shares(100, STAGES) == {
        "crawl": 20, "match": 10, "judge": 10, "report": 10, "backup": 10, "mail": 30, "migrate": 10,
    }  # fmt: skip
    assert min(shares(1, STAGES).values()) == 1
    assert shares(100, ("mail",)) == {"mail": 30}
