"""A showing is too short only where it was seen gone while it still had to be there."""

from datetime import date

import pytest

from crawler.clock import SHANGHAI
from monitor.evidence import Gone
from monitor.obligations import Comes
from monitor.rules.shown_long_enough import check
from monitor.say import say_reason
from monitor.words import Standing

CAME, DUE = date(2015, 6, 1), date(2015, 6, 15)


@pytest.fixture
def shown(made):
    def shown(day, last, absent=None, repost=None):
        gone = None
        if absent:
            gone = Gone(
                last_present=made.at(last), first_absent=made.at(absent), confirmed=made.at(day), fetches=(9,)
            )
        notice = made.candidate(
            lower=None, upper=CAME, claimed=CAME, gone=gone, last_present=made.at(repost or last)
        )
        return made.evidence(
            day, DUE, obligation=made.obligation(DUE, comes=Comes.SHOWN), candidates=(notice,)
        )

    return shown


@pytest.mark.parametrize(
    ("day", "last", "absent", "repost", "standing", "reason"),
    [
        pytest.param((6, 20), (6, 15), None, None, "met", "shown_long_enough", id="still there on the last day"),
        pytest.param((6, 20), (6, 16), (6, 17), None, "met", "shown_long_enough", id="gone after the last day"),
        pytest.param((6, 10), (6, 9), None, None, "not_due", "still_showing", id="the time runs"),
        pytest.param(
            (6, 20), (6, 8), (6, 10), None, "suspected_missing", "shown_too_briefly", id="gone before the end"
        ),
        pytest.param(
            (6, 20), (6, 8), (6, 10), (6, 16), "met", "shown_long_enough", id="shown again until the end"
        ),
        pytest.param(
            (6, 20), (6, 8), (6, 10), (6, 12), "cannot_tell", "not_seen_to_the_end", id="shown again a while"
        ),
        pytest.param(
            (6, 20), (6, 14), (6, 16), None, "cannot_tell", "not_seen_to_the_end", id="gone after, not seen before"
        ),
        pytest.param((6, 20), (6, 8), None, None, "cannot_tell", "not_seen_to_the_end", id="we stopped looking"),
    ],
)  # fmt: skip
def test_showings(shown, day, last, absent, repost, standing, reason):
    days = [date(2015, *one) if one else None for one in (day, last, absent, repost)]
    said = check(shown(*days), days[0])
    assert (said.standing, said.reason.key) == (standing, reason)
    assert all(say_reason(said.reason, lang, SHANGHAI) for lang in ("zh", "en"))


def test_what_accuses_names_the_looks_and_what_would_clear_it(shown):
    said = check(shown(date(2015, 6, 20), date(2015, 6, 8), date(2015, 6, 10)), date(2015, 6, 20))
    assert (said.fetches, said.clear.key) == ((9,), "clear_shown_too_briefly")


def test_without_a_rule_that_binds_nothing_is_said(made):
    evidence = made.evidence(date(2015, 6, 20), None, obligation=made.obligation(None, comes=Comes.SHOWN))
    assert check(evidence, date(2015, 6, 20)).standing is Standing.CANNOT_TELL
