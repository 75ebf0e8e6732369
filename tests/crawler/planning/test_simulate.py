from datetime import date

import pytest
from click.testing import CliRunner

from crawler.commands.source_simulate import play
from crawler.planning.due import Bounds
from crawler.planning.simulate import simulate
from crawler.workspace import CrawlSettings

FIRST = date(2015, 6, 1)
USUAL = CrawlSettings()
BOUNDS = Bounds(longest_days=USUAL.longest_days, whole_days=USUAL.whole_days, late_share=USUAL.late_share)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_plan_sees_nearly_everything_for_two_fifths_of_the_requests(seed):
    month = simulate(500, 30, seed, BOUNDS, FIRST)
    assert month.daily.fresh == 1
    assert month.freshness >= 0.99
    assert month.cost <= 0.40


def test_the_same_seed_plays_the_same_month():
    assert simulate(20, 5, 7, BOUNDS, FIRST) == simulate(20, 5, 7, BOUNDS, FIRST)


def test_a_plan_without_freedom_is_daily_reading():
    month = simulate(20, 5, 1, Bounds(longest_days=1, whole_days=1, late_share=0), FIRST)
    assert (month.freshness, month.cost) == (1, 1)


def test_what_is_never_looked_for_is_late():
    month = simulate(50, 20, 1, Bounds(longest_days=10, whole_days=30, late_share=1), FIRST)
    assert month.planned.fresh < 0.5


def test_prints_both_ways_and_what_they_differ_by():
    shown = CliRunner().invoke(play, ["--columns", "30", "--days", "5"], catch_exceptions=False).output
    assert "every column daily" in shown
    assert "of its requests" in shown
