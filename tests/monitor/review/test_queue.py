"""What waits for people: accusations, and notices of which somebody has to say whether they are what is owed."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from monitor.evidence import Reason
from monitor.review import queue as queueing
from monitor.review.queue import POSSIBLE, queue
from monitor.review.words import Waits
from monitor.verdict import reach

DUE, DAY = date(2015, 7, 1), date(2015, 7, 20)


@pytest.fixture
def queued(made, monkeypatch):
    """Return the queue of one verdict on an obligation whose candidates are given."""
    monkeypatch.setattr(queueing, "score_all", lambda judged, tree: [])

    def queued(*candidates, **more):
        place = made.place(*made.daily(date(2015, 6, 1), DAY))
        verdict = reach(made.evidence(DAY, DUE, candidates=candidates, places=(place,)))
        return verdict, queue(SimpleNamespace(verdicts=(verdict,), reviews={}), None, **more)

    return queued


def test_what_may_be_it_waits_for_a_person_with_the_notice(made, queued):
    maybe = made.candidate(lower=DUE, upper=DUE, certain=False)
    verdict, (item,) = queued(maybe)
    assert (verdict.standing, verdict.reason.key) == ("cannot_tell", POSSIBLE)
    assert (item.review.waits, item.possible) == (Waits.MATCH, (maybe,))


@pytest.mark.parametrize(
    ("more", "waiting"),
    [
        pytest.param({"reader": "王芳"}, 1, id="any reader may say it"),
        pytest.param({"waits": Waits.MATCH}, 1, id="asked for"),
        pytest.param({"waits": Waits.REVIEWER}, 0, id="something else asked for"),
    ],
)
def test_it_is_listed_where_it_is_asked_for(made, queued, more, waiting):
    assert len(queued(made.candidate(lower=DUE, upper=DUE, certain=False), **more)[1]) == waiting


def test_what_cannot_be_told_for_another_reason_waits_for_nobody(made, queued):
    verdict, found = queued()
    told = replace(verdict, reason=Reason(key="no_denominator"))
    assert queue(SimpleNamespace(verdicts=(told,), reviews={}), None) == ()
    assert found == ()
