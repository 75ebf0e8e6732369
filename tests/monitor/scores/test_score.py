"""A score is read off the verdicts, refused without coverage, explained to the leaf, and blind to what is not told."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.review.state import Review
from monitor.review.words import State
from monitor.scores.basis import Basis
from monitor.scores.score import score, score_all
from monitor.words import Standing

SORTS = ("met", "misplaced", "whole", "half", "open", "late", "missing", "blind")


def reviewed(judged, state, **more):
    """Return *judged* with every accusation in that state."""
    reviews = {
        one.key: Review(
            state=state,
            claim=one.standing.value if one.standing.accuses else "+".join(one.flags),
            **more,
        )
        for one in judged.verdicts
        if one.standing.accuses or one.flags
    }
    return replace(judged, reviews=reviews)


def leaf(found, name):
    return next(one for group in found.groups for one in group.leaves if one.leaf.id == name)


def test_all_in_order_is_a_hundred(judged, tree):
    found = score(judged(a=["met", "whole", "met"]), "a", tree)
    assert (found.value, found.coverage.share, found.costs) == (pytest.approx(100), 1, {})


def test_a_missing_thing_costs_its_part_of_existence(judged, tree):
    found = score(judged(a=["met", "met", "met", "missing"]), "a", tree)
    measured = 40 + 25 + 5 + 10  # nothing has elements, so completeness gives its weight away
    assert found.value == pytest.approx(100 - 100 * 40 / measured / 4)
    assert list(found.costs) == ["a/C02.1/missing3"]
    assert leaf(found, "elements").share is None


def test_each_day_late_costs_a_little_more_until_everything_is_gone(judged, tree, verdict):
    found = score(judged(a=["late", "met"]), "a", tree)
    (loss,) = leaf(found, "in_time").losses
    days = verdict("late", "x").late_working_days
    assert (loss.cause, loss.share) == ("late", pytest.approx(0.4 + 0.06 * days))
    late = judged(a=["late", "met"])
    years = replace(
        late, verdicts=tuple(replace(one, late_working_days=400) if one.standing is Standing.LATE else one for one in late.verdicts)
    )  # fmt: skip
    (loss,) = leaf(score(years, "a", tree), "in_time").losses
    assert loss.share == 1


def test_absent_elements_cost_their_share_and_unread_ones_nothing(judged, tree):
    found = leaf(score(judged(a=["half", "whole"]), "a", tree), "elements")
    assert (found.total, [one.share for one in found.losses]) == (2, [0.5])


def test_what_cannot_be_told_is_in_no_denominator(judged, tree):
    told = score(judged(a=["met", "met", "missing"]), "a", tree)
    blind = score(judged(a=["met", "met", "missing", "blind"]), "a", tree)
    assert blind.value == pytest.approx(told.value)
    assert (blind.coverage.judged, blind.coverage.due) == (3, 4)
    assert leaf(blind, "published").total == 3


@pytest.mark.parametrize(
    ("sorts", "why"),
    [
        pytest.param(["met", "blind"], "coverage", id="half of it not told"),
        pytest.param(["missing"], "weight", id="only existence measured"),
        pytest.param([], "nothing_due", id="nothing owed"),
    ],
)
def test_a_score_is_refused_and_says_why(judged, tree, sorts, why):
    found = score(judged(a=sorts), "a", tree)
    assert (found.value, found.weighed, found.refused) == (None, None, why)


def test_a_third_missing_caps_the_score(judged, tree):
    found = score(judged(a=["met"] * 7 + ["missing"] * 3), "a", tree)
    assert [one.id for one in found.vetoes] == ["mostly_missing"]
    assert found.weighed > found.value == 59
    assert not score(judged(a=["met"] * 8 + ["missing"] * 3), "a", tree).vetoes
    assert not score(judged(a=["met", "met", "missing"]), "a", tree).vetoes  # too few to say


def test_personal_data_caps_only_what_people_confirmed(judged, tree):
    open_ = judged(a=["met", "met", "open"])
    assert score(open_, "a", tree).vetoes == ()
    assert score(reviewed(open_, State.CONFIRMED), "a", tree).value == 59


@pytest.mark.parametrize("state", [State.REJECTED, State.WITHDRAWN])
@pytest.mark.parametrize("sort", ["missing", "late", "misplaced", "open"])
def test_what_people_took_back_costs_nothing(judged, tree, state, sort):
    found = score(reviewed(judged(a=["met", sort, "met"]), state), "a", tree)
    assert found.value == pytest.approx(100)
    assert found.coverage.due == 3


def test_what_is_excused_counts_nowhere(judged, tree):
    found = score(reviewed(judged(a=["met", "missing"]), State.EXCUSED), "a", tree)
    assert (found.coverage.due, found.value) == (1, pytest.approx(100))


def test_to_the_outside_a_suspicion_is_neither_for_nor_against(judged, tree):
    held = judged(a=["met", "met", "met", "missing", "misplaced"])
    found = score(held, "a", tree, Basis.CONFIRMED)
    assert found.value == pytest.approx(100)
    assert (found.coverage.judged, found.coverage.due) == (4, 5)
    assert leaf(found, "right_column").total == 3
    confirmed = score(reviewed(held, State.CONFIRMED), "a", tree, Basis.CONFIRMED)
    assert confirmed.costs.keys() == score(held, "a", tree).costs.keys()
    assert confirmed.value == pytest.approx(score(held, "a", tree).value)


def test_what_is_not_put_right_in_time_costs_points_up_to_a_limit(judged, tree):
    held = judged(a=["met"] * 30 + ["missing"] * 7)
    overdue = score(reviewed(held, State.CONFIRMED, rectify_by=date(2015, 8, 9)), "a", tree)
    assert [one.points for one in overdue.taken] == [10]
    assert overdue.value == pytest.approx(overdue.weighed - 10)
    in_time = score(reviewed(held, State.CONFIRMED, rectify_by=date(2015, 8, 10)), "a", tree)
    assert in_time.taken == ()


def test_every_bureau_that_owes_has_one(judged, tree):
    found = score_all(judged(a=["met"], b=["missing"], c=[]), tree)
    assert [one.bureau for one in found] == ["a", "b"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SORTS), min_size=1, max_size=12))
def test_what_is_lost_and_what_is_left_make_a_hundred(judged, tree, sorts):
    found = score(judged(a=sorts), "a", tree)
    lost = sum(found.costs.values())
    assert 0 <= lost <= 100 + 1e-9
    if found.weighed is not None:
        assert found.weighed == pytest.approx(100 - lost)
        assert 0 <= found.value <= found.weighed + 1e-9
    assert sum(group.worth for group in found.groups) == pytest.approx(
        100 if any(leaf.total for group in found.groups for leaf in group.leaves) else 0
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(SORTS), min_size=1, max_size=8), st.sampled_from(["missing", "late"]))
def test_one_thing_more_put_right_never_lowers_what_was_weighed(judged, tree, sorts, worse):
    before = score(judged(a=[*sorts, worse]), "a", tree)
    after = score(judged(a=[*sorts, "met"]), "a", tree)
    if None not in (before.weighed, after.weighed) and worse == "late":
        assert after.weighed >= before.weighed - 1e-9
