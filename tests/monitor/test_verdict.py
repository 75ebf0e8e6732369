"""A verdict puts the findings of the rules together, and knows whether it is news."""

import json
from dataclasses import replace
from datetime import date

from monitor.obligations import Comes
from monitor.verdict import plain, reach
from monitor.words import Flag, Standing

DUE = date(2015, 7, 10)
TODAY = date(2015, 8, 10)


def test_standing_and_flags_come_together(made):
    notice = made.candidate(
        lower=date(2015, 7, 20), upper=date(2015, 7, 21), claimed=date(2015, 7, 15), right_place=False
    )
    verdict = reach(made.evidence(TODAY, DUE, candidates=(notice,)))
    assert verdict.standing is Standing.LATE
    assert verdict.flags == (Flag.DATE_CONFLICT, Flag.MISPLACED)
    assert set(verdict.flag_reasons) == {"date_conflict", "misplaced"}
    assert (verdict.due, verdict.chosen, verdict.readings) == (DUE, notice, (1, 2))
    assert verdict.rule_versions["published_by_due_date"] == 2
    assert [one.key for one in verdict.clear] == ["clear_late", "clear_misplaced"]


def test_flags_are_those_of_the_notice_that_decided(made):
    late = made.candidate(lower=date(2015, 7, 20), upper=date(2015, 7, 21), right_place=False)
    in_time = made.candidate(lower=None, upper=date(2015, 7, 1))
    assert reach(made.evidence(TODAY, DUE, candidates=(late, in_time))).flags == ()


def test_a_standing_page_has_its_own_rule(made):
    owed = made.obligation(None, comes=Comes.STANDING)
    page = made.candidate(lower=None, upper=date(2015, 6, 1))
    verdict = reach(made.evidence(TODAY, None, obligation=owed, candidates=(page,)))
    assert (verdict.standing, "standing_page_exists" in verdict.rule_versions) == (Standing.MET, True)


def test_the_same_said_again_is_no_news(made):
    evidence = made.evidence(TODAY, DUE, candidates=(made.candidate(lower=None, upper=date(2015, 7, 1)),))
    later = replace(evidence, as_of=made.at(date(2015, 9, 1)))
    assert reach(evidence).digest == reach(later).digest
    assert reach(evidence).digest != reach(replace(evidence, candidates=())).digest


def test_plain_values_are_json(made):
    verdict = reach(made.evidence(TODAY, DUE, candidates=(made.candidate(lower=None, upper=DUE),)))
    data = json.loads(json.dumps(plain(verdict)))
    assert data["headline"]["due"] == "2015-07-10"
    assert data["as_of"].startswith("2015-08-10T15:00")
