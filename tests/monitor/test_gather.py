"""What goes into the evidence: the rules of time that apply, the grace, the place, and what is read closely."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from crawler.registry import Bureau
from monitor.calendar import load_calendar
from monitor.catalogue.load import find_edition
from monitor.evidence import Limits
from monitor.gather import Gatherer, right_place
from monitor.known import KnownBureau
from monitor.obligations import Comes, Obligation


@pytest.fixture(scope="module")
def gatherer():
    edition = find_edition("ningbo-2015")
    return Gatherer(
        edition=edition,
        calendar=load_calendar(edition.calendar),
        limits=Limits(),
        as_of=datetime(2015, 9, 28, 15, tzinfo=UTC),
        first=date(2015, 6, 1),
    )


def evidence(gatherer, duty, comes, trigger, unit="U_CZ"):
    owed = Obligation(
        bureau="b", category=duty.split(".")[0], duty=duty, what="w", comes=comes, trigger=trigger, counted=True,
        find=("w",),
    )  # fmt: skip
    bureau = KnownBureau(bureau=Bureau(id="b", name="b", unit=unit), places=(), notices={}, matches={})
    return gatherer.gather(owed, bureau, frozenset())


@pytest.mark.parametrize(
    ("duty", "comes", "trigger", "unit", "deciding", "due"),
    [
        pytest.param("C02.1", Comes.EVENT, date(2015, 6, 9), "U_CZ", "C02.1/t1", date(2015, 7, 8), id="working days over a holiday"),
        pytest.param("C02.1", Comes.EVENT, date(2015, 10, 9), "U_CZ", "C02.1/t1", date(2015, 11, 5), id="the provincial rule before the faster normative one"),
        pytest.param("C02.1", Comes.EVENT, date(2015, 6, 9), "U_SCJG", "C02.1/t1", date(2015, 7, 8), id="a stronger rule about another platform stands back"),
        pytest.param("C03.6", Comes.EVENT, date(2015, 8, 6), "U_CZ", "C03.6/t1", date(2015, 8, 26), id="calendar days; the derived bound stands back"),
        pytest.param("C21.1", Comes.YEARLY, date(2015, 3, 31), "U_CZ", "C21.1/t1", date(2015, 3, 31), id="a fixed day"),
        pytest.param("C21.2", Comes.ONCE, date(2015, 8, 31), "U_CZ", "C21.2/t1", date(2015, 8, 31), id="once"),
    ],
)  # fmt: skip
def test_which_rule_decides(gatherer, duty, comes, trigger, unit, deciding, due):
    found = evidence(gatherer, duty, comes, trigger, unit)
    assert (found.headline.timing.id, found.due) == (deciding, due)


def test_rules_that_bind_at_once_are_all_shown(gatherer):
    found = evidence(gatherer, "C02.1", Comes.EVENT, date(2015, 10, 9))
    assert [one.timing.id for one in found.derivations] == ["C02.1/t1", "C02.1/t2"]


def test_a_fixed_day_is_not_counted_from(gatherer):
    found = evidence(gatherer, "C21.1", Comes.YEARLY, date(2015, 3, 31))
    assert [one.timing.id for one in found.derivations] == ["C21.1/t1"]


def test_grace_follows_the_due_day_or_our_first_look(gatherer):
    assert evidence(gatherer, "C21.1", Comes.YEARLY, date(2015, 3, 31)).grace_end == date(2015, 4, 3)
    assert evidence(gatherer, "C01.2", Comes.STANDING, None).grace_end == date(2015, 6, 4)


def test_a_year_without_a_calendar_has_no_due_day(gatherer):
    found = evidence(gatherer, "C02.1", Comes.EVENT, date(2031, 3, 3))
    assert (found.due, found.grace_end) == (None, None)
    assert found.derivations[0].unknown


@pytest.mark.parametrize(
    ("year", "place"),
    [
        pytest.param(2015, "", id="on its own site at first"),
        pytest.param(2017, "浙江政务服务网", id="on the province's platform since September 2016"),
    ],
)
def test_where_else_a_power_list_may_stand(gatherer, year, place):
    later = replace(gatherer, as_of=datetime(year, 6, 1, tzinfo=UTC))
    assert place in evidence(later, "C01.1", Comes.STANDING, None).elsewhere
    assert bool(evidence(later, "C01.1", Comes.STANDING, None).elsewhere) is bool(place)


@pytest.mark.parametrize(
    ("columns", "right"),
    [
        pytest.param(("行政处罚",), True, id="its own"),
        pytest.param(("行政处罚结果信息网上公开",), True, id="a longer name"),
        pytest.param(("通知公告",), True, id="a general one"),
        pytest.param(("工作动态",), False, id="news"),
        pytest.param(("工作动态", "行政处罚"), True, id="one of two"),
    ],
)
def test_where_a_penalty_may_stand(gatherer, columns, right):
    edition = gatherer.edition
    assert right_place(columns, edition.category("C02"), edition) is right
