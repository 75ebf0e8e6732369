from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.health.healthy import drift, learn
from crawler.health.shape import Shape

GOOD = Shape(rows=20, dated=20, titled=20, oldest=date(2015, 5, 1), newest=date(2015, 6, 30))
HEALTHY = learn([GOOD] * 3)


@pytest.mark.parametrize(
    ("changed", "drifted"),
    [
        pytest.param({}, False, id="as ever"),
        pytest.param({"rows": 16, "dated": 16, "titled": 16}, False, id="four fifths"),
        pytest.param({"rows": 15, "dated": 15, "titled": 15}, True, id="three quarters"),
        pytest.param({"rows": 10, "dated": 10, "titled": 10}, True, id="half the rows"),
        pytest.param({"rows": 40, "dated": 40, "titled": 40}, False, id="twice the rows"),
        pytest.param({"rows": 41, "dated": 41, "titled": 41}, True, id="more than twice the rows"),
        pytest.param({"dated": 0}, True, id="no date any more"),
        pytest.param({"dated": 15}, True, id="a quarter without a date"),
        pytest.param({"dated": 19}, False, id="one without a date"),
        pytest.param({"titled": 1}, True, id="all called the same"),
        pytest.param({"titled": 0}, True, id="no title"),
        pytest.param({"ahead": 1}, False, id="one slip of the pen"),
        pytest.param({"ahead": 2}, True, id="two dates ahead"),
        pytest.param({"oldest": date(2014, 1, 1), "newest": date(2015, 4, 1)}, True, id="all dates older"),
        pytest.param({"newest": date(2015, 6, 1)}, False, id="the newest was withdrawn"),
    ],
)
def test_a_page_outside_the_healthy_range_has_drifted(changed, drifted):
    assert bool(drift(replace(GOOD, **changed), HEALTHY)) == drifted


def test_news_are_no_drift():
    grown = Shape(rows=9, dated=9, titled=9, oldest=date(2015, 5, 1), newest=date(2015, 7, 2))
    small = learn([Shape(rows=2, dated=2, titled=2, newest=date(2015, 6, 1))] * 3)
    assert drift(grown, small)
    assert not drift(grown, small, fresh=7)


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5])
def test_one_withdrawn_row_of_a_short_list_is_no_drift(rows):
    short = learn([Shape(rows=rows, dated=rows, titled=rows)] * 3)
    left = rows - 1
    assert not drift(Shape(rows=left, dated=left, titled=left), short)


def test_two_absurd_dates_need_no_experience():
    assert "ahead" in drift(Shape(rows=3, dated=3, titled=3, ahead=2), None)


def test_a_column_that_announces_what_is_to_come_is_learned():
    always = replace(GOOD, ahead=4)
    assert not drift(always, learn([always] * 3))


def test_two_readings_are_too_few_to_know():
    assert learn([GOOD] * 2) is None


def test_a_persons_word_is_enough():
    healthy = learn([GOOD], "redesigned")
    assert healthy.rows == 20
    assert healthy.reason == "redesigned"


@given(st.integers(0, 300), st.integers(0, 300))
def test_the_range_holds_what_it_was_learned_from(rows, later):
    shape = Shape(rows=rows, dated=rows, titled=rows)
    healthy = learn([shape] * 3)
    assert healthy.lowest <= rows <= healthy.highest
    outside = bool(drift(Shape(rows=later, dated=later, titled=later), healthy))
    assert outside == (not healthy.lowest <= later <= healthy.highest)
