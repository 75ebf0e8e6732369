from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.clock import SHANGHAI
from monitor.judgement import Coverage
from monitor.report.week import Week, end_of, say_share, week_of
from monitor.report.weekly import judge_week
from monitor.words import Standing


@pytest.mark.parametrize(
    ("day", "name"),
    [
        pytest.param(date(2015, 6, 28), "2015-W26", id="a Sunday ends its week"),
        pytest.param(date(2015, 6, 29), "2015-W27", id="a Monday begins the next"),
        pytest.param(date(2016, 1, 3), "2015-W53", id="the first days of January may be of the old year"),
        pytest.param(date(2018, 12, 31), "2019-W01", id="the last day of December may be of the new year"),
    ],
)
def test_weeks_are_those_of_the_iso_calendar(day, name):
    assert week_of(day).name == name


@given(st.dates(date(2000, 1, 10), date(2099, 12, 20)))
def test_a_day_lies_between_its_monday_and_its_sunday(day):
    week = week_of(day)
    assert week.monday <= day <= week.sunday
    assert week_of(week.monday) == week_of(week.sunday) == week


def test_a_day_ends_before_the_next_begins_in_shanghai():
    assert end_of(date(2015, 6, 24), SHANGHAI).isoformat() == "2015-06-24T23:59:59.999999+08:00"


def test_without_anything_due_there_is_no_share():
    assert say_share(Coverage(judged=0, due=0)) == "－"


def test_what_is_new_and_what_was_cleared(story, watched):
    before = judge_week(*watched, date(2015, 7, 19))
    after = judge_week(*watched, date(2015, 7, 26))
    missing = {story.number(at) for at in (2, 3, 4)}
    assert {one.obligation.what for one in before.of(Standing.SUSPECTED_MISSING)} == missing
    assert {one.obligation.what for one in before.new} == missing
    assert after.new == ()
    assert {one.obligation.what for one in after.cleared} == {story.number(4)}


def test_counts_and_their_change_add_up(watched):
    weekly = judge_week(*watched, date(2015, 7, 26))
    counts = [weekly.count(one) for one in Standing]
    assert (sum(now for now, _ in counts), sum(change for _, change in counts)) == weekly.total
    assert (
        len(weekly.suspected) == weekly.count(Standing.LATE)[0] + weekly.count(Standing.SUSPECTED_MISSING)[0]
    )


def test_the_names_of_weeks_sort_in_time():
    assert Week(year=2015, number=9).name < Week(year=2015, number=10).name
