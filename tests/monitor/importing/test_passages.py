import pytest

from monitor.importing.clean import Line
from monitor.importing.passages import read_passages

BODY = [
    Line(number=5, text="一、重点任务"),
    Line(number=6, text="（一）推进图书馆服务公开。公布开放时间。（县文化局牵头，县级部门落实）公布古籍修复信息。（县档案局牵头）"),
    Line(number=7, text="（二）推進體育場館公開。一是做好場館開放信息公開。公布地址。（縣體育局負責）二是做好賽事信息公開。提前公布賽程。"),
    Line(number=8, text="（三）推进馆校合作公开。一是选学校。二是签协议。"),
    Line(number=9, text="二、工作要求"),
    Line(number=10, text="要加强领导。各单位年内完成专栏清理工作。要开展培训。"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "place", "opening", "line"),
    [
        pytest.param(
            "图书馆服务公开", "一、(一)", "（一）推进图书馆服务公开。", 6, id="a paragraph by its heading"
        ),
        pytest.param("古籍修复信息公开", "一、(一)", "公布古籍修复信息。", 6, id="what follows another duty"),
        pytest.param(
            "场馆开放信息公开", "一、(二)一是", "一是做好场馆开放信息公开。", 7, id="a clause, simplified"
        ),
        pytest.param("赛事信息公开", "一、(二)二是", "二是做好赛事信息公开。", 7, id="the next clause"),
        pytest.param(
            "馆校合作公开", "一、(三)", "（三）推进馆校合作公开。一是选学校。", 8, id="a heading over clauses"
        ),
        pytest.param("专栏清理", "二", "各单位年内完成专栏清理工作。", 10, id="one sentence of a paragraph"),
    ],
)
def test_the_passage_of_a_topic(name, place, opening, line):
    (found,) = read_passages(BODY, [(name, "")])
    assert found is not None
    assert (found.place, found.line, found.loose) == (place, line, False)
    assert found.text.startswith(opening)


def test_a_topic_of_another_name_is_found_loosely():
    (found,) = read_passages(BODY, [("图书馆与文献资源共建共享", "")])
    assert found is not None
    assert found.loose


def test_the_words_of_responsibility_break_a_tie():
    body = [
        Line(number=1, text="（一）推进馆际公开。甲。（县文化局负责）"),
        Line(number=2, text="（二）推进馆际公开。乙。（县体育局负责）"),
    ]
    first, second = read_passages(body, [("馆际公开", "县文化局负责"), ("馆际公开", "县体育局负责")])
    assert (first.line, second.line) == (1, 2)


def test_a_topic_that_nobody_mentions_has_no_passage():
    assert read_passages(BODY, [("鱼塘", "")]) == (None,)


def test_without_a_body_there_are_no_passages():
    assert read_passages([], [("图书馆", "")]) == (None,)
