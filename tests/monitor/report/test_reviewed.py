"""What people confirmed is named in list and letter, with who, how long, and what puts it right; nothing else is."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from crawler.clock import SHANGHAI
from monitor.calendar import load_calendar
from monitor.judge import judge
from monitor.report.weekly import make_weekly
from monitor.review.entry import Entry, claim_of
from monitor.review.state import Terms
from monitor.review.store import add_entries
from monitor.review.words import Act, Choice

KEY = "caizheng/C02.1/望财罚字〔2015〕3号"
BUREAU = "望潮市财政局"


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


@pytest.fixture
def act(own, story):
    """Write entries about the missing notice, as of the second of August."""
    workspace, engine = own
    verdict = judge(workspace, engine, as_of=story.end_of(date(2015, 7, 26))).verdict(KEY)
    terms = Terms(calendar=load_calendar("china"))

    def write(what, who, day, choice="", reason="看过", **more):
        entry = Entry(
            obligation=KEY, claim=claim_of(verdict), act=Act(what), choice=Choice(choice), author=who, reason=reason,
            at=at(day), recorded_at=at(day), as_of=verdict.as_of, digest=verdict.digest, **more,
        )  # fmt: skip
        add_entries(engine, [entry], terms)

    return write


@pytest.fixture
def confirmed(act):
    act("decide", "王芳", date(2015, 7, 27), "confirm")
    act("decide", "李明", date(2015, 7, 27), "confirm")
    act("notify", "周强", date(2015, 7, 28))
    act("reply", "财政局", date(2015, 7, 29), "accepts", "=已知悉，电话13800138000")


def made(own, day):
    workspace, engine = own
    return make_weekly(workspace, engine, day, workspace.root / "reports")


def sheet(report, name):
    (content,) = (one.content for one in report.letter.files)
    page = openpyxl.load_workbook(BytesIO(content))[name]
    headings = [cell.value for cell in page[2]]
    rows = [
        dict(zip(headings, [cell.value for cell in row], strict=True)) for row in page.iter_rows(min_row=3)
    ]
    return [one for one in rows if one[headings[1]] is not None]


def test_a_confirmed_problem_is_listed_with_who_and_by_when(own, confirmed):
    report = made(own, date(2015, 8, 10))
    (row,) = sheet(report, "问题清单")
    assert (row["责任单位"], row["状态"], row["机器判定"]) == (BUREAU, "已确认", "疑似未公开")
    assert (row["初核人"], row["复核人"]) == ("王芳", "李明")
    assert row["整改期限"].date() == date(2015, 8, 12)
    assert "含 望财罚字〔2015〕3号 的公告" in row["整改要求"]
    assert row["单位反馈"].startswith("认可：=已知悉")
    assert "13800138000" not in row["单位反馈"]
    assert row["证据链接"] == "查看证据"
    assert KEY.rpartition("/")[2] not in str(sheet(report, "疑似待核"))
    assert [one["状态"] for one in sheet(report, "整改台账")] == ["已确认"]
    summary = {one["判定"]: one["项数"] for one in sheet(report, "本周汇总")}
    assert (summary["确认问题"], summary["疑似未公开"]) == (1, 1)


def test_the_letter_names_it_and_only_it(own, confirmed):
    letter = made(own, date(2015, 8, 10)).letter
    assert letter.subject.startswith("[政务公开监测] 2015年第33周 | 确认1 疑似1 ")
    for text in (letter.text, letter.html):
        assert BUREAU in text
        assert "王芳、李明" in text
        assert "整改期限 2015-08-12；在任一登记栏目发布一条含 望财罚字〔2015〕3号 的公告" in text
        assert "望财罚字〔2015〕2号" not in text
    assert "本周无。" not in letter.text
    new = made(own, date(2015, 7, 29)).letter
    assert "本周新增经复核确认的问题 1 项，累计 1 项" in new.text


@pytest.mark.parametrize(
    "day", [date(2015, 7, 26), date(2015, 7, 27), date(2015, 7, 28)], ids=["unseen", "agreed", "told"]
)
def test_before_the_bureau_had_its_say_nobody_is_named(own, confirmed, day):
    report = made(own, day)
    assert sheet(report, "问题清单") == []
    assert BUREAU not in report.letter.text + report.letter.html
    assert "确认0" in report.letter.subject
    (row,) = [one for one in sheet(report, "疑似待核") if "3号" in one["公开事项(目录码)"]]
    assert row["状态"] == {26: "待核实", 27: "复核中", 28: "已通知"}[day.day]


def test_one_decision_is_given_away_by_no_list(own, act):
    act("decide", "王芳", date(2015, 7, 27), "reject")
    (row,) = [
        one for one in sheet(made(own, date(2015, 8, 10)), "疑似待核") if "3号" in one["公开事项(目录码)"]
    ]
    assert (row["状态"], row["初核人"], row["复核人"]) == ("复核中", None, None)


def test_what_people_rejected_is_suspected_no_longer(own, act):
    for who in ("王芳", "李明"):
        act("decide", who, date(2015, 7, 27), "reject")
    report = made(own, date(2015, 8, 10))
    assert "3号" not in str(sheet(report, "疑似待核"))
    assert sheet(report, "问题清单") == []
    assert "确认0 疑似1" in report.letter.subject


def test_what_is_confirmed_stays_where_the_site_went_down_since(own, confirmed):
    report = made(own, date(2015, 8, 16))
    (row,) = sheet(report, "问题清单")
    assert (row["状态"], row["机器判定"]) == ("已确认", "无法判定")
    assert row["问题描述"].startswith("经复核确认的是“疑似未公开”")
    assert "整改期限 2015-08-12（已逾期）" in report.letter.text
