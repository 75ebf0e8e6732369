"""What would clear a verdict, by when, and one thing to do for everything that it clears."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.remedy import Until, merged, remedy
from monitor.review.state import Review
from monitor.review.words import State
from monitor.say_root import say_until
from monitor.verdict import reach

DUE = date(2015, 7, 10)
NONE = Review(state=State.NONE, claim="")


def verdict(made, day, **more):
    owed = made.obligation(DUE, find=("罚字1号",))
    return reach(made.evidence(day, DUE, obligation=owed, **more))


@pytest.mark.parametrize(
    ("day", "by", "until"),
    [
        pytest.param(date(2015, 7, 1), DUE, Until.DUE, id="before its last day"),
        pytest.param(DUE, DUE, Until.DUE, id="on its last day"),
        pytest.param(date(2015, 7, 12), date(2015, 7, 13), Until.GRACE, id="while we wait"),
    ],
)
def test_one_notice_in_time_is_all_it_takes(made, day, by, until):
    found = remedy(verdict(made, day), NONE)
    assert (found.by, found.until) == (by, until)
    assert [(one.key, one.values["find"]) for one in found.what] == [("clear_missing", ["罚字1号"])]
    assert str(by) in say_until(found)


@pytest.mark.parametrize(
    ("review", "by", "until"),
    [
        pytest.param(Review(state=State.WAITING, claim="x"), None, Until.OPEN, id="nobody looked"),
        pytest.param(Review(state=State.UNDER_REVIEW, claim="x", window_end=date(2015, 8, 17)), date(2015, 8, 17), Until.REPLY, id="the bureau may answer"),
        pytest.param(Review(state=State.DISPUTED, claim="x", window_end=date(2015, 8, 1)), None, Until.OPEN, id="that time is over"),
        pytest.param(Review(state=State.CONFIRMED, claim="x", rectify_by=date(2015, 9, 1)), date(2015, 9, 1), Until.RECTIFY, id="confirmed"),
    ],
)  # fmt: skip
def test_the_day_goes_with_the_review(made, review, by, until):
    day = date(2015, 8, 10)
    missing = verdict(made, day, places=(made.place(*made.daily(DUE, day)),))
    found = remedy(missing, review)
    assert (found.by, found.until, found.what) == (by, until, missing.clear)
    assert say_until(found, "en")


@pytest.mark.parametrize("state", [State.REJECTED, State.EXCUSED, State.WITHDRAWN, State.FIXED])
def test_what_is_put_away_needs_nothing(made, state):
    day = date(2015, 8, 10)
    missing = verdict(made, day, places=(made.place(*made.daily(DUE, day)),))
    assert remedy(missing, Review(state=state, claim="x")) is None


def test_what_is_met_needs_nothing(made):
    there = made.candidate(lower=None, upper=date(2015, 7, 1))
    assert remedy(verdict(made, date(2015, 8, 10), candidates=(there,)), NONE) is None


def test_one_page_put_right_clears_all_that_hangs_on_it(made):
    there = made.candidate(lower=None, upper=date(2015, 7, 1), leaks=("身份证号",))
    day = date(2015, 8, 10)
    owed = [made.obligation(DUE, what=str(at)) for at in range(3)]
    found = [
        remedy(reach(made.evidence(day, DUE, obligation=one, candidates=(there,))), NONE) for one in owed
    ]
    later = replace(found[0], by=date(2015, 9, 1), until=Until.RECTIFY)
    (one,) = merged([*found[1:], later])
    assert len(one.clears) == 3
    assert (one.by, one.until) == (date(2015, 9, 1), Until.RECTIFY)
    elsewhere = replace(found[0], bureau="other")
    assert len(merged([*found, elsewhere])) == 2
