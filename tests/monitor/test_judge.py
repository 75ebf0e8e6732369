"""From facts in a store to verdicts, as of any day."""

from datetime import date, timedelta

import pytest

from crawler.clock import SHANGHAI, fixed_clock
from crawler.errors import UsageError
from crawler.records import Article
from crawler.store.reader import FactReader
from crawler.store.writer import FactWriter
from crawler.words import PageKind
from monitor.judge import judge
from monitor.matches import MatchStore
from monitor.say import say_reason
from monitor.store import last_snapshot, store_verdicts, stored_verdicts
from monitor.words import Flag, Standing


@pytest.fixture
def unwatched(story, tmp_path):
    """A workspace that nobody has looked at yet."""
    workspace = story.write(tmp_path)
    engine = story.prepare(workspace)
    yield workspace, engine
    engine.dispose()


def said(judged):
    return {one.obligation.what: (one.standing.value, *one.flags) for one in judged.verdicts}


def test_the_end_of_the_story(story, watched):
    assert said(judge(*watched, as_of=story.end_of(story.last))) == {
        story.number(1): ("met",),
        story.number(2): ("late",),
        story.number(3): ("suspected_missing",),
        story.number(4): ("cannot_tell", "date_conflict"),
        story.number(5): ("met", "edited", "withdrawn"),
        story.number(7): ("not_due",),
        f"行政处罚决定书 {story.number(6)}": ("met",),
    }


@pytest.mark.parametrize(
    ("day", "at", "standing"),
    [
        pytest.param(date(2015, 6, 17), 1, "not_due", id="the day before it came"),
        pytest.param(date(2015, 6, 18), 1, "met", id="the day it came"),
        pytest.param(date(2015, 7, 8), 2, "not_due", id="the last day"),
        pytest.param(date(2015, 7, 13), 2, "cannot_tell", id="in the days of grace"),
        pytest.param(date(2015, 7, 19), 2, "suspected_missing", id="the day before it came late"),
        pytest.param(date(2015, 7, 20), 2, "late", id="the day it came late"),
    ],
)
def test_as_of_a_day_only_what_was_known_then(story, watched, day, at, standing):
    assert said(judge(*watched, as_of=story.end_of(day)))[story.number(at)][0] == standing


def test_an_event_of_tomorrow_is_not_known_today(story, watched):
    assert story.number(7) not in said(judge(*watched, as_of=story.end_of(date(2015, 8, 2))))


def test_late_says_how_late_and_by_what(story, watched):
    verdict = judge(*watched, as_of=story.end_of(story.last)).verdict(f"caizheng/C02.1/{story.number(2)}")
    assert (verdict.due, verdict.late_working_days) == (date(2015, 7, 8), 8)
    assert verdict.headline.timing.id == "C02.1/t1"
    assert "2015-07-19 09:00" in say_reason(verdict.reason, "zh", SHANGHAI)
    assert len(verdict.readings) == 2


def test_nobody_is_accused_while_we_are_blocked(story, unwatched):
    blocked = [date(2015, 7, 9) + timedelta(days=n) for n in range(40)]
    story.watch(*unwatched, blocked=blocked).play(story.first, story.last)
    judged = judge(*unwatched, as_of=story.end_of(story.last))
    assert not any(one.standing.accuses for one in judged.verdicts)
    assert {one.ending for one in judged.unreadable} == {"blocked"}
    assert judged.verdict(f"caizheng/C02.1/{story.number(3)}").reason.values["ending"] == "blocked"


def test_nobody_is_accused_when_a_menu_is_read_as_the_list(story, unwatched):
    redesigned = [date(2015, 7, 9) + timedelta(days=n) for n in range(40)]
    story.watch(*unwatched, redesigned=redesigned).play(story.first, story.last)
    judged = judge(*unwatched, as_of=story.end_of(story.last))
    accused = [
        one.obligation.what for one in judged.verdicts if one.standing.accuses or "withdrawn" in one.flags
    ]
    assert accused == []
    assert judged.verdict(f"caizheng/C02.1/{story.number(3)}").reason.values["ending"] == "drift"


def test_counts_coverage_and_matrix_agree(story, watched):
    judged = judge(*watched, as_of=story.end_of(story.last))
    assert sum(judged.counts().values()) == len(judged.verdicts) == 7
    assert (judged.coverage().judged, judged.coverage().due) == (5, 6)
    cell = judged.matrix()["caizheng", "C02"]
    assert (cell.standing, cell.count, cell.total, cell.flagged) == (Standing.SUSPECTED_MISSING, 1, 7, 2)
    assert judged.flag_counts()[Flag.WITHDRAWN] == 1
    assert [one.obligation.what for one in judged.findings()][:2] == [story.number(3), story.number(2)]


def test_judging_again_matches_nothing_anew(story, watched, monkeypatch):
    first = judge(*watched, as_of=story.end_of(story.last))
    monkeypatch.setattr(MatchStore, "_keep", lambda *_: pytest.fail("matched again"))
    assert said(judge(*watched, as_of=story.end_of(story.last))) == said(first)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        pytest.param({"bureau": "gongan"}, "no such bureau: 'gongan'", id="unknown bureau"),
        pytest.param({"category": "C99"}, "no such category: 'C99'", id="unknown category"),
    ],
)
def test_what_it_refuses(story, watched, more, message):
    with pytest.raises(UsageError, match=message):
        judge(*watched, as_of=story.end_of(story.last), **more)


def test_a_bureau_is_chosen_by_its_id_or_its_name(story, watched):
    every = judge(*watched, as_of=story.end_of(story.last))
    key, bureau = next(iter(every.bureaus.items()))
    for wanted in (key, bureau.name):
        assert list(judge(*watched, as_of=story.end_of(story.last), bureau=wanted).bureaus) == [key]


def test_one_category_only(story, watched):
    assert judge(*watched, as_of=story.end_of(story.last), category="C21").verdicts == ()


def test_snapshots_tell_what_is_new(story, own):
    workspace, engine = own
    before, after = story.end_of(date(2015, 7, 15)), story.end_of(story.last)
    clock = fixed_clock(after)
    kept = store_verdicts(engine, judge(workspace, engine, as_of=before), clock)
    now = judge(workspace, engine, as_of=after)
    store_verdicts(engine, now, clock)
    assert last_snapshot(engine, before=after) == kept
    assert last_snapshot(engine, before=before) is None
    old = stored_verdicts(engine, kept)
    new = {
        one.obligation.what for one in now.verdicts if one.key not in old or old[one.key].digest != one.digest
    }
    assert new == {story.number(2), story.number(3), story.number(4), story.number(5), story.number(7)}


def test_an_empty_workspace_owes_and_accuses_nothing(story, unwatched):
    judged = judge(*unwatched, as_of=story.end_of(story.last))
    assert not any(one.standing.accuses for one in judged.verdicts)
    assert len(judged.unreadable) == 2


def test_pages_read_anew_change_no_edit_and_no_interval(own, story):
    workspace, engine = own
    reader, moment = FactReader(engine), story.end_of(story.last)
    before = {one.key: one for one in judge(workspace, engine, as_of=moment).verdicts}
    with FactWriter(engine, fixed_clock(moment)).transaction() as facts:
        for one in reader.versions("web"):
            article = Article(
                kind=PageKind.ARTICLE,
                title=one.title,
                published=one.published,
                body=f"{one.body}\n责任编辑：甲",
            )
            facts.record_reread(one.notice, one.fetch, article)
    after = {one.key: one for one in judge(workspace, engine, as_of=moment).verdicts}
    assert {key: (one.standing, one.flags) for key, one in after.items()} == {
        key: (one.standing, one.flags) for key, one in before.items()
    }
    for key, one in after.items():
        assert [(each.first, each.claimed) for each in one.evidence.candidates] == [
            (each.first, each.claimed) for each in before[key].evidence.candidates
        ]
    seen = [state for one in after.values() for each in one.evidence.candidates for state in each.states]
    assert all(state.seen for state in seen)
    assert any(state.number > 1 for state in seen)


def test_an_office_that_is_no_more_owes_nothing_of_later_days(own, story):
    workspace, engine = own
    file = workspace.root / "bureaus.toml"
    file.write_text(f"{file.read_text('utf-8')}until = 2015-07-31\n", "utf-8")
    left = said(judge(workspace, engine, as_of=story.end_of(story.last)))
    assert story.number(7) not in left
    assert left[story.number(3)] == ("suspected_missing",)


def test_a_rule_binds_only_where_it_is_law(own, story):
    """Elsewhere in the province the city's rules do not bind, and elsewhere in the country the province's do not."""
    workspace, engine = own
    file = workspace.root / "bureaus.toml"
    text = file.read_text("utf-8")
    due = {}
    for place in ("", "NB", "ZJ", "CN"):
        file.write_text(f'{text}place = "{place}"\n', "utf-8")
        judged = judge(workspace, engine, as_of=story.end_of(story.last))
        due[place] = {one.obligation.what: one.due for one in judged.verdicts}[story.number(2)]
    assert due[""] == due["NB"] == due["ZJ"] == date(2015, 7, 8)
    assert due["CN"] is None
    file.write_text(f'{text}place = "HZ"\n', "utf-8")
    with pytest.raises(UsageError, match="'HZ', which ningbo-2015 does not know"):
        judge(workspace, engine, as_of=story.end_of(story.last))
