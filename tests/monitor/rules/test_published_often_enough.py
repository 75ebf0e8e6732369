"""What recurs is met by enough publications in its span; what is only expected convicts nobody."""

from dataclasses import replace
from datetime import date

import pytest

from crawler.clock import SHANGHAI
from monitor.catalogue.model import Timing
from monitor.deadlines import Derivation
from monitor.obligations import Comes
from monitor.rules.published_often_enough import check
from monitor.say import say_reason
from monitor.words import Standing, Strength, TimeRule, Unit

FIRST, DUE, AFTER = date(2018, 7, 1), date(2018, 10, 8), date(2018, 10, 30)


@pytest.fixture
def span(made):
    """Evidence of one quarter, by a rule of that strength."""

    def span(day, *candidates, strength=Strength.LAW, wanted=1, due=DUE, **more):
        rule = Timing(
            id="C13.2/t1", rule=TimeRule.EVERY, trigger="", strength=strength, jurisdiction="CN", cite=("law",),
            n=1, unit=Unit.QUARTER,
        )  # fmt: skip
        unknown = "" if due else "2027 is not in the calendar"
        derived = Derivation(timing=rule, trigger=FIRST, due=due, unknown=unknown)
        owed = made.obligation(
            due, comes=Comes.RECURRING, what="2018-07..2018-09", trigger=FIRST, until=date(2018, 9, 30),
            wanted=wanted, rule=rule,
        )  # fmt: skip
        return made.evidence(
            day,
            due,
            obligation=owed,
            derivations=(derived,),
            headline=derived if derived.convicts else None,
            candidates=candidates,
            **more,
        )

    return span


def seen(made, day, **more):
    return made.candidate(lower=date(2018, 6, 30), upper=day, claimed=day, **more)


@pytest.mark.parametrize(
    ("wanted", "standing"),
    [pytest.param(1, "met", id="one is enough"), pytest.param(2, "cannot_tell", id="two are wanted")],
)
def test_so_many_are_wanted(made, span, wanted, standing):
    evidence = span(AFTER, seen(made, date(2018, 7, 20)), wanted=wanted)
    assert check(evidence, AFTER).standing == standing


def test_nothing_in_a_span_read_completely_is_missing(made, span):
    place = made.place(*made.daily(date(2018, 10, 9), AFTER))
    found = check(span(AFTER, places=(place,)), AFTER)
    assert found.standing is Standing.SUSPECTED_MISSING
    assert found.reason.values["due"] == DUE


def test_before_the_end_nothing_is_due(span):
    day = date(2018, 9, 1)
    assert check(span(day), day).standing is Standing.NOT_DUE


@pytest.mark.parametrize(
    ("strength", "day", "due", "found", "standing", "reason"),
    [
        pytest.param(Strength.PRACTICE, AFTER, DUE, 0, "cannot_tell", "expected_unseen", id="not seen"),
        pytest.param(Strength.RECALLED, AFTER, DUE, 1, "met", "expected_and_seen", id="seen"),
        pytest.param(Strength.PRACTICE, date(2018, 8, 1), DUE, 0, "not_due", "not_due", id="season runs"),
        pytest.param(Strength.LAW, AFTER, None, 0, "cannot_tell", "calendar_unknown", id="no calendar"),
    ],
)
def test_what_may_not_convict_prompts(made, span, strength, day, due, found, standing, reason):
    place = made.place(*made.daily(date(2018, 10, 9), AFTER))
    notices = [seen(made, date(2018, 7, 20))] * found
    said = check(span(day, *notices, strength=strength, due=due, places=(place,)), day)
    assert (said.standing, said.reason.key) == (standing, reason)
    assert all(say_reason(said.reason, lang, SHANGHAI) for lang in ("zh", "en"))


def test_a_day_on_the_page_that_we_saw_otherwise_leaves_it_open(made, span):
    notice = made.candidate(lower=date(2018, 10, 20), upper=date(2018, 10, 21), claimed=date(2018, 8, 1))
    assert check(span(AFTER, notice), AFTER).reason.key == "claims_in_time_but_absent"


def test_a_document_that_stands_twice_counts_once_and_convicts_nobody(made, span):
    first = seen(made, date(2018, 7, 20))
    again = replace(first, notice=first.notice + 1, repost_of=first.notice)
    other = replace(first, notice=first.notice + 2)
    place = made.place(*made.daily(date(2018, 10, 9), AFTER))
    assert check(span(AFTER, first, other, wanted=2), AFTER).standing is Standing.MET
    found = check(span(AFTER, first, again, wanted=2, places=(place,)), AFTER)
    assert (found.standing, found.reason.key) == (Standing.CANNOT_TELL, "reposts_fill_the_count")
    assert "2" in say_reason(found.reason, "zh", SHANGHAI)
