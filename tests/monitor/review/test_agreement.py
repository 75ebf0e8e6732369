"""The measures of agreement against published examples and against what must always hold."""

from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.review.agreement import agreement, estimate, gwet_ac1, krippendorff_alpha, raw_share

FOUR_OBSERVERS = [
    (1, 1, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (5, 5, 5), (1, 1), (3,),
]  # fmt: skip
"""Krippendorff 2011, section C: four observers, twelve units, some unanswered."""
ABSTRACTORS = {("E", "E"): 13, ("A", "A"): 20, ("A", "N"): 7, ("N", "A"): 4, ("N", "N"): 56}
"""Gwet 2014 and the package irrCAC: two abstractors, 100 patients."""


def spread(table):
    return list(chain.from_iterable(repeat(pair, count) for pair, count in table.items()))


@pytest.mark.parametrize(
    ("measure", "units", "published"),
    [
        pytest.param(krippendorff_alpha, FOUR_OBSERVERS, 0.743, id="alpha, four observers"),
        pytest.param(gwet_ac1, FOUR_OBSERVERS, 0.775, id="AC1, four observers"),
        pytest.param(raw_share, FOUR_OBSERVERS, 0.818, id="raw, four observers"),
        pytest.param(gwet_ac1, spread(ABSTRACTORS), 0.8493305, id="AC1, two abstractors"),
        pytest.param(raw_share, spread(ABSTRACTORS), 0.89, id="raw, two abstractors"),
    ],
)
def test_published_examples(measure, units, published):
    assert measure(units) == pytest.approx(published, abs=0.0005)


def test_alpha_of_two_coders_is_scotts_pi_but_for_the_correction_of_small_samples():
    pi, n = 0.7962397, 200
    assert krippendorff_alpha(spread(ABSTRACTORS)) == pytest.approx(1 - (1 - pi) * (n - 1) / n, abs=1e-6)


def test_where_most_is_alike_alpha_falls_and_ac1_does_not():
    units = [("confirm", "confirm")] * 94 + [("reject", "reject")] + [("confirm", "reject")] * 5
    assert raw_share(units) == pytest.approx(0.95)
    assert krippendorff_alpha(units) < 0.35
    assert gwet_ac1(units) > 0.94


def test_where_nobody_could_differ_only_the_raw_share_is_told():
    units = [("confirm", "confirm")] * 30
    assert (raw_share(units), krippendorff_alpha(units), gwet_ac1(units)) == (1, None, None)
    assert agreement([], seed=1).raw.value is None


def test_the_interval_holds_the_value_and_is_the_same_each_time():
    first, again = (estimate(krippendorff_alpha, spread(ABSTRACTORS), 7) for _ in range(2))
    assert first == again
    # the analytic interval that irrCAC gives for these data is 0.680 to 0.914
    assert first.low == pytest.approx(0.68, abs=0.03)
    assert first.high == pytest.approx(0.914, abs=0.03)


def test_what_one_person_judged_is_counted_and_not_compared():
    found = agreement([("confirm",), ("confirm", "reject"), ("reject", "reject")], seed=1)
    assert (found.units, found.twice, found.raw.value, found.enough) == (3, 2, 0.5, False)
    assert found.prevalence == {"confirm": 0.25, "reject": 0.75}


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4), min_size=2, max_size=20))
def test_full_agreement_is_one_and_no_measure_passes_it(units):
    for measure in (raw_share, krippendorff_alpha, gwet_ac1):
        value = measure(units)
        if value is not None:
            assert value <= 1 + 1e-9
            assert (value == pytest.approx(1)) == all(len(set(one)) == 1 for one in units)
