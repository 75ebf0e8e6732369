from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.calendar import DayKind, load_calendar
from monitor.counting import count, roll
from monitor.words import Unit

CHINA = load_calendar("china")


def test_every_day_of_the_way_is_kept_with_its_reason():
    counted = count(date(2015, 9, 2), 3, Unit.WORKING_DAY, CHINA)
    assert [(one.day.day, one.counted, one.n, one.why, one.name[:2]) for one in counted.steps] == [
        (3, False, 0, DayKind.HOLIDAY, "抗战"),
        (4, False, 0, DayKind.HOLIDAY, "抗战"),
        (5, False, 0, DayKind.WEEKEND, ""),
        (6, True, 1, DayKind.MAKE_UP, ""),
        (7, True, 2, DayKind.WORKDAY, ""),
        (8, True, 3, DayKind.WORKDAY, ""),
    ]
    assert counted.end == date(2015, 9, 8)


@pytest.mark.parametrize(
    ("day", "n", "unit", "end"),
    [
        pytest.param(date(2015, 6, 1), 20, Unit.CALENDAR_DAY, date(2015, 6, 21), id="days"),
        pytest.param(date(2015, 6, 1), 2, Unit.WEEK, date(2015, 6, 15), id="weeks"),
        pytest.param(date(2015, 1, 31), 1, Unit.MONTH, date(2015, 2, 28), id="a month from the 31st"),
        pytest.param(date(2015, 11, 30), 1, Unit.QUARTER, date(2016, 2, 29), id="a quarter into a leap year"),
        pytest.param(date(2015, 8, 31), 1, Unit.HALF_YEAR, date(2016, 2, 29), id="half a year"),
        pytest.param(date(2016, 2, 29), 1, Unit.YEAR, date(2017, 2, 28), id="a year from 29 February"),
        pytest.param(date(2016, 7, 30), 24, Unit.HOUR, date(2016, 7, 31), id="a day of hours"),
        pytest.param(date(2016, 7, 30), 5, Unit.HOUR, date(2016, 7, 31), id="five hours may pass midnight"),
        pytest.param(date(2016, 7, 30), 48, Unit.HOUR, date(2016, 8, 1), id="two days of hours"),
        pytest.param(date(2016, 7, 30), 0, Unit.WORKING_DAY, date(2016, 7, 30), id="nothing"),
    ],
)
def test_units(day, n, unit, end):
    assert count(day, n, unit, CHINA).end == end


@pytest.mark.parametrize(
    ("n", "unit", "end"),
    [
        pytest.param(20, Unit.CALENDAR_DAY, date(2015, 5, 12), id="days"),
        pytest.param(5, Unit.WORKING_DAY, date(2015, 5, 25), id="working days"),
        pytest.param(1, Unit.MONTH, date(2015, 5, 1), id="a month"),
    ],
)
def test_backwards(n, unit, end):
    assert count(date(2015, 6, 1), n, unit, CHINA, back=True).end == end


def test_a_day_of_rest_at_the_end_moves_on_to_the_next_working_day():
    moved = roll(count(date(2015, 9, 11), 20, Unit.CALENDAR_DAY, CHINA), CHINA)
    assert moved.end == date(2015, 10, 8)
    assert [(one.day.day, one.counted) for one in moved.steps][-2:] == [(7, False), (8, False)]
    assert moved.steps[-1].n == 20


def test_a_worked_saturday_does_not_move():
    assert roll(count(date(2015, 9, 20), 20, Unit.CALENDAR_DAY, CHINA), CHINA).end == date(2015, 10, 10)


def test_an_unannounced_year_ends_the_count_without_a_day():
    counted = count(date(2026, 12, 20), 20, Unit.WORKING_DAY, CHINA)
    assert counted.end is None
    assert counted.unknown == "the working days of 2027 are not in the calendar"
    assert roll(counted, CHINA) is counted
    assert roll(count(date(2026, 12, 20), 30, Unit.CALENDAR_DAY, CHINA), CHINA).end is None


@given(st.dates(date(2008, 1, 1), date(2024, 12, 31)), st.integers(1, 200))
def test_the_steps_add_up(day, n):
    counted = count(day, n, Unit.WORKING_DAY, CHINA)
    assert [one.counted for one in counted.steps].count(True) == n == counted.steps[-1].n
    assert counted.end == CHINA.add_workdays(day, n) == counted.steps[-1].day
    assert len(counted.steps) == (counted.end - day).days
