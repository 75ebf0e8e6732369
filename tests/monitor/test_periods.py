"""The spans in which a recurring duty wants a publication each."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalogue.model import Timing
from monitor.periods import spans, window
from monitor.words import Strength, TimeRule, Unit

FIRST, DAY = date(2018, 5, 10), date(2018, 8, 20)


def timing(rule=TimeRule.EVERY, **more):
    values = {"trigger": "", "strength": Strength.LAW, "jurisdiction": "CN", "cite": (), "n": 1}
    return Timing(id="t", rule=rule, **(values | more))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(timing(unit=Unit.MONTH), ["2018-05", "2018-06", "2018-07", "2018-08"], id="months"),
        pytest.param(timing(unit=Unit.QUARTER), ["2018-04..2018-06", "2018-07..2018-09"], id="quarters"),
        pytest.param(timing(unit=Unit.HALF_YEAR), ["2018-01..2018-06", "2018-07..2018-12"], id="halves"),
        pytest.param(timing(unit=Unit.YEAR), ["2018-01..2018-12"], id="a year"),
        pytest.param(
            timing(unit=Unit.YEAR, n=3, valid_from=date(2017, 1, 1)),
            ["2017-01..2019-12"],
            id="three years, counted from the rule's first",
        ),
        pytest.param(
            timing(unit=Unit.MONTH, n=3), ["2018-04..2018-06", "2018-07..2018-09"], id="three months"
        ),
        pytest.param(
            timing(unit=Unit.WEEK, n=2, valid_from=date(2018, 7, 25)),
            ["2018-07-30..2018-08-12", "2018-08-13..2018-08-26"],
            id="two weeks from the rule's first Monday",
        ),
        pytest.param(
            timing(unit=Unit.QUARTER, valid_from=date(2018, 5, 1)),
            ["2018-07..2018-09"],
            id="none that began before the rule",
        ),
        pytest.param(
            timing(unit=Unit.MONTH, strength=Strength.PRACTICE),
            ["2018-07", "2018-08"],
            id="of what only prompts the last two",
        ),
        pytest.param(
            timing(TimeRule.MIN_COUNT, unit=Unit.QUARTER, n=2),
            ["2018-04..2018-06", "2018-07..2018-09"],
            id="a number in every quarter",
        ),
        pytest.param(timing(unit=Unit.HOUR, n=24), [], id="no page tells hours"),
        pytest.param(timing(unit=Unit.MONTH, trigger="募捐超过6个月"), [], id="set off by an event"),
        pytest.param(timing(TimeRule.WITHIN, unit=Unit.MONTH), [], id="another form of rule"),
    ],
)
def test_spans(rule, expected):
    assert [one.name for one in spans(rule, FIRST, DAY)] == expected


def test_a_week_has_its_iso_number():
    found = spans(timing(unit=Unit.WEEK), date(2018, 7, 2), date(2018, 7, 10))
    assert [one.name for one in found][-2:] == ["2018-W27", "2018-W28"]


@given(
    st.dates(date(2010, 1, 1), date(2024, 12, 31)),
    st.integers(0, 900),
    st.sampled_from([Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR, Unit.CALENDAR_DAY]),
    st.integers(1, 4),
)
def test_spans_follow_one_another_and_cover_the_time_watched(first, more, unit, n):
    found = spans(timing(unit=unit, n=n), first, first + timedelta(days=more))
    assert found[0].first <= first
    assert found[-1].last >= first + timedelta(days=more)
    for one, other in pairwise(found):
        assert one.first <= one.last
        assert one.last + timedelta(days=1) == other.first
    assert len({one.name for one in found}) == len(found)


@pytest.mark.parametrize(
    ("due", "last"),
    [
        pytest.param("01-15..05-31", date(2016, 5, 31), id="in a year"),
        pytest.param("11-01..02-15", date(2017, 2, 15), id="over New Year"),
    ],
)
def test_a_season(due, last):
    season = window(timing(TimeRule.EXPECT_WINDOW, due=due), 2016)
    assert season is not None
    assert season.last == last
    assert window(timing(unit=Unit.YEAR), 2016) is None


def test_what_only_prompts_counts_from_the_rules_first_day():
    rule = timing(
        TimeRule.MIN_COUNT, unit=Unit.YEAR, valid_from=date(2018, 3, 11), strength=Strength.RECALLED
    )
    assert [one.name for one in spans(rule, FIRST, DAY)] == ["2018-03-11..2018-12-31"]
    assert spans(timing(unit=Unit.YEAR, valid_from=date(2018, 3, 11)), FIRST, DAY) == ()
