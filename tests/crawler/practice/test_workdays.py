"""Tests of the city's own count of working days, against dates that others worked out."""

from datetime import date

import pytest

from crawler.practice.script import load_script
from crawler.practice.workdays import days

WORKDAYS = load_script().workdays


@pytest.mark.parametrize(
    ("start", "due"),
    [
        pytest.param(date(2015, 6, 24), date(2015, 7, 22), id="plain"),
        pytest.param(
            date(2015, 8, 20), date(2015, 9, 18), id="over the special holiday and its make-up Sunday"
        ),
        pytest.param(date(2015, 8, 28), date(2015, 9, 28), id="to the last day of the script"),
        pytest.param(date(2015, 9, 18), date(2015, 10, 22), id="over National Day"),
        pytest.param(date(2015, 2, 6), date(2015, 3, 11), id="over Spring Festival and two make-up days"),
    ],
)
def test_twenty_working_days(start, due):
    assert WORKDAYS.after(start, 20) == due


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2015, 9, 6), True, id="make-up Sunday"),
        pytest.param(date(2015, 9, 4), False, id="special holiday on a Friday"),
        pytest.param(date(2015, 9, 12), False, id="Saturday"),
        pytest.param(date(2015, 6, 22), False, id="Dragon Boat Monday"),
        pytest.param(date(2015, 9, 7), True, id="Monday"),
    ],
)
def test_which_days_work(day, works):
    assert WORKDAYS.works(day) is works


def test_counts_the_late_days_over_the_special_holiday():
    assert WORKDAYS.between(date(2015, 9, 2), date(2015, 9, 8)) == 3
    assert WORKDAYS.between(date(2015, 9, 2), date(2015, 9, 2)) == 0


def test_a_closed_day_rolls_to_the_next_open_one():
    assert WORKDAYS.rolled(date(2015, 9, 3)) == date(2015, 9, 6)
    assert WORKDAYS.rolled(date(2015, 9, 7)) == date(2015, 9, 7)


def test_agrees_with_a_calendar_that_others_keep():
    chinese_calendar = pytest.importorskip("chinese_calendar", reason="chinesecalendar is not installed")
    for day in days(date(2015, 1, 1), date(2015, 12, 31)):
        assert WORKDAYS.works(day) == chinese_calendar.is_workday(day), day
