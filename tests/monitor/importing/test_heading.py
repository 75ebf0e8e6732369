from datetime import date

import pytest

from monitor.importing.clean import Line
from monitor.importing.heading import read_day, read_heading, read_numbers


def lines(text):
    return [Line(number=n, text=one) for n, one in enumerate(text.splitlines(), 1) if one]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("湖政办〔2017〕12号", ["湖政办〔2017〕12号"], id="as the standard says"),
        pytest.param("湖政办[2017] 12 号", ["湖政办〔2017〕12号"], id="square brackets and blanks"),
        pytest.param("湖政辦（2017）12號", ["湖政办〔2017〕12号"], id="round brackets, traditional"),
        pytest.param("湖政办﹝2017﹞第12号", ["湖政办〔2017〕12号"], id="small brackets, 第"),
        pytest.param("湖政办〔2017〕　号", ["湖政办〔2017〕?号"], id="blank"),
        pytest.param("省政府令第12号", [], id="an order has no year"),
        pytest.param("2017年12号", [], id="no office"),
    ],
)
def test_document_numbers(text, numbers):
    assert [str(one) for one in read_numbers(text)] == numbers


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2017年3月8日", date(2017, 3, 8), id="plain"),
        pytest.param("2017年 3月 8日", date(2017, 3, 8), id="blanks inside"),
        pytest.param("2017- 03- 08 08:55", date(2017, 3, 8), id="hyphens and blanks"),
        pytest.param("2017年2月31日", None, id="no such day"),
        pytest.param("2017年3月", None, id="no day"),
    ],
)
def test_days(text, day):
    assert read_day(text) == day


FORWARDING = """\
关于转发全市图书工作要点的通知
山政办〔2019〕 号
各单位：
现将《全市图书工作要点》（水政办〔2019〕7号）转发给你们。
山县人民政府办公室
2019年5月 6日
全市图书工作要点
（水政办〔2019〕7号）
一、总体要求
"""


def test_a_forwarded_documents_number_is_never_borrowed():
    heading = read_heading(lines(FORWARDING))
    assert heading is not None
    assert (str(heading.number), heading.number.serial) == ("山政办〔2019〕?号", None)
    assert str(heading.document_number) == "水政办〔2019〕7号"
    assert (heading.document, heading.issuer) == ("全市图书工作要点", "山县人民政府办公室")
    assert heading.signed == date(2019, 5, 6)


def test_a_number_inside_a_sentence_is_not_the_notices_own():
    heading = read_heading(lines(FORWARDING.replace("山政办〔2019〕 号\n", "")))
    assert heading is not None
    assert heading.number is None


def test_a_notice_that_forwards_nothing_has_one_number():
    heading = read_heading(lines("2019年图书工作要点\n山政办〔2019〕3号\n2019年5月6日\n一、总体要求\n"))
    assert heading is not None
    assert not heading.forwards
    assert str(heading.document_number) == str(heading.number) == "山政办〔2019〕3号"


def test_a_notice_that_issues_a_document_gives_it_its_number():
    text = "关于印发图书工作要点的通知\n山政办〔2019〕3号\n2019年5月6日\n图书工作要点\n一、总体要求\n"
    heading = read_heading(lines(text))
    assert heading is not None
    assert heading.document == "图书工作要点"
    assert str(heading.document_number) == "山政办〔2019〕3号"


def test_a_text_without_a_title_has_no_heading():
    assert read_heading(lines("今天天气很好\n我们去公园\n")) is None
