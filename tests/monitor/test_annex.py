"""Every line of the annex, and every dated duty of the notice, to a verdict with its passage and its law.

Each line has three bureaus of its own: one publishes in time, one late, one never. All are watched from June 2015 to
January 2016 and judged once, from the facts in a database.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO

import pytest
from rich.console import Console

from crawler.clock import SHANGHAI, fixed_clock
from crawler.records import Article, Row
from crawler.store.database import open_database
from crawler.store.facts import FetchFacts
from crawler.store.schema import prepare_facts
from crawler.store.writer import FactWriter
from crawler.words import Ending, Outcome, PageKind, Purpose, RunState
from crawler.workspace import open_workspace
from monitor.catalogue.load import find_edition
from monitor.judge import judge
from monitor.show_verdict import Sources, draw
from monitor.store import prepare_judgement
from monitor.words import Standing

NINGBO = find_edition("ningbo-2015")
EVENT = date(2015, 6, 9)
JUNE, SEPTEMBER, JANUARY = date(2015, 6, 12), date(2015, 9, 10), date(2016, 1, 8)
READINGS = [
    *(date(2015, 6, day) for day in (1, 8, 10, 11, 12, 15, 22)),
    *(date(2015, 9, day) for day in (1, 9, 10, 11)),
    *(date(2016, 1, day) for day in (7, 8, *range(12, 26))),
]
END = datetime.combine(date(2016, 1, 25), time(23, 59), SHANGHAI)
HOW = ("intime", "late", "never")
HARD, SOFT = ("met", "late", "suspected_missing"), ("met", "met", "cannot_tell")
BODY = "按照有关规定，现将{title}有关内容予以公开，欢迎社会各界监督。" * 5


@dataclass(frozen=True)
class Line:
    """One duty: who owes it, what is published, by when, and what comes of it."""

    duty: str
    unit: str
    title: str
    due: str = "2015-07-08"
    cite: str = "第18条"
    standings: tuple[str, str, str] = HARD
    event: bool = True
    what: str = "柳塘二期"
    late: date = SEPTEMBER
    in_time: date = JUNE

    @property
    def category(self):
        return self.duty.split(".")[0]

    def bureau(self, how):
        return f"{self.duty.replace('.', '-').lower()}-{how}"

    def key(self, how):
        return f"{self.bureau(how)}/{self.duty}/{self.what}"


LINES = [
    Line("C01.5", "U_XZSP", "关于准予柳塘二期码头港口经营许可决定的公告"),
    Line("C02.1", "U_CZ", "行政处罚决定书（柳塘二期）", cite="《浙江省行政处罚结果信息网上公开暂行办法》"),
    Line("C03.6", "U_CZ", "柳塘二期专户2014年度部门决算公开", due="2015-06-29", cite="第14条", in_time=JUNE),
    Line("C04.2", "U_SJ", "关于柳塘二期水利建设资金专项审计结果的公告"),
    Line("C05.3", "U_ZJ", "柳塘二期保障性住房项目竣工情况公告", cite="关于公开城镇保障性安居工程建设信息的通知"),
    Line("C06.3", "U_GT", "柳塘二期地块国有建设用地使用权出让成交结果公示"),
    # the seven days of 2014 are known from memory only, so nothing but the national 及时 is left, which prompts
    Line("C07.3", "U_ZJ", "关于柳塘二期旧城改造项目房屋征收决定的公告", due="", standings=SOFT),
    Line("C08.3", "U_FG", "柳塘二期大道工程施工中标结果公告", due="2015-06-12", cite="第54条"),
    # no source gives a number: the notice says 及时, and the catalogue of drugs is the country's and not the city's
    Line("C09.4", "U_RS", "柳塘二期基本医疗保险药品目录公布", due="", standings=SOFT),
    # a page that the law wants of the office that the notice names: there is one, so its absence can be told
    Line(
        "C10.1", "U_MZ", "2015年度城市最低生活保障标准公布", due="", standings=("met", "met", "suspected_missing"),
        event=False, what="",
    ),
    Line("C11.1", "U_JY", "柳塘二期学区2015年义务教育阶段招生政策公布"),
    Line(
        "C12.4", "U_WJ", "医院医疗服务价格和收费标准公示", due="", standings=("met", "met", "suspected_missing"),
        event=False, what="",
    ),
    Line("C13.4", "U_HB", "关于柳塘二期热电项目环境影响报告书审批决定的公告"),
    # art. 34 of the regulation on accidents says 向社会公布 and no day; 135 days from the accident are our own arithmetic
    Line("C14.1", "U_AJ", "柳塘二期化工厂爆燃事故调查报告公布", due="", standings=SOFT),
    Line("C15.6", "U_SCJG", "柳塘二期食品安全监督抽检信息公告"),
    Line("C16.6", "U_SCJG", "柳塘二期企业经营异常名录公示", cite="企业信息公示暂行条例"),
    Line("C17.3", "U_MZ", "柳塘二期商会等社会组织2014年度年检结果公告"),
    Line("C18.3", "U_GZ", "柳塘二期国有企业负责人经营业绩考核结果公布"),
    Line("C19.2", "U_IND", "柳塘二期供水公共企事业单位办事公开目录"),
    Line(
        "C20.1", "U_CZ", "政府信息公开指南", due="", standings=("met", "met", "suspected_missing"), event=False,
        what="",
    ),
    Line(
        "C21.1", "U_CZ", "2014年政府信息公开工作年度报告", due="2015-03-31", cite="政府信息公开条例",
        event=False, what="2015", in_time=date(2015, 3, 20),
    ),
    # "together with the document" is policy without a day, and which documents matter is for people to say: a lead pairs them
    Line("C22.1", "U_DRAFT", "《柳塘二期水资源管理办法》政策解读", due="", standings=SOFT),
    # how many interviews a year were asked for was not read anywhere; the recalled 6, 3 and 1 may not even prompt by number
    Line(
        "C23.1", "U_CZ", "局长在线访谈实录", due="", standings=SOFT, event=False, what="2015-03-11..2015-12-31",
    ),
    # the days that the notice itself sets
    Line(
        "C21.2", "U_SJ", "补齐2008年政府信息公开工作年度报告", due="2015-08-31", cite="2015年宁波市政府信息公开工作要点",
        event=False, what="2015-08-31",
    ),
    Line(
        "C20.2", "U_SJ", "政府信息公开指南（2015年复查完善）", due="2015-12-31", cite="2015年宁波市政府信息公开工作要点",
        standings=("met", "late", "cannot_tell"), event=False, what="2015-12-31", late=JANUARY,
    ),
]  # fmt: skip


def line(duty):
    return next(one for one in LINES if one.duty == duty)


def files(root):
    """Write a workspace with three bureaus a line, each with a site of one column."""
    (root / "sites").mkdir()
    bureaus, events = [], []
    for one in LINES:
        columns = NINGBO.category(one.category).terms.columns or NINGBO.general_columns
        for how in HOW:
            bureau = one.bureau(how)
            bureaus.append(f'[[bureau]]\nid = "{bureau}"\nname = "{bureau}"\nunit = "{one.unit}"\n')
            (root / "sites" / f"{bureau}.toml").write_text(
                f'id = "{bureau}"\nname = "{bureau}"\nbureau = "{bureau}"\nbase = "http://{bureau}.test/"\n'
                f'whole = true\n[[column]]\nid = "col"\nname = "{columns[0]}"\nurl = "col/"\n',
                "utf-8",
            )
            if one.event:
                events.append(
                    f'[[event]]\nduty = "{one.duty}"\nbureau = "{bureau}"\nwhat = "{one.what}"\nday = {EVENT}\n'
                    f'find = ["{one.what}"]\nbasis = "登记簿"\n'
                )
    duties = [one.duty for one in LINES]
    (root / "gongkai.toml").write_text(f"[judge]\nduties = {duties}\n", "utf-8")
    (root / "bureaus.toml").write_text("".join(bureaus), "utf-8")
    (root / "events.toml").write_text("".join(events), "utf-8")


def look(facts, site, one, how, day):
    """Write what one visit of one site finds."""
    at = datetime.combine(day, time(9), SHANGHAI)
    came = {"intime": one.in_time, "late": one.late, "never": date.max}[how]
    url = f"{site.base}1.html"
    rows = [Row(title=one.title, url=url, claimed=came)] if came <= day else []
    run = facts.start_run(site, "test")
    reading = facts.start_reading(run, site.id, "col")
    fetched = FetchFacts(purpose=Purpose.LIST, url=f"{site.base}col/", at=at, outcome=Outcome.OK)
    facts.record_list_page(reading, fetched, rows)
    facts.end_reading(reading, Ending.EXHAUSTED if rows else Ending.EMPTY)
    for work in facts.pending_notices(site.id):
        page = FetchFacts(purpose=Purpose.NOTICE, url=work.url, at=at, notice=work.notice, outcome=Outcome.OK)
        article = Article(
            kind=PageKind.ARTICLE, title=one.title, published=came, body=BODY.format(title=one.title)
        )
        facts.record_notice(run, page, article)
    facts.finish_run(run, RunState.FINISHED)


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    root = tmp_path_factory.mktemp("annex")
    files(root)
    workspace = open_workspace(root)
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    sites = workspace.sites()
    for day in READINGS:
        writer = FactWriter(engine, fixed_clock(datetime.combine(day, time(9), SHANGHAI)))
        with writer.transaction() as facts:
            for one in LINES:
                for how in HOW:
                    look(facts, sites[one.bureau(how)], one, how, day)
    yield judge(workspace, engine, as_of=END)
    engine.dispose()


def told(judged, verdict):
    out = StringIO()
    drawn = draw(verdict, judged.edition, "某局", Sources(), "zh")
    Console(file=out, width=10_000, highlight=False).print(drawn)
    return "".join(out.getvalue().split())


def test_every_line_of_the_annex_and_every_dated_duty_is_here():
    assert {one.category for one in LINES} == {f"C{n:02}" for n in range(1, 24)}
    assert {"C02.1", "C21.2", "C20.2"} <= {one.duty for one in LINES}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("one", LINES, ids=[one.duty for one in LINES])
def test_a_line_ends_in_a_verdict_with_its_passage(judged, one, how):
    verdict = judged.verdict(one.key(how))
    assert verdict.standing == one.standings[HOW.index(how)]
    category = NINGBO.category(one.category)
    shown = told(judged, verdict)
    assert category.passage in shown
    assert NINGBO.doc_no in shown
    assert str(verdict.due or "") == one.due
    if one.due:
        assert verdict.headline.timing.cite
        assert one.cite in shown
        assert verdict.headline.timing.convicts
    if how != "never" and verdict.chosen:
        assert verdict.chosen.title == one.title
    if verdict.standing.accuses:
        assert verdict.readings
        assert verdict.clear
        assert all(place.whole for place in verdict.evidence.places)


@pytest.mark.parametrize("one", [one for one in LINES if one.event and one.due], ids=lambda one: one.duty)
def test_what_is_counted_is_counted_day_by_day(judged, one):
    verdict = judged.verdict(one.key("late"))
    steps = verdict.headline.steps
    assert steps[-1].day == verdict.due
    assert verdict.headline.trigger == EVENT
    assert [step.n for step in steps if step.counted] == list(range(1, verdict.headline.timing.n + 1))
    assert str(EVENT) in told(judged, verdict)


def test_what_only_memory_or_habit_wants_convicts_nobody(judged):
    soft = [one for one in judged.verdicts if one.headline is None and one.derivations]
    assert soft
    assert not any(one.standing.accuses for one in soft)


def test_nobody_is_accused_beside_those_who_were_late_or_silent(judged):
    accused = {one.key for one in judged.verdicts if one.standing.accuses}
    assert not accused & {one.key("intime") for one in LINES}
    assert accused & {one.key("never") for one in LINES}


def test_two_laws_are_reported_side_by_side(judged):
    verdict = judged.verdict(line("C08.3").key("late"))
    said = {one.timing: (one.due, one.standing) for one in verdict.clocks}
    assert said["C08.3/t1"] == (date(2015, 6, 12), Standing.LATE)
    assert said["C08.3/t3a"] == (date(2015, 7, 8), Standing.LATE)
    in_time = judged.verdict(line("C08.3").key("intime"))
    assert {one.standing for one in in_time.clocks if one.binds} == {Standing.MET}
    shown = told(judged, verdict)
    assert "C08.3/t12015-06-09=0" in shown
    assert "C08.3/t3a2015-06-09=0" in shown
