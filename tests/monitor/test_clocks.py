"""Two rules that bind at once are reported side by side, each by its own day."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from monitor.clocks import clocks
from monitor.commands.explaining import as_data
from monitor.judge import judge
from monitor.rules.published_by_due_date import check
from monitor.show_verdict import Sources, draw
from monitor.words import Strength

LONG, SHORT = date(2016, 3, 29), date(2016, 3, 10)


@pytest.fixture
def two(made):
    """Evidence under a rule of twenty days and a weaker one of seven."""

    def two(day, *candidates, strength=Strength.NORMATIVE, **more):
        slow, fast = made.derivation(LONG, Strength.RULE), made.derivation(SHORT, strength)
        fast = replace(fast, timing=replace(fast.timing, id="C02.1/t2"))
        evidence = made.evidence(day, LONG, candidates=candidates, **more)
        return replace(evidence, derivations=(slow, fast), headline=slow)

    return two


def said(evidence, day):
    return {one.timing: one.standing.value for one in clocks(evidence, check(evidence, day))}


@pytest.mark.parametrize(
    ("lower", "upper", "strength", "slow", "fast"),
    [
        pytest.param((3, 8), (3, 9), Strength.NORMATIVE, "met", "met", id="in time for both"),
        pytest.param((3, 15), (3, 16), Strength.NORMATIVE, "met", "late", id="late by the weaker one only"),
        pytest.param((4, 5), (4, 6), Strength.NORMATIVE, "late", "late", id="late by both"),
        pytest.param((3, 9), (3, 12), Strength.NORMATIVE, "met", "cannot_tell", id="came over the day"),
        pytest.param((3, 15), (3, 16), Strength.RECALLED, "met", "cannot_tell", id="memory convicts nobody"),
    ],
)
def test_each_clock_by_itself(made, two, lower, upper, strength, slow, fast):
    day = date(2016, 4, 20)
    notice = made.candidate(lower=date(2016, *lower), upper=date(2016, *upper))
    assert said(two(day, notice, strength=strength), day) == {"C02.1/t1": slow, "C02.1/t2": fast}


@pytest.mark.parametrize(
    ("day", "slow", "fast"),
    [
        pytest.param(date(2016, 3, 5), "not_due", "not_due", id="before both"),
        pytest.param(date(2016, 3, 20), "not_due", "cannot_tell", id="between them nothing is proved"),
        pytest.param(date(2016, 4, 20), "suspected_missing", "suspected_missing", id="missing by both"),
    ],
)
def test_nothing_found(made, two, day, slow, fast):
    place = made.place(*made.daily(date(2016, 4, 5), date(2016, 4, 20)))
    assert said(two(day, places=(place,)), day) == {"C02.1/t1": slow, "C02.1/t2": fast}


def test_the_words_that_state_the_trigger_are_shown_with_how_they_do(story, watched):
    judged = judge(*watched, as_of=story.end_of(story.last))
    verdict = judged.verdict(f"caizheng/C02.1/行政处罚决定书 {story.number(6)}")
    assert verdict.obligation.told == "labelled"
    out = StringIO()
    Console(file=out, width=300).print(draw(verdict, judged.edition, "某局", Sources(), "zh"))
    assert [one["standing"] for one in as_data(verdict, Sources())["clocks"]] == ["met"]
    assert "2015-06-24  作出处罚决定日期:2015年6月24日（触发日：正文有标明的日期）" in out.getvalue()
