"""Judging only what may be said otherwise says what judging everything says, and writes only what is new."""

from datetime import timedelta

import pytest

from crawler.clock import fixed_clock
from monitor.increment import judge_on
from monitor.judge import judge
from monitor.store import stored_verdicts

DAY = timedelta(days=1)


def said(verdicts):
    return {one.key: one.digest for one in verdicts}


def told(workspace, engine, as_of, **more):
    return judge_on(workspace, engine, as_of=as_of, clock=fixed_clock(as_of), **more)


@pytest.fixture
def unwatched(story, tmp_path):
    workspace = story.write(tmp_path)
    engine = story.prepare(workspace)
    yield workspace, engine
    engine.dispose()


def test_some_weeks_of_the_story(story, unwatched):
    judged = []
    for n in range(35):
        day = story.first + n * DAY
        story.watch(*unwatched).play(day, day)
        one = told(*unwatched, story.end_of(day))
        full = judge(*unwatched, as_of=story.end_of(day)).verdicts
        assert said(stored_verdicts(unwatched[1], one.snapshot).values()) == said(full)
        assert one.counts.obligations == len(full)
        judged.append(one.judged)
    assert sum(judged) < len(judged) / 2
