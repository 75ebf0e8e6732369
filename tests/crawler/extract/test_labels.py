import pytest

from crawler.extract.labels import before_labels, read_labels
from crawler.extract.metas import read_metas
from crawler.extract.tree import parse


def pairs(html):
    return [(one.field, one.value) for one in read_labels(parse(html)) if one.field != "other"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        pytest.param(
            "<p>来源：港务局 发布时间：2024-1-2 11:00 浏览次数：3</p>",
            [("source", "港务局"), ("published", "2024-1-2 11:00")],
            id="one line",
        ),
        pytest.param(
            "<td>索 引 号</td><td>A/2024-1</td>", [], id="cells without a table are one line of prose"
        ),
        pytest.param(
            "<table><tr><td>索 引 号</td><td>A/2024-1</td></tr></table>",
            [("index_number", "A/2024-1")],
            id="cells",
        ),
        pytest.param(
            "<table><tr><td>文号</td><td>发布日期</td></tr></table>", [], id="labels that head columns"
        ),
        pytest.param(
            "<li><b>文　　号</b>：港政〔2024〕1号</li>",
            [("doc_number", "港政〔2024〕1号")],
            id="wide spaces, colon outside",
        ),
        pytest.param(
            "<p>文号：法释【2014】9号</p>", [("doc_number", "法释【2014】9号")], id="brackets in the value"
        ),
        pytest.param(
            "<p>【信息发布时间：2024-01-02】【打印】</p>",
            [("published", "2024-01-02")],
            id="brackets around the pair",
        ),
        pytest.param("<p>来源: 甲局 | 作者: 乙</p>", [("source", "甲局")], id="a bar behind"),
        pytest.param("<dl><dt>发布机构</dt><dd>甲局</dd></dl>", [("issuer", "甲局")], id="terms"),
        pytest.param("<p>活动时间：2024-01-02</p>", [], id="another label that ends alike"),
        pytest.param("<p>消息来源不明，时间不详</p>", [], id="words in prose"),
        pytest.param(f"<p>来源：{'很' * 700}</p>", [], id="prose behind a label"),
        pytest.param("<p>来源：</p>", [], id="nothing behind it"),
        pytest.param(
            "<p>发布时间：<script>document.write('2024-01-02')</script></p>",
            [("published", "2024-01-02")],
            id="written by a script",
        ),
    ],
)
def test_read_labels(html, found):
    assert pairs(html) == found


def test_what_stands_before_the_first_label():
    assert before_labels("2024-01-02 来源：甲局 作者：乙") == "2024-01-02 "
    assert before_labels("甲乙丙") == "甲乙丙"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        pytest.param("<meta name=pubdate content='2024-01-02'>", {"PubDate": "2024-01-02"}, id="lower case"),
        pytest.param(
            "<meta content=' 甲\n乙 ' name='ArticleTitle'>", {"ArticleTitle": "甲 乙"}, id="the other order"
        ),
        pytest.param("<body><p><meta name='SiteName' content='甲'>", {"SiteName": "甲"}, id="in the body"),
        pytest.param("<meta name='ArticleTitle' content=''>", {}, id="empty"),
        pytest.param("<meta name='SiteName' content='网站名称'>", {}, id="a template's words"),
        pytest.param("<meta name='Maketime' content='2024-01-02'>", {}, id="when the page was built"),
        pytest.param(
            "<meta name='ColumnName' content='甲'><meta name='ColumnName' content='乙'>",
            {"ColumnName": "甲"},
            id="twice",
        ),
    ],
)
def test_read_metas(html, found):
    assert read_metas(parse(html)) == found


def test_a_line_without_a_colon_is_a_label_as_a_whole_or_has_none():
    document = parse("<table><tr><td>索 引 号</td><td>X-1</td></tr></table><p>本机关发布日期另行通知</p>")
    assert [(one.label, one.value) for one in read_labels(document)] == [("索引号", "X-1")]
