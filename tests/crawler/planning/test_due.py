from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.planning.due import Bounds, ColumnPast, due_now, watched_day

NOW = datetime(2015, 7, 1, 12, tzinfo=UTC)  # a Wednesday evening there
BOUNDS = Bounds(longest_days=2, whole_days=7, late_share=0.01)
DAILY = [NOW.date() - timedelta(days=at) for at in range(300, 0, -1)]


def past(column="c", *, looked=1, whole=1, arrivals=(), failed=False):
    def ago(days):
        return None if days is None else NOW - timedelta(days=days)

    return ColumnPast(
        site="s", column=column, arrivals=arrivals, looked=ago(looked), whole=ago(whole), failed=failed
    )


BUSY = past("busy", arrivals=DAILY * 3)


@pytest.mark.parametrize(
    ("column", "whole"),
    [
        pytest.param(past(looked=None, whole=None), True, id="never read"),
        pytest.param(past(looked=1, whole=1), None, id="quiet, looked at yesterday"),
        pytest.param(past(looked=2, whole=2), False, id="quiet, at the bound"),
        pytest.param(past(looked=0, whole=7), True, id="its window is due"),
        pytest.param(past(looked=1, whole=1, failed=True), True, id="the last reading failed"),
        pytest.param(past(looked=1, whole=1, arrivals=DAILY), False, id="busy, looked at yesterday"),
        pytest.param(past(looked=0, whole=0, arrivals=DAILY), None, id="busy, looked at today"),
    ],
)
def test_says_what_is_due(column, whole):
    found = [one.whole for one in due_now([BUSY, column], NOW, BOUNDS) if one.column == "c"]
    assert found == ([] if whole is None else [whole])


def test_with_nothing_to_lose_every_column_is_due_daily():
    bounds = Bounds(longest_days=2, whole_days=7, late_share=0)
    assert len(due_now([BUSY, past()], NOW, bounds)) == 2


def test_a_run_after_midnight_looks_for_the_day_before():
    assert watched_day(datetime(2015, 6, 30, 18, tzinfo=UTC)) == date(2015, 6, 30)
    assert watched_day(datetime(2015, 7, 1, 12, tzinfo=UTC)) == date(2015, 7, 1)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 300)), min_size=1, max_size=8),
    st.integers(1, 5),
    st.integers(1, 9),
    st.floats(0, 1),
)
def test_no_column_is_ever_beyond_its_bounds(pasts, longest, whole, share):
    bounds = Bounds(longest_days=longest, whole_days=whole, late_share=share)
    columns = [
        past(str(at), looked=min(looked, read), whole=read, arrivals=DAILY[:count])
        for at, (looked, read, count) in enumerate(pasts)
    ]
    due = {one.column: one.whole for one in due_now(columns, NOW, bounds)}
    for one in columns:
        if NOW - one.looked >= timedelta(days=longest):
            assert one.column in due
        if NOW - one.whole >= timedelta(days=whole):
            assert due[one.column]
