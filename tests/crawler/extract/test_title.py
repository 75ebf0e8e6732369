import pytest

from crawler.extract.frame import Frame
from crawler.extract.info import is_info
from crawler.extract.title import read_title, without_site
from crawler.extract.tree import parse


def title(html, metas=None, info=10_000):
    document = parse(html)
    return read_title(document, metas or {}, Frame(document), info)


@pytest.mark.parametrize(
    ("html", "metas", "text"),
    [
        pytest.param("<title>关于泊位的通知_某局</title><div class=head><h1>某局网站</h1></div><h2>关于泊位的通知</h2>", {}, "关于泊位的通知", id="the heading in the browser title"),
        pytest.param("<title>某局</title><h1>关于泊位<br>的通知</h1>", {"ArticleTitle": "关于泊位的通知"}, "关于泊位的通知", id="the meta on one line"),
        pytest.param("<title>某局网站</title><h1>关于泊位的通知</h1><p>长长的一段文字", {}, "关于泊位的通知", id="a heading nobody confirms"),
        pytest.param("<title>关于泊位的通知-某局网站</title>", {}, "关于泊位的通知", id="the browser title alone"),
        pytest.param("<body><title>不是标题</title>", {}, "不是标题", id="a title in the body"),
        pytest.param("<p>无", {}, "", id="none"),
    ],
)  # fmt: skip
def test_read_title(html, metas, text):
    assert title(html, metas).text == text


@pytest.mark.parametrize(
    ("said", "site", "text"),
    [
        pytest.param(
            "关于泊位的通知_通知公告_某市人民政府", "", "关于泊位的通知_通知公告", id="one name of a site"
        ),
        pytest.param(
            "关于泊位的通知 - 港城在线", "港城在线", "关于泊位的通知", id="the name that the meta gives"
        ),
        pytest.param("甲——乙的通知", "", "甲——乙的通知", id="a dash of its own"),
        pytest.param("某局", "某局", "某局", id="nothing but the site"),
    ],
)
def test_without_site(said, site, text):
    assert without_site(said, site) == text


@pytest.mark.parametrize(
    ("text", "info"),
    [
        pytest.param("2024-10-14 10:17", True, id="a date"),
        pytest.param(
            "2024年10月14日 10时17分 来源：港城区港务管理局办公室综合科", True, id="a date before a label"
        ),
        pytest.param("【打印】【关闭】", True, id="tools"),
        pytest.param("【我要看】 【返回】", True, id="buttons in brackets"),
        pytest.param("】", True, id="a bracket left over"),
        pytest.param(
            "【更正】原文数据录入有误，已修改。", False, id="a text that begins with a bracketed word"
        ),
        pytest.param("自2024年10月14日起施行，请各单位遵照执行。", False, id="a sentence with a date"),
        pytest.param("关于泊位的通知", False, id="a title"),
    ],
)
def test_is_info(text, info):
    assert is_info(text) is info
