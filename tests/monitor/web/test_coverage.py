"""The coverage page: whose fault it is that a day was not read stands there as a letter of its own."""

import re
from datetime import date

import pytest

from crawler.clock import fixed_clock
from crawler.reach import Outage
from crawler.store.writer import FactWriter
from crawler.words import Ending

DAY = date(2015, 8, 11)  # the day after the last of the story


@pytest.fixture
def letter(desk, ask, story):
    """Return what stands on the page for a day with these readings: vantage, ending, whether the network was out."""

    def shown(*readings):
        moment = story.end_of(DAY)
        with FactWriter(desk.engine, fixed_clock(moment)).transaction() as facts:
            for vantage, ending, out in readings:
                run = facts.start_run(desk.workspace.sites()["web"], "test", vantage)
                facts.end_reading(facts.start_reading(run, "web", "tzgg"), ending)
                if out:
                    facts.record_outages([Outage(began=moment, ended=moment, runs=(run,), hosts=("a", "b"))])
        desk.clock = fixed_clock(moment)
        with ask(desk) as client:
            rows = client.get("/coverage.json").json()["rows"]
            shares = re.findall(r"\d+/\d+ days", client.get("/coverage?lang=en").text)
        return {row["day"]: row["letter"] for row in rows}, shares

    return shown


NEAR = ("near", Ending.EXHAUSTED, False)


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        pytest.param([("", Ending.UNREACHABLE, False)], "X", id="the site's own"),
        pytest.param([("", Ending.UNREACHABLE, True)], "O", id="ours"),
        pytest.param([("", Ending.BLOCKED, True)], "B", id="a refusal is an answer"),
        pytest.param([("", Ending.UNREACHABLE, True), ("", Ending.EXHAUSTED, False)], "✓", id="read later"),
        pytest.param([NEAR, ("far", Ending.NOT_FOUND, False)], "V", id="the networks disagree"),
        pytest.param([NEAR, ("far", Ending.EXHAUSTED, False)], "✓", id="they agree"),
    ],
)
def test_the_letter_of_a_day(letter, readings, expected):
    cells, _ = letter(*readings)
    assert cells[str(DAY)] == expected


def test_a_day_that_was_only_our_outage_is_in_no_share(letter):
    _, (ours,) = letter(("", Ending.UNREACHABLE, True))
    assert ours == "27/27 days"
    _, (theirs,) = letter(("", Ending.UNREACHABLE, False))
    assert theirs == "27/28 days"
