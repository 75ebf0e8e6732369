"""The weekly report: whole files, the same bytes, one transaction, and the same numbers everywhere."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO

import openpyxl
import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from crawler.store.database import reading
from monitor.commands.check import check
from monitor.mail.tables import outbox
from monitor.report import weekly as module
from monitor.report.rows import COLUMNS
from monitor.report.states import FOUND
from monitor.report.weekly import make_weekly, post
from monitor.tables import snapshot, verdict
from monitor.words import Standing

LAST = date(2015, 8, 10)
NOW = datetime(2015, 8, 10, 16, tzinfo=UTC)
SHEETS = ["说明", "本周汇总", "问题清单", "疑似待核", "无法判定", "整改台账", "覆盖率", "数据字典"]
HEADINGS = [
    "序号",
    "问题编号",
    "地区",
    "责任单位",
    "统一社会信用代码",
    "网站/栏目",
    "公开事项(目录码)",
    "依据条款",
    "问题类型",
    "问题描述",
    "应公开日期",
    "观察窗口(起)",
    "观察窗口(止)",
    "完整采集次数",
    "逾期天数(下限)",
    "页面链接",
    "证据链接",
    "证据SHA-256(前16)",
    "机器判定",
    "初核人",
    "复核人",
    "状态",
    "整改要求",
    "整改期限",
    "单位反馈",
    "复查结果",
    "销号日期",
    "备注",
]


def made(own, day=LAST):
    workspace, engine = own
    return make_weekly(workspace, engine, day, workspace.root / "reports")


def book(report):
    (content,) = (one.content for one in report.letter.files)
    return openpyxl.load_workbook(BytesIO(content))


def said(cell):
    """The cell's value; of a link its whole address."""
    link = cell.hyperlink
    return f"{link.target}#{link.location}" if link and link.location else link.target if link else cell.value


def lines(page):
    """Rows of a list as dictionaries; none where the sheet only says that it is empty."""
    headings = [cell.value for cell in page[2]]
    rows = [dict(zip(headings, map(said, row), strict=True)) for row in page.iter_rows(min_row=3)]
    return [one for one in rows if one[headings[1]] is not None]


def test_the_sheets_and_columns_are_those_staff_know(own):
    held = book(made(own))
    assert held.sheetnames == SHEETS
    for name in ("问题清单", "疑似待核", "无法判定"):
        assert [cell.value for cell in held[name][2]] == HEADINGS == [one.heading for one in COLUMNS]
    assert [one["列"] for one in lines(held["数据字典"])] == HEADINGS
    assert held["问题清单"]["A3"].value.startswith("本周无经复核确认的问题")
    assert [cell.value for cell in held["整改台账"][2]][3:9] == [
        "责任领导", "责任人", "整改措施", "完成时限", "完成情况", "佐证材料",
    ]  # fmt: skip


def test_a_missing_notice_is_told_with_its_window(story, own):
    rows = lines(book(made(own))["疑似待核"])
    (row,) = [one for one in rows if one["机器判定"] == "疑似未公开"]
    assert row["责任单位"] == "望潮市财政局"
    assert story.number(3) in row["公开事项(目录码)"]
    assert row["依据条款"].startswith("《")
    assert row["观察窗口(起)"] > row["应公开日期"]
    assert row["完整采集次数"] >= 3
    assert row["状态"] == FOUND
    assert row["地区"] is row["统一社会信用代码"] is row["初核人"] is row["页面链接"] is None
    assert row["证据链接"].startswith("http://127.0.0.1:8040/bureaus/caizheng/duties/C02.1?what=")
    assert row["证据链接"].endswith("as_of=2015-08-10")
    assert len(row["证据SHA-256(前16)"]) == 16


def test_a_late_notice_says_at_least_how_late(own):
    (row,) = [one for one in lines(book(made(own))["疑似待核"]) if one["机器判定"] == "逾期公开"]
    assert row["逾期天数(下限)"] >= 1
    assert row["页面链接"].startswith("http://www.web.test/")


def test_a_problem_keeps_its_number_from_week_to_week(own):
    numbers = [
        {one["公开事项(目录码)"]: one["问题编号"] for one in lines(book(made(own, day))["疑似待核"])}
        for day in (date(2015, 7, 26), LAST)
    ]
    both = numbers[0].keys() & numbers[1].keys()
    assert both
    assert all(numbers[0][one] == numbers[1][one] for one in both)


def test_the_files_are_whole_named_and_the_same_each_time(own):
    first, second = made(own), made(own)
    assert sorted(path.name for path in first.files) == [
        "周报_20150810_第33周.html",
        "问题清单_20150810_第33周.xlsx",
    ]
    assert first.files == second.files
    for path, digest in first.files.items():
        assert sha256(path.read_bytes()).hexdigest() == digest
    assert {path.suffix for path in (own[0].root / "reports").iterdir()} == {".html", ".xlsx"}


def test_a_write_that_breaks_leaves_the_old_file(own, monkeypatch):
    report = made(own)
    monkeypatch.setattr(module.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "no space")))
    with pytest.raises(OSError, match="no space"):
        made(own, date(2015, 8, 10))
    assert {path.suffix for path in (own[0].root / "reports").iterdir()} == {".html", ".xlsx"}
    for path, digest in report.files.items():
        assert sha256(path.read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    "day", [date(2015, 5, 20), date(2015, 6, 3)], ids=["before the first look", "nothing wrong"]
)
def test_a_week_without_problems_is_reported_too(own, day):
    report = made(own, day)
    assert "本周无新增疑似问题" in report.letter.text
    assert "疑似0" in report.letter.subject
    assert book(report)["疑似待核"]["A3"].value == "本周无疑似问题。"
    assert post(*own, report, NOW) == 0


def test_verdicts_and_letter_are_kept_together_or_not_at_all(own, monkeypatch):
    workspace, engine = addressed(own)
    report = made(own)
    monkeypatch.setattr(module, "keep_verdicts", lambda *_: (_ for _ in ()).throw(RuntimeError("killed")))
    with pytest.raises(RuntimeError):
        post(workspace, engine, report, NOW)
    assert counted(engine) == (0, 0, 0)
    monkeypatch.undo()
    assert post(workspace, engine, report, NOW) == 2
    assert counted(engine) == (2, 1, len(report.weekly.now.verdicts))
    assert post(workspace, engine, report, NOW) == 0
    assert counted(engine) == (2, 1, len(report.weekly.now.verdicts))


def addressed(own):
    workspace, engine = own
    path = workspace.root / "gongkai.toml"
    path.write_text(
        path.read_text("utf-8") + '[mail]\nrecipients = ["a@b.example", "c@b.example"]\n', "utf-8"
    )
    from crawler.workspace import open_workspace

    return open_workspace(workspace.root), engine


def counted(engine):
    with reading(engine) as connection:
        return tuple(
            connection.scalar(select(func.count()).select_from(one)) for one in (outbox, snapshot, verdict)
        )


DAYS = [date(2015, 6, 3), date(2015, 6, 20), date(2015, 7, 12), date(2015, 7, 26), date(2015, 8, 2), LAST]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_mail_workbook_and_command_say_the_same_numbers(own, day):
    report = made(own, day)
    done = CliRunner().invoke(check, ["--as-of", str(day), "--json"], obj=lambda: own[0])
    said = json.loads(done.output)
    counts = {Standing(key): count for key, count in said["counts"].items()}
    accused = counts[Standing.LATE] + counts[Standing.SUSPECTED_MISSING]
    held = book(report)
    summary = {one["判定"]: one["项数"] for one in lines(held["本周汇总"])}
    assert [
        summary[name] for name in ("已公开", "逾期公开", "疑似未公开", "无法判定", "未到期", "不适用")
    ] == [
        counts[one]
        for one in (
            Standing.MET,
            Standing.LATE,
            Standing.SUSPECTED_MISSING,
            Standing.CANNOT_TELL,
            Standing.NOT_DUE,
            Standing.NOT_APPLICABLE,
        )
    ]
    assert summary["应公开项合计"] == len(said["verdicts"])
    assert len(lines(held["无法判定"])) == counts[Standing.CANNOT_TELL]
    assert sum(one["机器判定"] in {"逾期公开", "疑似未公开"} for one in lines(held["疑似待核"])) == accused
    assert f"疑似{accused} 无法判定{counts[Standing.CANNOT_TELL]}" in report.letter.subject
    assert f"共 {len(said['verdicts'])} 项应公开项" in report.letter.text
    coverage = said["coverage"]
    assert f"已到期 {coverage['due']} 项，可判定 {coverage['judged']} 项" in report.letter.text
    (row,) = lines(held["覆盖率"])
    assert (row["已到期"], row["可判定"]) == (coverage["due"], coverage["judged"])
    assert row["可判定率"] == ("－" if coverage["share"] is None else pytest.approx(coverage["share"]))
