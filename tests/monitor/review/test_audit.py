"""Sample sizes and bounds are the exact ones, and a seed draws the same sample for everybody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.review.audit import draw, lower_bound, size_needed, strata


@pytest.mark.parametrize(
    ("precision", "wrong", "size"),
    [(0.99, 0, 299), (0.99, 1, 473), (0.99, 2, 628), (0.95, 0, 59), (0.95, 1, 93), (0.95, 2, 124), (0.95, 3, 153)],
    ids=str,
)  # fmt: skip
def test_the_sizes_are_those_of_the_exact_bound(precision, wrong, size):
    assert size_needed(precision, wrong) == size
    assert lower_bound(size, wrong) >= precision > lower_bound(size - 1, wrong)


@given(st.floats(0.5, 0.99), st.integers(0, 5))
def test_a_sample_of_the_size_proves_it_and_one_less_does_not(precision, wrong):
    size = size_needed(precision, wrong)
    assert lower_bound(size, wrong) >= precision - 1e-9
    assert lower_bound(size - 1, min(wrong, size - 1)) < precision + 1e-9


def test_nothing_looked_at_proves_nothing():
    assert lower_bound(0, 0) == 0
    assert lower_bound(10, 10) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param((1.0, 0), id="certainty"),
        pytest.param((0.0, 0), id="nothing"),
        pytest.param((0.9, -1), id="less than none wrong"),
        pytest.param((0.999999, 0), id="more than anybody can look at"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked):
    with pytest.raises(ValueError, match=r"lie between|needs more"):
        size_needed(*asked)


def test_more_wrong_than_looked_at_is_refused():
    with pytest.raises(ValueError, match="11 of 10"):
        lower_bound(10, 11)


def test_a_seed_draws_the_same_and_a_larger_sample_holds_the_smaller(missing):
    one = missing()
    all_of_them = [
        replace(one, obligation=replace(one.obligation, what=str(n), bureau=f"b{n % 3}")) for n in range(60)
    ]
    small, large = draw(all_of_them, 10, "2015-08"), draw(reversed(all_of_them), 25, "2015-08")
    assert large[:10] == small
    assert draw(all_of_them, 10, "2015-09") != small
    assert sum(strata(large).values()) == 25
    assert len(draw(all_of_them, 100, "x")) == 60
