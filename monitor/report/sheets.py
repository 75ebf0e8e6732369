"""The sheets of the weekly workbook."""

from collections.abc import Sequence

from monitor.report.book import Book, Sheet
from monitor.report.rows import COLUMNS, Cell, Problem, problems
from monitor.report.week import Weekly, say_share
from monitor.say import say_standing
from monitor.words import Standing

WAITS = "本周无经复核确认的问题。机器判定见“疑似待核”，未经两人复核不得外传。"


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
        ("查看证据", base),
        ("异议", "单位可就每一条提出异议，附已公开链接即可；核实后更正并留痕。"),
    ]
    return Sheet(name="说明", title="说明", headings=[("项目", 16), ("内容", 100)], rows=rows)


def _summary(weekly: Weekly) -> Sheet:
    rows = [(say_standing(one), *weekly.count(one)) for one in Standing]
    rows += [("新增疑似", len(weekly.new), 0), ("本周消除", len(weekly.cleared), 0)]
    return Sheet(
        name="本周汇总", title="本周汇总", headings=[("判定", 20), ("项数", 10), ("较上周", 10)], rows=rows
    )


def _coverage(weekly: Weekly) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for bureau in weekly.now.bureaus.values():
        owed = sum(one.obligation.bureau == bureau.id for one in weekly.now.verdicts)
        found = weekly.now.coverage(bureau.id)
        rows.append((bureau.name, owed, found.due, found.judged, say_share(found)))
    headings = [("单位", 30), ("应公开项", 12), ("已到期", 12), ("可判定", 12), ("可判定率", 12)]
    return Sheet(name="覆盖率", title="覆盖率", headings=headings, rows=rows)


def _rectification() -> Sheet:
    names = ("问题编号", "责任单位", "责任领导", "责任人", "整改措施", "完成时限", "完成情况", "佐证材料")
    return Sheet(
        name="整改台账",
        title="整改台账",
        headings=[(one, 18) for one in names],
        rows=[],
        empty="本周无整改事项。",
    )


def _dictionary() -> Sheet:
    rows = [(one.heading, one.meaning or "见列名") for one in COLUMNS]
    return Sheet(name="数据字典", title="数据字典", headings=[("列", 22), ("含义", 60)], rows=rows)


def workbook(weekly: Weekly, base: str) -> bytes:
    """Return the week's workbook; the same data gives the same bytes."""
    week = f"{weekly.week.year}年第{weekly.week.number}周"
    suspected = problems((*weekly.suspected, *weekly.flagged), weekly.now, base)
    untold = problems(weekly.of(Standing.CANNOT_TELL), weekly.now, base)
    book = Book(f"政务公开问题清单 {week}")
    book.add(_notes(weekly, base))
    book.add(_summary(weekly))
    book.add(_list("问题清单", f"{week}问题清单", (), WAITS))
    book.add(_list("疑似待核", f"{week}疑似待核（内部）", suspected, "本周无疑似问题。"))
    book.add(_list("无法判定", f"{week}无法判定", untold, "本周各项均可判定。"))
    book.add(_rectification())
    book.add(_coverage(weekly))
    book.add(_dictionary())
    return book.close()
