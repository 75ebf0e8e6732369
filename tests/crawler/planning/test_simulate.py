from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from crawler.planning.due import Bounds
from crawler.planning.simulate import Manners, simulate
from crawler.workspace import CrawlSettings
from schedules.cli import gongkai

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


def test_a_budget_withholds_and_what_is_withheld_comes_late():
    daily = Bounds(longest_days=1, whole_days=1, late_share=0)
    free = simulate(60, 10, 1, daily, FIRST, Manners(per_host=6))
    bound = simulate(60, 10, 1, daily, FIRST, Manners(per_host=6, daily=3))
    assert free.daily.withheld == 0
    assert bound.daily.withheld > 0
    assert bound.daily.requests < free.daily.requests
    assert bound.daily.fresh < free.daily.fresh


def test_hours_move_the_look_and_a_shorter_window_costs_less():
    usual = simulate(200, 10, 1, BOUNDS, FIRST)
    at_night = simulate(200, 10, 1, BOUNDS, FIRST, Manners(hours=("01:00-05:00",)))
    narrow = simulate(200, 10, 1, BOUNDS, FIRST, Manners(window=timedelta(days=3)))
    assert at_night.daily.found != usual.daily.found, "five hours later, other notices are there"
    assert narrow.daily.requests < usual.daily.requests


def shown(*words, workspace=None):
    command = [*(("-w", str(workspace)) if workspace else ()), "source", "simulate", *words]
    return CliRunner().invoke(gongkai, command, catch_exceptions=False).output


def test_prints_both_ways_and_what_they_differ_by(tmp_path):
    said = shown("--columns", "30", "--days", "5", workspace=tmp_path)
    assert "every column daily" in said
    assert "of its requests" in said
    assert "default settings, no workspace here: longest_days 2;" in said


def test_plays_by_the_settings_of_the_workspace_and_says_so(tmp_path):
    (tmp_path / "sites").mkdir()
    (tmp_path / "gongkai.toml").write_text(
        "[crawl]\nlongest_days = 1\nwhole_days = 1\nback_window_days = 9\ndaily_requests = 77\nlate_share = 0.0\n",
        "utf-8",
    )
    (tmp_path / "sites/hb.toml").write_text(
        'id = "hb"\nname = "局"\nbureau = "hb"\nbase = "http://hb.example/"\nhours = "22:00-06:00"\n'
        '[[column]]\nid = "a"\nname = "a"\nurl = "/a/"\n[[column]]\nid = "b"\nname = "b"\nurl = "/b/"\n',
        "utf-8",
    )
    said = shown("--columns", "20", "--days", "3", workspace=tmp_path)
    head = said.splitlines()[0]
    assert "gongkai.toml: longest_days 1; whole_days 1; late_share 0; back_window_days 9" in head
    assert "daily_requests 77; 2 columns a host; hours 22:00-06:00" in head
    assert "for 100.0% of its requests" in said
    assert "longest_days 3" in shown("--longest", "3", "--columns", "5", "--days", "2", workspace=tmp_path)
