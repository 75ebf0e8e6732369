"""Each cause brought about as it happens: something is published, a file is edited, somebody decides, and the days are compared."""

import shutil
from datetime import date, timedelta

import pytest

from crawler.clock import fixed_clock
from crawler.records import Article
from crawler.store.writer import FactWriter
from crawler.words import PageKind
from monitor.calendar import SHIPPED as CALENDARS
from monitor.calendar import find_calendar
from monitor.catalogue.load import edition_folder
from monitor.changes import Cause, compare
from monitor.increment import judge_on
from monitor.judge import judge, terms_of
from monitor.review.entry import Entry, claim_of
from monitor.review.store import add_entries
from monitor.review.words import Act, Choice
from monitor.store import kept_on

KEY = "caizheng/C02.1/望财罚字〔2015〕{}号"
IN_TIME, LATE, MISSING, EDITED = (KEY.format(one) for one in (1, 2, 3, 5))
DAY = date(2015, 8, 10)


@pytest.fixture
def said(own, story):
    """Keep what is said of the last day, and return a function that compares that day with a later one."""
    workspace, engine = own
    moment = story.end_of(DAY)
    judge_on(workspace, engine, as_of=moment, clock=fixed_clock(moment))

    def causes(*, later=DAY):
        kept = kept_on(engine, moment - timedelta(days=1), moment)
        before, after = (judge(workspace, engine, as_of=story.end_of(one)) for one in (DAY, later))
        return {one.key: (one.cause, one.why) for one in compare(before, after, kept).changes}

    return causes


def test_nothing_happened(said):
    assert said() == {}


def test_data_a_notice_is_published(said, own, story):
    """The decision that was missing comes out, and is read the same day."""
    day = DAY + timedelta(days=1)
    late = next(one for one in story.notices if one["number"] == story.number(2)) | {
        "number": story.number(3),
        "title": f"行政处罚决定书 {story.number(3)}",
        "body": f"处罚决定书文号：{story.number(3)}\n作出处罚决定日期：2015年6月9日",
        "url": "http://www.web.test/3.html",
        "appears": day,
        "claimed": day,
    }
    story.notices.append(late)
    try:
        story.watch(*own).play(day, day)
    finally:
        story.notices.remove(late)
    assert said(later=day)[MISSING] == (Cause.DATA, "notice_came")


def test_rule_the_catalogue_is_revised(said, own):
    """Ten working days instead of twenty: what was in time no longer is."""
    folder = own_edition(own[0].root)
    path = folder / "categories" / "C02-penalty.yaml"
    path.write_text(path.read_text("utf-8").replace("{rule: within, n: 20, unit: wd, trigger: 处罚决定作出（或变更）之日", "{rule: within, n: 5, unit: wd, trigger: 处罚决定作出（或变更）之日"), "utf-8")  # fmt: skip
    found = said()
    assert found[IN_TIME] == (Cause.RULE, "edition_changed")
    assert {one for one, _ in found.values()} == {Cause.RULE}


def test_rule_the_matcher_is_revised(said, own):
    """No rule speaks of penalties any more: the same notices match nothing. That is no news about the bureau."""
    path = own_edition(own[0].root) / "matching.yaml"
    path.write_text(path.read_text("utf-8").replace("罚", "〇"), "utf-8")
    found = said()
    assert found
    assert set(found.values()) == {(Cause.RULE, "judged_anew")}


def test_calendar_holidays_are_added(said, own):
    """Three weeks off before the last day: what was late is in time."""
    folder = own[0].root / "calendars"
    shutil.copytree(CALENDARS, folder)
    days = ", ".join(f"2015-{one:%m-%d}" for one in weekdays(date(2015, 6, 29), date(2015, 7, 17)))
    path, at = folder / "china.toml", 'off."端午节" = [2015-06-22]\n'
    path.write_text(path.read_text("utf-8").replace(at, f'{at}off."防汛" = [{days}]\n'), "utf-8")
    found = said()
    assert found[LATE] == (Cause.CALENDAR, "calendar_corrected")
    assert {one for one, _ in found.values()} == {Cause.CALENDAR}


def test_crawl_a_page_is_read_anew(said, own, story):
    """Two days later a better program reads the old page again; the bureau did nothing."""
    reader_day = DAY + timedelta(days=2)
    judged = judge(*own, as_of=story.end_of(DAY))
    (notice,) = (one for one in judged.verdict(IN_TIME).evidence.candidates if one.certain)
    body = "\n".join(f"处罚决定书文号：{story.number(1)}" for _ in range(3))
    article = Article(kind=PageKind.ARTICLE, title=notice.title, published=notice.claimed, body=body)
    with FactWriter(own[1], fixed_clock(story.end_of(reader_day))).transaction() as facts:
        facts.record_reread(notice.notice, notice.states[-1].fetch, article)
    assert said(later=reader_day)[IN_TIME] == (Cause.CRAWL, "read_anew")


def test_crawl_nobody_looks_any_more(said):
    found = said(later=DAY + timedelta(days=6))
    assert found[MISSING] == (Cause.CRAWL, "looked_otherwise")


def test_decision_two_people_agree(said, own, story):
    judged = judge(*own, as_of=story.end_of(DAY))
    claim = claim_of(judged.verdict(MISSING))
    day = DAY + timedelta(days=1)
    add_entries(
        own[1],
        [
            Entry(
                obligation=MISSING, claim=claim, act=Act.DECIDE, choice=Choice.REJECT, author=name, reason="见于旧版栏目",
                at=story.end_of(day), recorded_at=story.end_of(day), as_of=judged.as_of, digest="",
            )
            for name in ("王芳", "赵敏")
        ],
        terms_of(own[0], find_calendar(judged.edition.calendar), judged.edition.zone),
    )  # fmt: skip
    assert said(later=day)[MISSING] == (Cause.DECISION, "decided")


def test_decision_what_people_wrote_is_struck(said, own):
    """The register of events is corrected: one of them never was."""
    path = own[0].root / "events.toml"
    kept = [
        one for one in path.read_text("utf-8").split("[[event]]") if MISSING.rpartition("/")[2] not in one
    ]
    path.write_text("[[event]]".join(kept), "utf-8")
    assert said() == {MISSING: (Cause.DECISION, "written_anew")}


def own_edition(root):
    folder = root / "editions" / "ningbo-2015"
    shutil.copytree(edition_folder("ningbo-2015"), folder)
    return folder


def weekdays(first, last):
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [one for one in days if one.weekday() < 5]
