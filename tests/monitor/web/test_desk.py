"""One judgement a day and state of the facts, however many ask at once."""

import os
import threading
import time
from datetime import date, timedelta

import pytest

from crawler.clock import SHANGHAI, fixed_clock
from crawler.errors import InvalidFile
from monitor.report.week import end_of
from monitor.web import desk as module
from monitor.web.desk import KEPT, Desk


@pytest.fixture
def judged(monkeypatch):
    """The moments judged, in order; each takes a while."""
    moments = []

    def slowly(workspace, engine, *, as_of):
        time.sleep(0.1)
        moments.append(as_of)
        return object()

    monkeypatch.setattr(module, "judge", slowly)
    return moments


def at_once(count, work):
    threads = [threading.Thread(target=work) for _ in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_many_who_ask_at_once_share_one_judgement(desk, judged):
    found = []
    at_once(12, lambda: found.append(desk.judgement()))
    assert len(judged) == 1
    assert len(set(map(id, found))) == 1


def test_a_day_that_is_known_does_not_wait_for_one_that_is_judged(desk, judged):
    known = date(2015, 7, 1)
    desk.judgement(known)
    other = threading.Thread(target=desk.judgement, args=(date(2015, 7, 2),))
    other.start()
    started = time.monotonic()
    desk.judgement(known)
    assert time.monotonic() - started < 0.08
    other.join()


def test_new_facts_and_changed_files_are_judged_anew(desk, judged, story):
    desk.judgement()
    desk.judgement()
    assert len(judged) == 1
    story.watch(desk.workspace, desk.engine).play(
        story.last + timedelta(days=1), story.last + timedelta(days=1)
    )
    desk.judgement()
    assert len(judged) == 2
    events = desk.workspace.root / "events.toml"
    os.utime(events, ns=(0, events.stat().st_mtime_ns + 4_000_000_000))
    desk.judgement()
    assert len(judged) == 3


def test_a_day_that_is_not_over_is_judged_as_of_now(own, judged, story):
    noon = end_of(date(2015, 8, 10), SHANGHAI) - timedelta(hours=11)
    desk = Desk(*own, fixed_clock(noon))
    desk.judgement()
    desk.judgement(date(2015, 8, 9))
    assert judged == [noon, end_of(date(2015, 8, 9), SHANGHAI)]


def test_a_desk_on_a_past_day_stands_at_its_end(own, judged, story):
    desk = Desk(*own, fixed_clock(story.end_of(story.last)), date(2015, 7, 1))
    desk.judgement()
    assert judged == [end_of(date(2015, 7, 1), SHANGHAI)]
    assert desk.latest() == story.last


def test_only_so_many_judgements_are_kept(desk, judged):
    for back in range(KEPT + 3):
        desk.judgement(date(2015, 7, 20) - timedelta(days=back))
    assert len(desk._kept) == KEPT


def test_a_judgement_that_fails_is_tried_again(desk, monkeypatch):
    answers = [InvalidFile("events.toml", 3, "no such duty"), "judged"]

    def judge(*_, **__):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(module, "judge", judge)
    with pytest.raises(InvalidFile):
        desk.judgement()
    assert desk.judgement() == "judged"


def test_the_index_is_brought_up_to_date_once(desk, monkeypatch):
    calls = []
    monkeypatch.setattr(module, "update_index", lambda _: calls.append(1))
    at_once(5, desk.index)
    assert len(calls) == 1
