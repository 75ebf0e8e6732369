"""A page that must always be there: there, possibly there, withdrawn, not there, or not looked for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crawler.words import Ending
from monitor.evidence import Gone
from monitor.obligations import Comes
from monitor.rules.standing_page_exists import check

FIRST = date(2015, 6, 1)
TODAY = date(2015, 6, 20)
GRACE = FIRST + timedelta(days=3)
GONE = Gone(last_present=FIRST, first_absent=FIRST, confirmed=FIRST)


def evidence(made, *candidates, looks=None, counted=True):
    looks = made.daily(FIRST, TODAY) if looks is None else looks
    owed = made.obligation(None, comes=Comes.STANDING, counted=counted)
    return made.evidence(
        TODAY, None, obligation=owed, candidates=candidates, places=(made.place(*looks),), grace_end=GRACE
    )


@pytest.mark.parametrize(
    ("notices", "standing", "reason"),
    [
        pytest.param([{}], "met", "page_is_there", id="there"),
        pytest.param([{"gone": GONE}, {}], "met", "page_is_there", id="one withdrawn, one there"),
        pytest.param([{"gone": GONE}], "cannot_tell", "page_was_withdrawn", id="withdrawn"),
        pytest.param([{"certain": False}], "cannot_tell", "possible_match", id="possibly there"),
        pytest.param([], "suspected_missing", "page_missing", id="nowhere, and well read"),
    ],
)
def test_what_was_found(made, notices, standing, reason):
    found = check(evidence(made, *(made.candidate(lower=None, upper=FIRST, **one) for one in notices)), TODAY)
    assert (found.standing, found.reason.key) == (standing, reason)


@pytest.mark.parametrize(
    ("looks", "counted", "reason"),
    [
        pytest.param([], True, "never_looked", id="not looked"),
        pytest.param(
            [(FIRST, Ending.EXHAUSTED), (TODAY, Ending.EXHAUSTED)],
            True,
            "too_few_readings",
            id="looked twice",
        ),
        pytest.param([(TODAY, Ending.BLOCKED)], True, "not_readable", id="blocked"),
        pytest.param(None, False, "no_denominator", id="nobody counts what is owed"),
    ],
)
def test_what_forbids_to_call_it_missing(made, looks, counted, reason):
    found = check(evidence(made, looks=looks, counted=counted), TODAY)
    assert (found.standing, found.reason.key) == ("cannot_tell", reason)


def test_the_grace_begins_with_our_first_look(made):
    early = replace(evidence(made), grace_end=TODAY)
    assert check(early, TODAY).reason.key == "in_grace"
