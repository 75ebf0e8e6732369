"""The sheets of the weekly workbook."""

from collections.abc import Sequence

from monitor.catalogue.describe import name_of
from monitor.report.book import STATE, Book, Cell, Link, Sheet
from monitor.report.rows import COLUMNS, Column, Problem, problems
from monitor.report.states import states
from monitor.report.week import Week, Weekly, say_share
from monitor.report.words import joined, say
from monitor.review.words import State
from monitor.say import say_flag, say_standing
from monitor.words import Standing

WAITS = "本周无经复核确认的问题。机器判定见“疑似待核”，未经两人复核不得外传。"
MEASURE = "缺失与逾期须有期限之后的完整采集为证；看不清的一律记为“无法判定”，不计入任何分母。"
PURPOSE = "“疑似待核”为机器初判，仅供内部复核；对外通报须经两人复核并给予单位反馈期。"
DISPUTE = "单位可就每一条提出异议，附已公开链接即可；核实后更正并留痕。"
RECTIFICATION = (
    ("问题编号", 20),
    ("责任单位", 16),
    ("公开事项(目录码)", 28),
    ("责任领导", 10),
    ("责任人", 10),
    ("整改措施", 30),
    ("完成时限", 12),
    ("完成情况", 24),
    ("佐证材料", 24),
    (STATE, 10),
)
"""Headings of the ledger of what is being put right, with widths."""


def workbook(weekly: Weekly, base: str, lang: str = "zh") -> bytes:
    """Return the week's workbook; the same data gives the same bytes."""
    week = say_week(weekly.week, lang)
    suspected = problems((*weekly.suspected, *weekly.flagged), weekly.now, base, lang)
    untold = problems(weekly.of(Standing.CANNOT_TELL), weekly.now, base, lang)
    book = Book(say("政务公开问题清单 {week}", lang, week=week), weekly.now.edition.zone, lang)
    book.add(_notes(weekly, base, lang))
    book.add(_summary(weekly, week, lang))
    confirmed = problems(weekly.confirmed, weekly.now, base, lang)
    book.add(_list("问题清单", "{week}问题清单", week, confirmed, WAITS, lang))
    book.add(_list("疑似待核", "{week}疑似待核（内部）", week, suspected, "本周无疑似问题。", lang))
    book.add(_list("无法判定", "{week}无法判定", week, untold, "本周各项均可判定。", lang))
    book.add(_rectification(weekly, week, base, lang))
    book.add(_coverage(weekly, week, lang))
    book.add(_dictionary(lang))
    return book.close()


def say_week(week: Week, lang: str) -> str:
    """Return what people call a week."""
    return say("{year}年第{number}周", lang, year=week.year, number=f"{week.number:02}")


def _sheet(
    name: str,
    title: str,
    headings: Sequence[tuple[str, int]],
    rows: Sequence[Sequence[Cell]],
    lang: str,
    empty: str = "",
) -> Sheet:
    """Return a sheet whose name and headings are in *lang*; *title* and *empty* are said already."""
    return Sheet(
        name=say(name, lang),
        title=title,
        headings=[(say(heading, lang), width) for heading, width in headings],
        rows=rows,
        empty=empty,
        choices={say(STATE, lang): states(lang)},
    )


def _list(name: str, title: str, week: str, lines: Sequence[Problem], empty: str, lang: str) -> Sheet:
    headings = [(one.heading, one.width) for one in COLUMNS]
    rows = [[one.cell(line) for one in COLUMNS] for line in lines]
    return _sheet(name, say(title, lang, week=week), headings, rows, lang, say(empty, lang))


def _notes(weekly: Weekly, base: str, lang: str) -> Sheet:
    edition = weekly.now.edition
    said: list[tuple[str, Cell]] = [
        ("数据截至", weekly.day),
        ("目录版本", say("{name}（{id}）", lang, name=name_of(edition, lang), id=edition.id)),
        ("可判定率", say_share(weekly.now.coverage())),
        ("口径", say(MEASURE, lang)),
        ("用途", say(PURPOSE, lang)),
        ("查看证据", Link(address=f"{base.rstrip('/')}/weekly/{weekly.week.name}")),
        ("异议", say(DISPUTE, lang)),
    ]
    rows = [(say(label, lang), cell) for label, cell in said]
    return _sheet("说明", say("说明", lang), [("项目", 16), ("内容", 100)], rows, lang)


def _summary(weekly: Weekly, week: str, lang: str) -> Sheet:
    rows: list[tuple[Cell, ...]] = [(say_standing(one, lang), *weekly.count(one)) for one in Standing]
    rows.append((say("应公开项合计", lang), *weekly.total))
    confirmed = len(weekly.confirmed)
    told = [
        ("本周新增疑似", len(weekly.new), None),
        ("本周消除", len(weekly.cleared), None),
        ("确认问题", confirmed, confirmed - len(weekly.before.in_state(State.CONFIRMED))),
        ("本周整改", len(weekly.fixed), None),
    ]
    rows += [(say(label, lang), count, change) for label, count, change in told]
    flags = weekly.now.flag_counts().items()
    rows += [(say("另注：{flag}", lang, flag=say_flag(one, lang)), count, None) for one, count in flags]
    headings = [("判定", 24), ("项数", 12), ("较上周", 12)]
    return _sheet("本周汇总", say("{week}汇总", lang, week=week), headings, rows, lang)


def _coverage(weekly: Weekly, week: str, lang: str) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for bureau in weekly.now.bureaus.values():
        owed = sum(one.obligation.bureau == bureau.id for one in weekly.now.verdicts)
        found = weekly.now.coverage(bureau.id)
        rows.append((bureau.name, owed, found.due, found.judged, _share(weekly, bureau.id)))
    headings = [("单位", 36), ("应公开项", 12), ("已到期", 12), ("可判定", 12), ("可判定率", 12)]
    title = say("{week}覆盖率", lang, week=week)
    return _sheet("覆盖率", title, headings, rows, lang, say("没有登记单位。", lang))


def _share(weekly: Weekly, bureau: str) -> Cell:
    """Return the share that could be judged; a dash where nothing was due."""
    found = weekly.now.coverage(bureau).share
    return "－" if found is None else found


def _rectification(weekly: Weekly, week: str, base: str, lang: str) -> Sheet:
    """Return the ledger of what people decided; who is responsible and what is done is for the bureau to fill in."""
    lines = problems((*weekly.confirmed, *weekly.fixed), weekly.now, base, lang)
    rows: list[tuple[Cell, ...]] = [
        (one.id, one.bureau, one.duty, None, None, one.clear, one.rectify_by, one.recheck, None, one.state)
        for one in lines
    ]
    title = say("{week}整改台账", lang, week=week)
    return _sheet("整改台账", title, RECTIFICATION, rows, lang, say("本周无整改事项。", lang))


def _dictionary(lang: str) -> Sheet:
    rows = [(say(one.heading, lang), _meaning(one, lang)) for one in COLUMNS]
    return _sheet("数据字典", say("数据字典", lang), [("列", 22), ("含义", 60)], rows, lang)


def _meaning(one: Column, lang: str) -> str:
    return joined(list(states(lang)), lang) if one.heading == STATE else say(one.meaning, lang)
