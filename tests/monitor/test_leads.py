"""Leads name what a person may look into, and no verdict follows from them."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from crawler.errors import InvalidFile
from monitor.judge import judge
from monitor.leads.projects import read_projects
from schedules.cli import gongkai

FIRST, LAST = date(2015, 6, 4), date(2015, 6, 7)
DAY = date(2015, 6, 5)
PENALTY = "行政处罚决定书 望财罚字〔2015〕{}号"
REPORT = "2014年政府信息公开工作年度报告"
PROJECT = """
[[project]]
bureau = "bureau"
duty = "C08.2"
name = "柳塘大桥"
find = ["1506-330200-04-01-000001"]
since = 2015-06-01
basis = "2015年重点建设项目计划"
"""


@pytest.fixture
def leads(posting, post, story):
    """Return the leads of a bureau that posts such titles, by the command line."""

    def leads(*titles, unit="U_CZ", column="行政处罚", projects="", last=LAST, words=()):
        posts = [one if not isinstance(one, str) else post(one, DAY, f"{one}。") for one in titles]
        bureau = posting("C02.1", unit, column)
        (bureau.folder / "projects.toml").write_text(projects, "utf-8")
        workspace, engine = bureau.play(posts, FIRST, LAST)
        before = judge(workspace, engine, as_of=story.end_of(LAST))
        engine.dispose()
        assert not any(one.standing.accuses for one in before.verdicts)
        base = ["-w", str(bureau.folder), "leads", "--as-of", str(last), *words]
        return CliRunner().invoke(gongkai, base, catch_exceptions=False).output

    return leads


def found(output):
    return [(one["kind"], one["what"]) for one in json.loads(output)]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        pytest.param([12, 14], ["望财罚字〔2015〕13号"], id="one"),
        pytest.param([12, 13, 14], [], id="none"),
        pytest.param([1, 5], ["望财罚字〔2015〕2号 – 望财罚字〔2015〕4号"], id="several in a row"),
        pytest.param([12, 14, 16], ["望财罚字〔2015〕13号", "望财罚字〔2015〕15号"], id="two"),
        pytest.param([3], [], id="a series of one"),
        pytest.param([3, 90], [], id="too far apart to be one series"),
    ],
)
def test_holes_in_a_series(leads, numbers, expected):
    output = leads(*(PENALTY.format(one) for one in numbers), words=["--json"])
    assert found(output) == [("number_hole", one) for one in expected]


def test_a_quoted_number_is_not_the_notices_own(leads):
    quoted = "关于撤销望财罚字〔2015〕9号和望财罚字〔2015〕10号行政处罚决定的公告"
    assert found(leads(PENALTY.format(7), quoted, words=["--json"])) == []


def test_another_year_and_another_word_are_other_series(leads):
    titles = [
        PENALTY.format(1),
        PENALTY.format(4).replace("2015", "2014"),
        PENALTY.format(4).replace("望", "潮"),
    ]
    assert found(leads(*titles, words=["--json"])) == []


def test_the_number_of_the_page_counts_before_the_titles(leads, post):
    posts = [post(f"行政处罚决定书（{n}）", DAY, "处罚决定。", f"望财罚字〔2015〕{n}号") for n in (1, 3)]
    assert found(leads(*posts, words=["--json"])) == [("number_hole", "望财罚字〔2015〕2号")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "行政处罚 3\n行政强制 0", [("yearly_total", "2014 行政处罚决定")], id="more than was seen"
        ),
        pytest.param("行政处罚 0\n行政强制 0", [], id="none"),
        pytest.param("行政处罚2014年共办理若干", [], id="a year is no number"),
        pytest.param("行政处罚 3 …… 行政处罚 4", [], id="two numbers are none"),
        pytest.param("全年作出行政处罚决定12件。", [("yearly_total", "2014 行政处罚决定")], id="in prose"),
        pytest.param(
            "制发规范性文件总数（件） 3",
            [("yearly_total", "2014 规范性文件")],
            id="in the table of those years",
        ),
        pytest.param(
            "行政规范性文件\n3\n1\n12", [("yearly_total", "2014 规范性文件")], id="the first of three columns"
        ),
        pytest.param(
            "政策解读稿件发布数（篇）\n5", [("yearly_total", "2014 政策解读")], id="interpretations"
        ),
        pytest.param("举办在线访谈2次", [("yearly_total", "2014 在线访谈")], id="interviews"),
        pytest.param("办理建议提案7件", [("yearly_total", "2014 建议提案答复")], id="proposals"),
        pytest.param("行政处罚法", [], id="a law"),
    ],
)
def test_yearly_totals(leads, post, text, expected):
    report = post(REPORT, DAY, f"主动公开政府信息情况。\n{text}")
    assert found(leads(report, column="政府信息公开年报", words=["--json"])) == expected


def test_a_total_is_not_read_across_columns(leads, post):
    report = post(REPORT, DAY, "主动公开政府信息情况。\n行政规范性文件\n3\n1\n12")
    (one,) = json.loads(leads(report, column="政府信息公开年报", words=["--json"]))
    assert (one["count"], one["found"], one["spot"]["line"]) == (3, 0, 2)
    assert one["seen"] == [REPORT, "行政规范性文件"]


def test_a_total_says_what_was_counted_and_what_was_seen(leads, post):
    report = post(REPORT, DAY, "主动公开政府信息情况。\n行政处罚 3\n")
    output = leads(report, column="政府信息公开年报", words=["--lang", "en"])
    assert "counts 3 under 2014 行政处罚决定, 0 notices were seen" in output
    assert output.endswith("1 lead\n")


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param(date(2015, 6, 7), [], id="the usual time runs"),
        pytest.param(date(2015, 9, 30), [("next_step", "柳塘热电·拟审批公示")], id="over twice"),
    ],
)
def test_a_step_that_nothing_followed(leads, last, expected):
    title = "柳塘热电项目环境影响报告书受理公示"
    assert found(leads(title, unit="U_HB", column="环境信息", last=last, words=["--json"])) == expected


@pytest.mark.parametrize(
    ("title", "last", "expected"),
    [
        pytest.param("柳塘大桥施工进展", LAST, [], id="named by its name"),
        pytest.param("1506-330200-04-01-000001施工进展", LAST, [], id="named by its code"),
        pytest.param("盐港大桥施工进展", LAST, [("listed_project", "柳塘大桥")], id="not named"),
        pytest.param("盐港大桥施工进展", date(2015, 5, 31), [], id="not to be expected yet"),
    ],
)
def test_projects_of_a_list(leads, title, last, expected):
    assert found(leads(title, projects=PROJECT, last=last, words=["--json"])) == expected


def test_a_wrong_list_is_refused(tmp_path):
    (tmp_path / "projects.toml").write_text(PROJECT + "colour = 1\n", "utf-8")
    with pytest.raises(InvalidFile, match="unknown key 'colour'"):
        read_projects(tmp_path / "projects.toml")
    assert read_projects(tmp_path / "none.toml") == ()


OLD = date(2014, 11, 20)
LIST = "2015年重点建设项目计划"
ROWS = "现将计划公布如下。\n序号\n项目名称\n建设地点\n1\n柳塘大桥\n柳塘\n2\n盐港大道\n盐港"


@pytest.mark.parametrize(
    ("others", "day", "expected"),
    [
        pytest.param([], OLD, ["柳塘大桥", "盐港大道"], id="neither is heard of"),
        pytest.param(["盐港大道施工进展"], OLD, ["柳塘大桥"], id="one is named"),
        pytest.param(["2016年重点建设项目计划"], OLD, ["柳塘大桥", "盐港大道"], id="another list says no more"),
        pytest.param([], DAY, [], id="not to be expected yet"),
    ],
)  # fmt: skip
def test_lists_that_the_bureau_publishes(leads, post, others, day, expected):
    posts = [post(LIST, day, ROWS), *(post(one, DAY, f"柳塘大道。{one}。") for one in others)]
    output = leads(*posts, unit="U_FG", column="重大建设项目", words=["--json"])
    rows = [one for one in json.loads(output) if one["kind"] == "listed_project"]
    assert [one["what"] for one in rows] == expected
    assert all(one["duty"] == "C08.2" and one["seen"][0].startswith(f"《{LIST}》") for one in rows)
    assert [one["seen"][1] for one in rows] == expected
    assert all(one["spot"]["line"] > 1 for one in rows)


def test_a_document_that_nobody_explained(leads, post):
    title = "关于印发《柳塘水资源管理办法》的通知"
    told = post(title, date(2015, 3, 2), f"{title}。")
    output = leads(told, unit="U_CZ", column="规范性文件", last=date(2015, 8, 15), words=["--json"])
    assert found(output) == [("next_step", "柳塘水资源管理办法·政策解读")]


def test_the_register_shows_all_that_is_named_and_counted(leads, post):
    posts = [post(LIST, OLD, ROWS), post("柳塘大桥施工进展", DAY, "柳塘大桥施工进展顺利。")]
    posts.append(post(REPORT, DAY, "主动公开政府信息情况。\n行政处罚 0"))
    shown = leads(*posts, unit="U_FG", column="重大建设项目", words=["--register"])
    assert f"bureau  C08.2  柳塘大桥  《{LIST}》" in shown
    assert "正文第6行" in shown
    assert "bureau  C02.1  2014 行政处罚决定 0" in shown
    assert shown.endswith("2 rows, 1 total\n")
