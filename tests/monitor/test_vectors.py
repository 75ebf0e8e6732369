"""Known cases of counting and of choosing the law, each to its verdict; the source's own list where it is at hand."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from monitor.calendar import load_calendar
from monitor.catalogue.load import find_edition
from monitor.deadlines import beside, derive, headline, timings_in_force

SOURCE = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "catalogue.yaml"
HELD = yaml.safe_load(SOURCE.read_text("utf-8"))["test_vectors"] if SOURCE.exists() else {}
CHINA = load_calendar("china")
NINGBO = find_edition("ningbo-2015")

WORKDAYS = [
    ("2025-04-23", 5, "2025-04-29"),
    ("2025-08-14", 5, "2025-08-21"),
    ("2015-06-24", 20, "2015-07-22"),
    ("2015-08-20", 20, "2015-09-18"),
    ("2015-08-28", 20, "2015-09-28"),
    ("2015-09-18", 20, "2015-10-22"),
    ("2015-02-06", 20, "2015-03-11"),
    ("2019-04-22", 20, "2019-05-21"),
    ("2020-01-17", 20, "2020-02-21"),
    ("2021-01-29", 7, "2021-02-08"),
    ("2018-12-20", 20, "2019-01-18"),
]
LAGS = [("2024-07-03", "2024-07-09", 4), ("2020-12-31", "2021-01-14", 9), ("2024-03-25", "2024-03-26", 1)]
PICKS = [
    ("C02.1", "decided", "2015-07-01"),
    ("C02.1", "decided", "2016-03-01"),
    ("C02.1", "decided", "2019-01-10"),
    ("C21.1", "report_year", "2018"),
    ("C21.1", "report_year", "2019"),
    ("C06.7", "received", "2021-08-31"),
    ("C06.7", "received", "2021-09-01"),
]


@pytest.mark.skipif(not HELD, reason="the source catalogue is not at hand")
def test_no_case_of_the_source_is_left_out():
    assert [(str(one["start"]), one["n"], str(one["due"])) for one in HELD["workdays"]] == WORKDAYS
    assert [(str(one["formed"]), str(one["published"]), one["wd"]) for one in HELD["lags"]] == LAGS
    keys = {"decided", "report_year", "received"}
    picks = [
        (one["item"], *((key, str(one[key])) for key in keys & one.keys())) for one in HELD["version_pick"]
    ]
    assert picks == [(item, (key, said)) for item, key, said in PICKS]


@pytest.mark.parametrize(("start", "n", "due"), WORKDAYS, ids=[f"{start}+{n}" for start, n, _ in WORKDAYS])
def test_working_days_with_every_day_of_the_way(start, n, due):
    rule = next(one for one in NINGBO.duty("C02.1").timings if one.n == 20 and not one.scope)
    derived = derive(replace(rule, n=n), date.fromisoformat(start), CHINA)
    assert derived.due == date.fromisoformat(due)
    assert [one.n for one in derived.steps if one.counted] == list(range(1, n + 1))
    assert all(CHINA.kind(one.day) is one.why for one in derived.steps)
    assert CHINA.workdays_between(date.fromisoformat(start), derived.due) == n


@pytest.mark.parametrize(("formed", "published", "days"), LAGS, ids=[one[0] for one in LAGS])
def test_lags(formed, published, days):
    assert CHINA.workdays_between(date.fromisoformat(formed), date.fromisoformat(published)) == days


@pytest.mark.parametrize(
    ("duty", "day", "unit", "clocks"),
    [
        pytest.param("C02.1", "2015-07-01", "U_CZ", ["20wd rule 2015-07-29"], id="the rule alone"),
        pytest.param(
            "C02.1",
            "2016-03-01",
            "U_CZ",
            ["20wd rule 2016-03-29", "7wd normative 2016-03-10"],
            id="the rule decides, the double notice stands beside it",
        ),
        pytest.param(
            "C02.1",
            "2019-01-10",
            "U_CZ",
            ["20wd rule 2019-02-12", "7wd normative 2019-01-21"],
            id="the rule decides, the three systems stand beside it",
        ),
        pytest.param("C21.1", "2019-03-31", "U_CZ", ["by 03-31 admin_reg 2019-03-31"], id="report on 2018"),
        pytest.param("C21.1", "2020-01-31", "U_CZ", ["by 01-31 admin_reg 2020-01-31"], id="report on 2019"),
        pytest.param("C06.7", "2021-09-01", "U_GT", ["15wd admin_reg 2021-09-23"], id="land, from September"),
    ],
)
def test_every_clock_with_its_own_source_and_the_strongest_decides(duty, day, unit, clocks):
    trigger = date.fromisoformat(day)
    derived = [
        derive(one, trigger, CHINA)
        for one in timings_in_force(NINGBO.duty(duty), trigger, unit)
        if not one.channel and one.convicts and one.rule.value in {"within", "by_date"}
    ]
    chosen = headline(derived)
    assert chosen is not None
    assert [_said(one) for one in (chosen, *beside(derived, chosen))] == clocks
    assert all(one.timing.cite for one in derived)


def test_land_before_september_2021_has_ten_days_that_only_prompt():
    trigger = date(2021, 8, 31)
    rules = [
        one for one in timings_in_force(NINGBO.duty("C06.7"), trigger, "U_GT") if one.rule.value == "within"
    ]
    assert [(one.n, one.convicts) for one in rules] == [(10, False)]
    assert derive(rules[0], trigger, CHINA).due == date(2021, 9, 14)


def _said(derived):
    rule = derived.timing
    number = f"{rule.n}{rule.unit}" if rule.n else f"by {rule.due}"
    return f"{number} {rule.strength} {derived.due}"
