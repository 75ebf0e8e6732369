import time

import pytest

from crawler.extract.parts import MOST, Parts, further_parts

TRS = "http://h.example/a/201506/t20150612_1.shtml"


def told(text, first=TRS):
    return [(at, url.rpartition("/")[2]) for at, url in further_parts(text, first)]


@pytest.mark.parametrize(
    ("text", "first", "parts"),
    [
        pytest.param(
            'createPageHTML(3,0,"t20150612_1","shtml")', TRS, [1, 2], id="a call that counts from nought"
        ),
        pytest.param("createPage( 2, 0, 't20150612_1', 'shtml' )", TRS, [1], id="its other spelling"),
        pytest.param(
            'createPageHTML("box",3,1,"t20150612_1","shtml")', TRS, [2, 3], id="a call that counts from one"
        ),
        pytest.param('createPageHTML(1,0,"t20150612_1","shtml")', TRS, [], id="one page is the whole"),
        pytest.param('createPageHTML(9,0,"index","shtml")', TRS, [], id="the pager of a list beside it"),
        pytest.param('<a href="t20150612_1_1.shtml">2</a>', TRS, [1], id="a link"),
        pytest.param("<a href=./t20150612_1_2.shtml>尾页</a>", TRS, [2], id="a link without quotes"),
        pytest.param(
            '<a href="/b/t20150612_1_7.shtml">', TRS, [2, 3, 4, 5, 6, 7], id="the numbers between are there"
        ),
        pytest.param('<a href="t20150612_1_2.html">', TRS, [], id="another ending is another page"),
        pytest.param('<a href="xt20150612_1_2.shtml">', TRS, [], id="a longer name is another page"),
        pytest.param('<a href="t20150612_1_1234.shtml">', TRS, [], id="a number too large is an article's"),
        pytest.param('<a href="index_2.html">下一页</a>', "http://h.example/a/index.html", [], id="a list"),
        pytest.param(
            '<a href="?id=7&amp;page=2">下一页</a>', "http://h.example/v.jsp?id=7", [2], id="by query"
        ),
        pytest.param('<a href="?id=8">下一页</a>', "http://h.example/v.jsp?id=7", [], id="the next article"),
        pytest.param(
            '<a href="?id=7&amp;page=2">2</a>', "http://h.example/v.jsp?id=7", [], id="a number alone"
        ),
        pytest.param('<a href="http://[x/?page=2">下一页</a>', "http://h.example/v.jsp", [], id="no address"),
        pytest.param("", "http://h.example/", [], id="a folder"),
    ],
)
def test_what_a_page_tells_of_further_ones(text, first, parts):
    assert [at for at, _ in further_parts(text, first)] == parts


def test_parts_lie_beside_the_first():
    assert told('createPageHTML(3,0,"t20150612_1","shtml")') == [
        (1, "t20150612_1_1.shtml"),
        (2, "t20150612_1_2.shtml"),
    ]


def test_a_text_has_no_end_of_parts():
    assert len(told('createPageHTML(900,0,"t20150612_1","shtml")')) == MOST


def test_later_pages_tell_of_more():
    parts = Parts(TRS)
    parts.take(0, "one", '<a href="t20150612_1_1.shtml">下一页</a>')
    assert list(parts.missing) == [1]
    parts.take(1, "two", '<a href="t20150612_1_2.shtml">下一页</a>')
    assert list(parts.missing) == [2]
    parts.take(2, "three", '<a href="t20150612_1.shtml">首页</a>')
    assert parts.missing == {}
    assert parts.in_order == ["one", "two", "three"]


@pytest.mark.parametrize(
    "mark",
    [
        "<a href=?page=2 ",
        "createPageHTML(",
        'createPageHTML("b",',
        "href=t20150612_1_",
        '<a href="?page=2">下一',
        "t20150612_1_1.shtml",
    ],
)
def test_a_mark_many_times_holds_nothing_up(mark):
    text = mark * (120_000 // len(mark))
    started = time.process_time()
    further_parts(f"{text}下", TRS)
    further_parts(f"{text}下", "http://h.example/v.jsp?id=7")
    assert time.process_time() - started < 2
