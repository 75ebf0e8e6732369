from datetime import date

import pytest

from monitor.catalogue.load import load_edition
from monitor.catalogue.model import Element, ElementSet, Timing
from monitor.words import Strength, TimeRule, Unit


def timing(**changes):
    plain = {
        "id": "C01.1/t1",
        "rule": TimeRule.WITHIN,
        "trigger": "",
        "strength": Strength.RULE,
        "jurisdiction": "CN",
        "cite": (),
        "n": 20,
        "unit": Unit.WORKING_DAY,
    }
    return Timing(**{**plain, **changes})


@pytest.mark.parametrize(
    ("changes", "convicts"),
    [
        pytest.param({}, True, id="plain"),
        pytest.param({"strength": Strength.POLICY}, True, id="policy"),
        pytest.param({"strength": Strength.PRACTICE}, False, id="practice"),
        pytest.param({"strength": Strength.RECALLED}, False, id="recalled"),
        pytest.param({"derived": True}, False, id="reasoned out"),
        pytest.param({"unverified": True}, False, id="number not checked"),
        pytest.param({"recalled_only": True}, False, id="instrument from memory"),
        pytest.param({"only_for": "所属单位"}, False, id="limited in words"),
        pytest.param({"placeholder": True}, True, id="first day not verified"),
        pytest.param({"rule": TimeRule.PROMPT}, False, id="promptly"),
        pytest.param({"rule": TimeRule.EXPECT_WINDOW}, False, id="window"),
        pytest.param({"rule": TimeRule.MIN_DURATION}, True, id="taken away too early"),
        pytest.param({"rule": TimeRule.ONE_OFF}, True, id="once"),
    ],
)
def test_who_may_convict(changes, convicts):
    assert timing(**changes).convicts is convicts


@pytest.mark.parametrize(
    ("day", "binds"),
    [
        pytest.param(date(2014, 12, 31), False, id="the day before"),
        pytest.param(date(2015, 1, 1), True, id="the first day"),
        pytest.param(date(2015, 12, 31), True, id="the last day"),
        pytest.param(date(2016, 1, 1), False, id="the day after"),
    ],
)
def test_validity_counts_both_ends(day, binds):
    rule = timing(valid_from=date(2015, 1, 1), valid_to=date(2015, 12, 31))
    assert rule.in_force(day, "U_ANY") is binds


def test_elements_of_a_time_are_owed_at_that_time_only(folder):
    duty = load_edition(folder.path).duty("C01.1")
    extra = ElementSet(
        elements=(Element(key="plan", name="计划"),), valid_from=date(2015, 1, 1), valid_to=date(2015, 12, 31)
    )
    owed = type(duty)(**{**vars(duty), "element_sets": (extra,)})
    assert [one.key for one in owed.elements_on(date(2015, 6, 1))] == ["total", "plan"]
    assert [one.key for one in owed.elements_on(date(2016, 6, 1))] == ["total"]


def test_what_is_not_there_is_a_key_error(folder):
    edition = load_edition(folder.path)
    assert edition.category_of("C01.2").id == "C01"
    with pytest.raises(KeyError):
        edition.duty("C09.1")
    with pytest.raises(KeyError):
        edition.category("C09")
