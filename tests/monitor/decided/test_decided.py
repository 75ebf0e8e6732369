"""What a person decided of a notice goes before the matcher, for its reposts too, from the moment it was decided."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from crawler.clock import fixed_clock
from crawler.errors import InvalidFile
from monitor.decided.decision import Decision, answer
from monitor.decided.file import FILE, add_decision, read_decisions
from monitor.decided.overrule import Decided
from monitor.increment import judge_on
from monitor.judge import judge
from monitor.matching.match import UNDECIDED
from monitor.matching.notice import Asserted, MatchResult, NoticeText
from monitor.reposts import Document

FIRST, LAST = date(2018, 9, 20), date(2018, 10, 31)
QUARTER = "bureau/C13.2/2018-07..2018-09"
BODY = "本季度全市地表水水质总体良好，优良比例为百分之八十五，较上年同期提高三个百分点，饮用水水源达标。"
PLAIN, TELLING = "第五期情况通报", "望潮市2018年第三季度水环境质量状况公报"
DAY = timedelta(days=1)


def decision(story, title=PLAIN, on=LAST, **more):
    values = {
        "url": "http://web.test/elsewhere.html",
        "site": "web",
        "sites": ("web",),
        "text": NoticeText(id="1", title=title, body=f"{title}。{BODY}"),
        "categories": ("C13",),
        "duties": ("C13.2",),
        "author": "王芳",
        "reason": "全文核对",
        "at": story.end_of(on - DAY),
        "recorded_at": story.end_of(on),
    }
    return Decision(**values | more)


@pytest.fixture
def watched(posting, post):
    """Watch a bureau that owes the water report of every quarter and posts that title; return workspace and engine."""
    engines = []

    def watched(title):
        made = post(title, date(2018, 10, 8), f"{title}。{BODY}")
        workspace, engine = posting("C13.2", "U_HB", "环境信息").play([made], FIRST, LAST)
        engines.append(engine)
        return workspace, engine

    yield watched
    for one in engines:
        one.dispose()


def standing(world, moment):
    return judge(*world, as_of=moment).verdict(QUARTER).standing


def test_a_notice_is_what_people_say_it_is(watched, story):
    world = watched(PLAIN)
    assert standing(world, story.end_of(LAST)) != "met"
    add_decision(world[0].root / FILE, decision(story))
    verdict = judge(*world, as_of=story.end_of(LAST)).verdict(QUARTER)
    assert verdict.standing == "met"
    assert verdict.chosen.reasons == ("人工判定（王芳，2018-10-30）：全文核对",)


def test_before_the_decision_the_matcher_still_speaks(watched, story):
    world = watched(PLAIN)
    before = standing(world, story.end_of(LAST - 2 * DAY))
    add_decision(world[0].root / FILE, decision(story))
    assert standing(world, story.end_of(LAST - 2 * DAY)) == before


def test_a_notice_is_no_longer_what_people_say_it_is_not(watched, story):
    world = watched(TELLING)
    assert standing(world, story.end_of(LAST)) == "met"
    add_decision(world[0].root / FILE, decision(story, TELLING, categories=(), duties=()))
    assert standing(world, story.end_of(LAST)) != "met"


def test_judging_only_what_may_change_looks_at_the_bureau_again(watched, story):
    world = watched(PLAIN)
    clock = fixed_clock(story.end_of(LAST))
    before = judge_on(*world, as_of=story.end_of(LAST), clock=clock)
    assert judge_on(*world, as_of=story.end_of(LAST), clock=clock).judged == 0
    add_decision(world[0].root / FILE, decision(story))
    told = judge_on(*world, as_of=story.end_of(LAST), clock=clock)
    assert (told.judged, told.broken) == (1, ())
    assert told.counts.standings["met"] > before.counts.standings["met"]


def test_the_last_decision_on_a_document_counts_wherever_it_stands(story):
    first = decision(story)
    second = replace(first, url="http://other.test/1.html", categories=(), duties=())
    decided = Decided(decisions=(first, second))
    repost = Document(replace(first.text, body=f"来源：市环保局 {first.text.body} 打印"))
    assert decided.about("http://third.test/", repost) is second
    assert decided.about(first.url, Document(NoticeText(id="", title="改了标题"))) is first
    assert decided.about("http://third.test/", Document(NoticeText(id="", title=PLAIN))) is None
    assert decided.on(["web", "other"]) == (first, second)
    assert decided.on(["other"]) == ()


@pytest.mark.parametrize(
    ("duties", "said", "expected"),
    [
        pytest.param(("C13.2",), (), [("C13.2", 1.0)], id="a duty singled out"),
        pytest.param(
            (), (("C13.3", 0.7), ("C02.1", 0.9)), [("C13.3", 0.7)], id="what the matcher thinks of its duties"
        ),
    ],
)
def test_the_duties_of_a_decision(story, shipped, duties, said, expected):
    thought = MatchResult(
        categories=(),
        abstain=True,
        duties=tuple(Asserted(category=key, score=score, reasons=()) for key, score in said),
    )
    found = answer(decision(story, duties=duties), thought, shipped)
    assert [(one.category, one.score) for one in found.duties] == expected
    assert [one.category for one in found.categories] == ["C13"]
    assert not found.abstain


def test_duties_that_nobody_tells_apart_stay_open(story, shipped):
    found = answer(decision(story, duties=()), MatchResult(categories=(), abstain=False), shipped)
    assert {one.category for one in found.duties} == {one.id for one in shipped.category("C13").duties}
    assert {one.reasons for one in found.duties} == {(UNDECIDED,)}


def test_the_file_gives_back_what_was_added(story, tmp_path):
    path = tmp_path / FILE
    assert read_decisions(path) == ()
    late, early = decision(story), decision(story, on=LAST - 9 * DAY, categories=())
    for one in (late, early):
        add_decision(path, one)
    assert read_decisions(path) == (early, late)
    assert read_decisions(path, early.at) == (early,)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"author": " "}, "needs an author", id="nobody"),
        pytest.param({"categories": "C13"}, "wants a list", id="no list"),
        pytest.param({"at": "2018-10-30T10:00:00"}, "needs its zone", id="no zone"),
        pytest.param({"at": "2099-10-30T10:00:00+08:00"}, "has not come yet", id="the future"),
        pytest.param({"text": {}}, "KeyError", id="no text"),
    ],
)
def test_a_line_that_says_something_else_is_named(story, tmp_path, change, message):
    path = tmp_path / FILE
    add_decision(path, decision(story))
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(json.loads(path.read_text("utf-8")) | change) + "\n")
    with pytest.raises(InvalidFile, match=message) as said:
        read_decisions(path)
    assert said.value.line == 2
