from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.calendar import load_calendar
from monitor.catalogue.load import find_edition
from monitor.catalogue.model import Timing
from monitor.deadlines import beside, derive, headline, timings_in_force
from monitor.words import Strength, TimeRule, Unit

CHINA = load_calendar("china")
NINGBO = find_edition("ningbo-2015")


def timing(rule=TimeRule.WITHIN, **changes):
    plain = {"id": "t", "trigger": "", "strength": Strength.LAW, "jurisdiction": "CN", "cite": ()}
    return Timing(**{**plain, "rule": rule, **changes})


def rules(duty, day, unit="U_CZ"):
    bound = timings_in_force(NINGBO.duty(duty), date.fromisoformat(day), unit)
    return [(one.n, str(one.unit), str(one.strength)) for one in bound]


@pytest.mark.parametrize(
    ("duty", "day", "expected"),
    [
        pytest.param("C02.1", "2015-07-01", [(20, "wd", "rule")], id="before the double notice"),
        pytest.param(
            "C02.1",
            "2016-03-01",
            [(20, "wd", "rule"), (7, "wd", "normative")],
            id="double notice beside the rule",
        ),
        pytest.param(
            "C02.1",
            "2019-01-10",
            [(20, "wd", "rule"), (7, "wd", "normative")],
            id="three systems beside the rule",
        ),
        pytest.param("C06.7", "2021-08-31", [(10, "wd", "recalled")], id="land, the last day of ten"),
        pytest.param("C08.4", "2019-05-14", [(20, "wd", "admin_reg")], id="old Regulation, last day"),
        pytest.param("C08.4", "2019-05-15", [(20, "wd", "admin_reg")], id="new Regulation, first day"),
        pytest.param("B08.3", "2019-05-14", [(15, "wd", "recalled")], id="reply in fifteen"),
        pytest.param("B08.3", "2019-05-15", [(20, "wd", "admin_reg")], id="reply in twenty"),
    ],
)
def test_the_law_of_the_trigger_day_is_chosen(duty, day, expected):
    assert rules(duty, day) == expected


def test_land_from_september_2021_has_fifteen_days():
    assert rules("C06.7", "2021-09-01")[0] == (15, "wd", "admin_reg")


def test_a_rule_binds_its_own_units_only():
    assert (7, "wd", "law") in rules("C02.1", "2021-09-01", "U_AJ")
    assert (7, "wd", "law") not in rules("C02.1", "2021-09-01", "U_CZ")
    assert (20, "wd", "admin_reg") in rules("C02.1", "2015-07-01", "U_SCJG")


@pytest.mark.parametrize(
    ("day", "unit", "due"),
    [
        pytest.param("2019-01-01", "U_CZ", "2019-03-31", id="report on 2018"),
        pytest.param("2020-01-01", "U_CZ", "2020-01-31", id="report on 2019, a department"),
        pytest.param("2020-01-01", "U_GOV", "2020-03-31", id="report on 2019, a government"),
        pytest.param("2020-03-31", "U_GOV", "2020-03-31", id="asked on the day itself"),
    ],
)
def test_annual_reports(day, unit, due):
    trigger = date.fromisoformat(day)
    (rule,) = timings_in_force(NINGBO.duty("C21.1"), trigger, unit)
    derived = derive(rule, trigger, CHINA)
    assert derived.due == date.fromisoformat(due)
    assert derived.convicts
    assert derived.steps == ()


def test_a_town_is_only_prompted_for_its_report():
    (rule,) = timings_in_force(NINGBO.duty("C21.1"), date(2020, 1, 31), "U_TOWN")
    assert not derive(rule, date(2020, 1, 31), CHINA).convicts


def test_missing_reports_were_due_by_the_end_of_august():
    (rule,) = timings_in_force(NINGBO.duty("C21.2"), date(2015, 8, 31), "U_CZ")
    assert derive(rule, date(2015, 6, 24), CHINA).due == date(2015, 8, 31)


@pytest.mark.parametrize(
    ("rule", "trigger", "due"),
    [
        pytest.param(
            timing(n=20, unit=Unit.WORKING_DAY),
            date(2015, 8, 20),
            date(2015, 9, 18),
            id="within, working days",
        ),
        pytest.param(
            timing(n=20, unit=Unit.CALENDAR_DAY),
            date(2015, 9, 11),
            date(2015, 10, 8),
            id="within, rolls over a holiday",
        ),
        pytest.param(
            timing(n=20, unit=Unit.CALENDAR_DAY),
            date(2015, 6, 1),
            date(2015, 6, 23),
            id="within, rolls over a weekend",
        ),
        pytest.param(timing(n=12, unit=Unit.MONTH), date(2021, 9, 1), date(2022, 9, 1), id="within, months"),
        pytest.param(
            timing(n=24, unit=Unit.HOUR), date(2016, 7, 29), date(2016, 7, 30), id="within, hours stay"
        ),
        pytest.param(
            timing(TimeRule.EVERY, n=1, unit=Unit.MONTH, grace=10),
            date(2012, 4, 30),
            date(2012, 6, 13),
            id="every, with grace",
        ),
        pytest.param(
            timing(TimeRule.MIN_DURATION, n=30, unit=Unit.CALENDAR_DAY),
            date(2020, 1, 1),
            date(2020, 1, 31),
            id="shown, without rolling",
        ),
        pytest.param(
            timing(TimeRule.BEFORE, n=20, unit=Unit.CALENDAR_DAY),
            date(2015, 6, 21),
            date(2015, 6, 1),
            id="before",
        ),
        pytest.param(
            timing(TimeRule.CONCURRENT, n=0, unit=Unit.CALENDAR_DAY),
            date(2015, 6, 24),
            date(2015, 6, 24),
            id="together",
        ),
        pytest.param(
            timing(TimeRule.BY_DATE, due="01-31"),
            date(2020, 7, 1),
            date(2020, 1, 31),
            id="by date, holiday stays",
        ),
        pytest.param(
            timing(TimeRule.EXPECT_WINDOW, due="01-15..05-31"),
            date(2016, 1, 1),
            date(2016, 5, 31),
            id="window",
        ),
        pytest.param(
            timing(TimeRule.ONE_OFF, due="2015-12-31"), date(2015, 1, 1), date(2015, 12, 31), id="once"
        ),
        pytest.param(
            timing(TimeRule.PROMPT, n=20, unit=Unit.WORKING_DAY),
            date(2015, 6, 24),
            date(2015, 7, 22),
            id="soft limit",
        ),
    ],
)
def test_each_form_of_rule(rule, trigger, due):
    derived = derive(rule, trigger, CHINA)
    assert (derived.due, derived.unknown) == (due, "")


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        pytest.param(timing(TimeRule.PROMPT), "the rule names no number", id="promptly"),
        pytest.param(timing(TimeRule.MIN_COUNT), "no span of time", id="a number in no span"),
        pytest.param(
            timing(TimeRule.MIN_COUNT, unit=Unit.YEAR), "2027", id="no calendar for a number a year"
        ),
        pytest.param(timing(n=20, unit=Unit.WORKING_DAY), "2027 are not in the calendar", id="no calendar"),
        pytest.param(
            timing(TimeRule.EVERY, n=1, unit=Unit.WEEK, grace=9), "2027", id="no calendar for the grace"
        ),
        pytest.param(timing(n=1, unit=Unit.MONTH), "2027", id="no calendar to roll by"),
        pytest.param(timing(TimeRule.MIN_DURATION), "no number", id="shown for no number"),
        pytest.param(timing(TimeRule.BEFORE), "no number", id="before by no number"),
    ],
)
def test_what_leads_to_no_day_says_why_and_convicts_nobody(rule, why):
    derived = derive(rule, date(2026, 12, 20), CHINA)
    assert derived.due is None
    assert why in derived.unknown
    assert not derived.convicts


def derivations(*timings, day=date(2016, 3, 1)):
    return [derive(one, day, CHINA) for one in timings]


def test_the_headline_is_the_strongest_source_not_the_shortest_time():
    duty = timings_in_force(NINGBO.duty("C02.1"), date(2016, 3, 1), "U_CZ")
    all_of_them = derivations(*duty)
    chosen = headline(all_of_them)
    assert chosen is not None
    assert (chosen.timing.id, chosen.due) == ("C02.1/t1", date(2016, 3, 29))
    assert [(one.timing.id, one.due) for one in beside(all_of_them, chosen)] == [
        ("C02.1/t2", date(2016, 3, 10))
    ]


def test_among_equals_the_shortest_counts():
    long, short = (timing(id=f"t{n}", n=n, unit=Unit.WORKING_DAY) for n in (20, 10))
    chosen = headline(derivations(long, short))
    assert chosen is not None
    assert chosen.timing is short


def test_where_the_strongest_waits_for_holidays_no_weaker_source_decides():
    end = date(max(CHINA.years), 12, 20)
    law = timing(n=20, unit=Unit.WORKING_DAY)
    policy = timing(n=2, unit=Unit.WORKING_DAY, strength=Strength.POLICY)
    both = derivations(law, policy, day=end)
    assert [one.due is None for one in both] == [True, False]
    assert headline(both) is None
    chosen = headline(derivations(law, timing(n=2, unit=Unit.WORKING_DAY), day=end))
    assert chosen is not None
    assert chosen.timing.n == 2


def test_a_source_that_names_no_number_holds_up_nobody():
    policy = timing(n=2, unit=Unit.WORKING_DAY, strength=Strength.POLICY)
    chosen = headline(derivations(timing(), policy))
    assert chosen is not None
    assert chosen.timing is policy


def test_what_may_not_convict_is_no_headline():
    soft = [
        timing(TimeRule.PROMPT, n=1, unit=Unit.WORKING_DAY),
        timing(n=1, unit=Unit.WORKING_DAY, derived=True),
        timing(n=1, unit=Unit.WORKING_DAY, strength=Strength.PRACTICE),
        timing(n=1, unit=Unit.WORKING_DAY, recalled_only=True),
    ]
    policy = timing(n=5, unit=Unit.WORKING_DAY, strength=Strength.POLICY)
    assert headline(derivations(*soft)) is None
    chosen = headline(derivations(*soft, policy))
    assert chosen is not None
    assert chosen.timing is policy
    assert headline([]) is None


@given(st.dates(date(2008, 1, 1), date(2024, 12, 31)), st.integers(0, 23), st.integers(0, 30))
def test_a_later_trigger_is_never_due_earlier(day, n, later):
    for unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH, Unit.HOUR):
        rule = timing(n=n, unit=unit)
        first, second = (derive(rule, one, CHINA).due for one in (day, day + timedelta(days=later)))
        assert first is not None
        assert second is not None
        assert day <= first <= second
