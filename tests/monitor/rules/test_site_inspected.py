from datetime import date

import pytest

from crawler.words import Ending
from monitor.obligations import Comes
from monitor.rules.site_inspected import check
from monitor.words import Inspects, Standing

FIRST, DAY = date(2022, 1, 1), date(2022, 1, 20)


def evidence(made, what, endings, **more):
    looks = made.daily(FIRST, DAY)
    for back, ending in enumerate(endings):
        looks[-1 - back] = (looks[-1 - back][0], ending)
    owed = made.obligation(None, comes=Comes.INSPECTED, counted=False, inspects=what)
    return made.evidence(DAY, None, obligation=owed, places=(made.place(*looks),), **more)


@pytest.mark.parametrize(
    ("what", "endings", "reason"),
    [
        pytest.param(Inspects.REACH, [], "inspected_fine", id="it answers"),
        pytest.param(Inspects.REACH, [Ending.UNREACHABLE], "inspected_reach", id="one visit of seven"),
        pytest.param(Inspects.REACH, [Ending.SELF_OUTAGE] * 3, "inspected_fine", id="our own outage"),
        pytest.param(Inspects.REACH, [Ending.PARSE_ZERO], "inspected_fine", id="a redesign is an answer"),
        pytest.param(
            Inspects.REACH,
            [Ending.EXHAUSTED] * 7 + [Ending.UNREACHABLE] * 5,
            "inspected_fine",
            id="longer than a week ago",
        ),
        pytest.param(Inspects.BLANK, [Ending.EMPTY], "inspected_blank", id="blank at the last look"),
        pytest.param(Inspects.BLANK, [Ending.EXHAUSTED, Ending.EMPTY], "inspected_fine", id="filled since"),
        pytest.param(Inspects.BLANK, [Ending.BLOCKED, Ending.EMPTY], "inspected_blank", id="then not read"),
        pytest.param(Inspects.UNDATED, [], "inspected_fine", id="all dated"),
    ],
)
def test_a_person_is_shown_what_to_look_at(made, what, endings, reason):
    said = check(evidence(made, what, endings), DAY)
    assert said.reason.key == reason
    assert said.standing is (Standing.MET if reason == "inspected_fine" else Standing.CANNOT_TELL)


@pytest.mark.parametrize("what", [Inspects.UNDATED, Inspects.DATES], ids=str)
def test_notices_are_named_but_not_all(made, what):
    held = tuple(made.candidate(lower=None, upper=DAY, title=f"第{n}期", certain=False) for n in range(5))
    said = check(evidence(made, what, [], candidates=held), DAY)
    assert said.standing is Standing.CANNOT_TELL
    assert said.reason.values == {"count": 5, "names": ["第0期", "第1期", "第2期"]}


def test_without_a_reading_nothing_is_said(made):
    owed = made.obligation(None, comes=Comes.INSPECTED, counted=False, inspects=Inspects.REACH)
    said = check(made.evidence(DAY, None, obligation=owed), DAY)
    assert (said.standing, said.reason.key) == (Standing.CANNOT_TELL, "inspected_nothing")
