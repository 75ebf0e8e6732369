"""The sheets of the weekly workbook."""

from collections.abc import Sequence

from monitor.report.book import STATE, Book, Cell, Link, Sheet
from monitor.report.rows import COLUMNS, Problem, problems
from monitor.report.week import Weekly, say_share
from monitor.review.words import State
from monitor.say import say_flag, say_standing
from monitor.words import Standing

WAITS = "本周无经复核确认的问题。机器判定见“疑似待核”，未经两人复核不得外传。"
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


def workbook(weekly: Weekly, base: str) -> bytes:
    """Return the week's workbook; the same data gives the same bytes."""
    week = f"{weekly.week.year}年第{weekly.week.number:02}周"
    suspected = problems((*weekly.suspected, *weekly.flagged), weekly.now, base)
    untold = problems(weekly.of(Standing.CANNOT_TELL), weekly.now, base)
    book = Book(f"政务公开问题清单 {week}", weekly.now.edition.zone)
    book.add(_notes(weekly, base))
    book.add(_summary(weekly, week))
    confirmed = problems(weekly.confirmed, weekly.now, base)
    book.add(_list("问题清单", f"{week}问题清单", confirmed, WAITS))
    book.add(_list("疑似待核", f"{week}疑似待核（内部）", suspected, "本周无疑似问题。"))
    book.add(_list("无法判定", f"{week}无法判定", untold, "本周各项均可判定。"))
    book.add(_rectification(weekly, week, base))
    book.add(_coverage(weekly, week))
    book.add(_dictionary())
    return book.close()


def _list(name: str, title: str, lines: Sequence[Problem], empty: str) -> Sheet:
    return Sheet(
        name=name,
        title=title,
        headings=[(one.heading, one.width) for one in COLUMNS],
        rows=[[one.cell(line) for one in COLUMNS] for line in lines],
        empty=empty,
    )


def _notes(weekly: Weekly, base: str) -> Sheet:
    edition = weekly.now.edition
    rows: list[tuple[Cell, Cell]] = [
        ("数据截至", weekly.day),
        ("目录版本", f"{edition.name}（{edition.id}）"),
        ("可判定率", say_share(weekly.now.coverage())),
        ("口径", "缺失与逾期须有期限之后的完整采集为证；看不清的一律记为“无法判定”，不计入任何分母。"),
        ("用途", "“疑似待核”为机器初判，仅供内部复核；对外通报须经两人复核并给予单位反馈期。"),
        ("查看证据", Link(address=f"{base.rstrip('/')}/weekly/{weekly.week.name}")),
        ("异议", "单位可就每一条提出异议，附已公开链接即可；核实后更正并留痕。"),
    ]
    return Sheet(name="说明", title="说明", headings=[("项目", 16), ("内容", 100)], rows=rows)


def _summary(weekly: Weekly, week: str) -> Sheet:
    rows: list[tuple[Cell, ...]] = [(say_standing(one), *weekly.count(one)) for one in Standing]
    rows.append(("应公开项合计", *weekly.total))
    rows += [("本周新增疑似", len(weekly.new), None), ("本周消除", len(weekly.cleared), None)]
    rows += [
        (
            "确认问题",
            len(weekly.confirmed),
            len(weekly.confirmed) - len(weekly.before.in_state(State.CONFIRMED)),
        )
    ]
    rows += [("本周整改", len(weekly.fixed), None)]
    rows += [(f"另注：{say_flag(one)}", count, None) for one, count in weekly.now.flag_counts().items()]
    headings = [("判定", 24), ("项数", 12), ("较上周", 12)]
    return Sheet(name="本周汇总", title=f"{week}汇总", headings=headings, rows=rows)


def _coverage(weekly: Weekly, week: str) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for bureau in weekly.now.bureaus.values():
        owed = sum(one.obligation.bureau == bureau.id for one in weekly.now.verdicts)
        found = weekly.now.coverage(bureau.id)
        rows.append((bureau.name, owed, found.due, found.judged, _share(weekly, bureau.id)))
    headings = [("单位", 36), ("应公开项", 12), ("已到期", 12), ("可判定", 12), ("可判定率", 12)]
    return Sheet(name="覆盖率", title=f"{week}覆盖率", headings=headings, rows=rows, empty="没有登记单位。")


def _share(weekly: Weekly, bureau: str) -> Cell:
    """Return the share that could be judged; a dash where nothing was due."""
    found = weekly.now.coverage(bureau).share
    return "－" if found is None else found


def _rectification(weekly: Weekly, week: str, base: str) -> Sheet:
    """Return the ledger of what people decided; who is responsible and what is done is for the bureau to fill in."""
    lines = problems((*weekly.confirmed, *weekly.fixed), weekly.now, base)
    rows: list[tuple[Cell, ...]] = [
        (one.id, one.bureau, one.duty, None, None, one.clear, one.rectify_by, one.recheck, None, one.state)
        for one in lines
    ]
    return Sheet(
        name="整改台账", title=f"{week}整改台账", headings=RECTIFICATION, rows=rows, empty="本周无整改事项。"
    )


def _dictionary() -> Sheet:
    rows = [(one.heading, one.meaning) for one in COLUMNS]
    return Sheet(name="数据字典", title="数据字典", headings=[("列", 22), ("含义", 60)], rows=rows)
