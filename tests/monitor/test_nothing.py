"""A bureau that says it had nothing to publish, or a person who decided so, discharges what was owed in that time."""

from datetime import date

import pytest

from crawler.clock import SHANGHAI
from crawler.errors import InvalidFile
from monitor.declaration import read_declarations
from monitor.judge import judge
from monitor.nothing import named_span
from monitor.say import say_reason

FIRST, LAST = date(2018, 9, 20), date(2018, 10, 31)
QUARTER = "bureau/C13.2/2018-07..2018-09"
SAYS = "我局2018年第三季度水环境质量信息无应公开内容"
FILE = """
[[nothing]]
bureau = "bureau"
duty = "{duty}"
first = {first}
last = {last}
author = "王某"
basis = "{basis}"
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2015年度无", "2015-01..2015-12", id="a year"),
        pytest.param("2015年第三季度", "2015-07..2015-09", id="a quarter in words"),
        pytest.param("2015年4季度", "2015-10..2015-12", id="a quarter in figures"),
        pytest.param("２０１５年上半年", "2015-01..2015-06", id="a half in full width"),
        pytest.param("2015年11月", "2015-11", id="a month"),
        pytest.param("2015年7月3日", "2015-01..2015-12", id="a day is no month"),
        pytest.param("2014年至2015年", None, id="two years"),
        pytest.param("本季度", None, id="no year"),
    ],
)
def test_the_time_that_a_text_names(text, expected):
    found = named_span(text)
    assert (found.name if found else None) == expected


@pytest.fixture
def world(posting, post, story):
    """Judge a bureau that owes the water report of every quarter, with that notice and that file."""

    def world(*titles, written="", body=""):
        bureau = posting("C13.2", "U_HB", "环境信息")
        (bureau.folder / "nothing.toml").write_text(written, "utf-8")
        posts = [post(title, date(2018, 10, 20), body or f"{title}。") for title in titles]
        workspace, engine = bureau.play(posts, FIRST, LAST)
        verdict = judge(workspace, engine, as_of=story.end_of(LAST)).verdict(QUARTER)
        engine.dispose()
        return verdict

    return world


def written(duty="C13.2", first="2018-01-01", last="2018-12-31", basis="饮用水由上级统一发布"):
    return FILE.format(duty=duty, first=first, last=last, basis=basis)


def test_silence_is_not_discharged(world):
    verdict = world()
    assert verdict.standing == "cannot_tell"
    assert verdict.reason.key == "no_denominator"


def test_a_notice_that_says_so_discharges_with_its_words(world):
    verdict = world(SAYS)
    assert verdict.standing == "not_applicable"
    assert SAYS in say_reason(verdict.reason, "zh", SHANGHAI)
    assert verdict.reason.values["first"] == date(2018, 7, 1)


def test_a_notice_about_another_time_does_not(world):
    assert world(SAYS.replace("第三", "第二")).standing == "cannot_tell"


@pytest.mark.parametrize(
    ("body", "standing"),
    [
        pytest.param("2018年第三季度水环境质量信息无应公开内容。", "not_applicable", id="of what is owed"),
        pytest.param("2018年第三季度无应公开内容。", "not_applicable", id="of whatever the title names"),
        pytest.param("2018年第三季度在线访谈无应公开内容。", "cannot_tell", id="of something else"),
    ],
)
def test_the_sentence_says_of_what_there_is_nothing(world, body, standing):
    assert world("2018年第三季度水环境质量信息公告", body=body).standing == standing


@pytest.mark.parametrize(
    ("file", "standing"),
    [
        pytest.param(written(), "not_applicable", id="the duty"),
        pytest.param(written(duty="C13"), "not_applicable", id="the whole category"),
        pytest.param(written(duty="C13.1"), "cannot_tell", id="another duty"),
        pytest.param(written(last="2018-09-29"), "cannot_tell", id="a day short"),
    ],
)
def test_a_person_may_decide_so_for_a_time(world, file, standing):
    verdict = world(written=file)
    assert verdict.standing == standing
    assert standing != "not_applicable" or "王某" in say_reason(verdict.reason, "en", SHANGHAI)


@pytest.mark.parametrize(
    ("file", "message"),
    [
        pytest.param(written(first="2019-01-01"), "is before first", id="no day"),
        pytest.param(written(basis=" "), "basis must not be empty", id="no basis"),
        pytest.param(written().replace("王某", " "), "author must not be empty", id="no author"),
        pytest.param(written() + "until = 1\n", "unknown key 'until'", id="unknown key"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path, file, message):
    (tmp_path / "nothing.toml").write_text(file, "utf-8")
    with pytest.raises(InvalidFile, match=message):
        read_declarations(tmp_path / "nothing.toml")
