"""Judging only what may be said otherwise says what judging everything says, and writes only what is new."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from crawler.clock import fixed_clock
from crawler.errors import LockHeld
from crawler.store.database import reading, writing
from crawler.workspace import open_workspace
from monitor import increment, law
from monitor.increment import judge_on
from monitor.judge import judge
from monitor.store import stored_verdicts
from monitor.tables import calm, snapshot, verdict

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


def rows(engine, table):
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(table))


def judged(own, story, day, **more):
    return told(*own, story.end_of(day), **more)


def test_a_snapshot_goes_on_to_say_what_it_said(story, unwatched):
    workspace, engine = unwatched
    kept, begin = {}, story.first
    for day in (date(2015, 7, 8), date(2015, 7, 20), date(2015, 8, 10)):
        story.watch(*unwatched).play(begin, day)
        begin = day + DAY
        one = judged(unwatched, story, day)
        kept[one.snapshot] = said(judge(workspace, engine, as_of=story.end_of(day)).verdicts)
    assert len({tuple(one.items()) for one in kept.values()}) == len(kept)
    for identity, wanted in kept.items():
        assert said(stored_verdicts(engine, identity).values()) == wanted


def test_what_did_not_change_is_not_written_again(story, own):
    first = judged(own, story, story.last)
    later = told(*own, story.end_of(story.last) + 30 * DAY)
    assert (first.written, later.judged) == (7, 1)
    assert 0 < later.written < 7
    assert rows(own[1], verdict) == 7 + later.written
    full = said(judge(*own, as_of=story.end_of(story.last) + 30 * DAY).verdicts)
    assert said(stored_verdicts(own[1], later.snapshot).values()) == full


def test_a_past_day_stands_by_itself_and_is_not_built_upon(story, own):
    now = judged(own, story, story.last)
    past = judged(own, story, date(2015, 7, 10))
    again = judged(own, story, story.last)
    assert (past.judged, past.written) == (1, len(stored_verdicts(own[1], past.snapshot)))
    assert (again.judged, again.written) == (0, 0)
    with reading(own[1]) as connection:
        roots = dict(connection.execute(select(snapshot.c.id, snapshot.c.root_id)).all())
    assert roots == {now.snapshot: None, past.snapshot: None, again.snapshot: now.snapshot}
    assert stored_verdicts(own[1], again.snapshot) == stored_verdicts(own[1], now.snapshot)


def test_where_facts_are_dated_later_nothing_builds_upon_it(story, own):
    judged(own, story, date(2015, 7, 10))
    assert rows(own[1], calm) == 0
    assert judged(own, story, date(2015, 7, 11)).judged == 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param("gongkai.toml", "[judge]", "[judge]\ngrace_working_days = 4", id="grace"),
        pytest.param("bureaus.toml", "望潮市财政局", "望潮市财政局（国资委）", id="its entry"),
        pytest.param("sites/web.toml", "whole = true", "whole = false", id="its site"),
        pytest.param("events.toml", "案件登记簿", "案件登记簿二", id="what happened"),
    ],
)
def test_what_people_write_is_looked_at(story, own, file, old, new):
    judged(own, story, story.last)
    path = own[0].root / file
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    workspace = open_workspace(own[0].root)
    one = told(workspace, own[1], story.end_of(story.last))
    assert one.judged == 1
    full = said(judge(workspace, own[1], as_of=story.end_of(story.last)).verdicts)
    assert said(stored_verdicts(own[1], one.snapshot).values()) == full


def test_other_code_looks_at_everything(story, own, monkeypatch):
    judged(own, story, story.last)
    monkeypatch.setattr(law, "program_digest", lambda: "another")
    assert judged(own, story, story.last).judged == 1


def test_of_a_bureau_that_left_the_register_nothing_is_said_any_more(story, own):
    judged(own, story, story.last)
    path = own[0].root / "bureaus.toml"
    path.write_text(path.read_text("utf-8").replace('"caizheng"', '"shenji"'), "utf-8")
    one = judged(own, story, story.last)
    assert (one.ended, one.counts.obligations) == (7, len(stored_verdicts(own[1], one.snapshot)))
    assert not any(key.startswith("caizheng/") for key in stored_verdicts(own[1], one.snapshot))
    assert judged(own, story, story.last).judged == 0


def test_two_at_once_do_not_build_upon_the_same(story, own, monkeypatch):
    judged(own, story, story.last)
    keep = increment.keep_increment

    def late(*words):
        monkeypatch.setattr(increment, "keep_increment", keep)
        judged(own, story, story.last)
        return keep(*words)

    monkeypatch.setattr(increment, "keep_increment", late)
    with pytest.raises(LockHeld, match="another judgement was kept meanwhile"):
        judged(own, story, story.last)
    assert rows(own[1], snapshot) == 2


def test_what_cannot_be_kept_whole_is_not_kept(story, own, monkeypatch):
    monkeypatch.setattr(increment, "calm_row", lambda *_: {"bureau": "caizheng", "terms": None})
    with pytest.raises(IntegrityError):
        judged(own, story, story.last)
    assert (rows(own[1], snapshot), rows(own[1], verdict)) == (0, 0)


def test_looking_at_everything_tells_what_would_have_been_left_out(story, own):
    judged(own, story, story.last)
    with writing(own[1]) as connection:
        connection.execute(verdict.update().where(verdict.c.standing == "late").values(digest="forged"))
    assert judged(own, story, story.last).written == 0
    found = judged(own, story, story.last, full=True)
    assert found.broken == (f"caizheng/C02.1/{story.number(2)}",)
    assert (found.written, found.ended) == (1, 1)
    assert judged(own, story, story.last, full=True).broken == ()
