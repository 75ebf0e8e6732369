import pytest

from monitor.matching.patterns import Patterns


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        pytest.param("20\\d{2}年.{0,4}报告", "关于2015年度报告", "2015年度报告", id="digits"),
        pytest.param("20\\d{2}年", "关于20١٥年度报告", "20١٥年", id="digits of another script"),
        pytest.param("[\\d一二]号", "第一号", "一号", id="digits inside brackets"),
        pytest.param("\\(?征求意见\\)?稿", "方案(征求意见)稿", "(征求意见)稿", id="brackets of the text"),
        pytest.param("(?<!不)公示", "不公示与公示", "公示", id="what looks behind"),
        pytest.param("\\w+局", "某某局", "某某局", id="letters as Python knows them"),
        pytest.param("ppp", "PPP项目", "PPP", id="either case"),
    ],
)
def test_finds_what_python_finds(pattern, text, words):
    assert list(Patterns([("C01", pattern)]).found(text)) == [("C01", words)]


def test_the_first_expression_of_a_target_speaks_for_it():
    patterns = Patterns([("C01", "决算"), ("C02", "(?=公)公开"), ("C01", "预算")])
    assert list(patterns.found("预算公开与决算")) == [("C01", "决算"), ("C02", "公开")]


def test_nothing_is_found_by_no_expression():
    assert list(Patterns([]).found("公开")) == []
