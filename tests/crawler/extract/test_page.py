from datetime import date

import pytest

from crawler.extract.page import read_notice, read_page
from crawler.words import PageKind

URL = "http://www.harbour.example/zwgk/202410/t20241014_7.html"
TITLE = "关于港区泊位调整的通知"
DAY = date(2024, 10, 14)
PARAGRAPHS = [
    "各码头经营单位：",
    "为了改善港区秩序，经研究决定，自下月起调整三号泊位的使用安排，现将有关事项通知如下。",
    "一、三号泊位停靠时间改为每日六时至二十时，请各单位提前做好调度。",
    "二、本通知根据甬政发〔2013〕9号文件制定，原有安排同时停止执行。",
    "港务管理局",
    "2024年10月11日",
]
PROSE = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
BODY = "\n".join(PARAGRAPHS)
FRAME_TOP = (
    "<div class='header'><a href='/'>港城区港务管理局</a><p>今天是2024年11月1日</p></div>"
    "<div class='crumb'>当前位置：<a href='/'>首页</a> &gt; <a href='/zwgk/'>政务公开</a></div>"
)
FRAME_END = (
    "<div class='share'>分享到：<a>微信</a></div><p>【<a href='javascript:window.print()'>打印</a>】【关闭】</p>"
    "<div class='related'><h3>相关新闻</h3><ul><li><a href='./t20240101_3.html'>关于渡口的公告</a><i>2024-01-01</i></li></ul></div>"
    "<div class='footer'>主办：港务管理局 备案号：甬ICP备0000001号 更新日期：2024-11-01</div>"
)
METAS = (
    f"<meta name='ArticleTitle' content='{TITLE}'><meta content=\"2024-10-14 10∶17\" name=pubdate>"
    "<meta name='contentSource' content='港务管理局'><meta name='SiteName' content='港城区港务管理局'>"
)


def page(inside, head=f"<title>{TITLE}_港城区港务管理局</title>"):
    html = f"<!doctype html><html><head>{head}</head><body>{FRAME_TOP}{inside}{FRAME_END}</body></html>"
    return html.encode()


INFO = (
    "<div class='info'>发布时间：2024-10-14 10:17 来源：港务管理局 浏览次数：<i>3</i> 字体：[大 中 小]</div>"
)
FAMILIES = {
    "a known container": f"<h1>{TITLE}</h1>{INFO}<div id='zoom'>{PROSE}</div>",
    "an editor's container in a skin's": f"<h1>{TITLE}</h1>{INFO}<div class='article-content'><div class='TRS_UEDITOR'>{PROSE}</div></div>",
    "a numbered container": f"<h1>{TITLE}</h1>{INFO}<form><div id='vsb_content_2'><div class='v_news_content'>{PROSE}</div></div></form>",
    "an element of its own": f"<h1>{TITLE}</h1>{INFO}<ucapcontent>{PROSE}</ucapcontent>",
    "marks": f"<h1>{TITLE}</h1>{INFO}<div><!--ZJEG_RSS.content.begin-->{PROSE}<!--ZJEG_RSS.content.end--></div>",
    "nothing but prose": f"<div class='w'><h1>{TITLE}</h1>{INFO}<div class='x1'>{PROSE}</div></div>",
    "prose beside its title": f"<div class='w'><h1>{TITLE}</h1>{INFO}{PROSE}</div>",
    "a title without a heading": f"<table><tr><td class='bt'>{TITLE}</td></tr><tr><td>{INFO}</td></tr><tr><td>{PROSE}</td></tr></table>",
    "a class of menus around it": f"<div class='menu_con'><h1>{TITLE}</h1>{INFO}<div>{PROSE}</div></div>",
    "spans in a list": f"<h2>{TITLE}</h2><ul><li><b>发布时间</b><span>2024-10-14</span></li><li><b>来源</b>：<span>港务管理局</span></li></ul><div id='zoom'>{PROSE}</div>",
    "a date without a label": f"<h1>{TITLE}</h1><div>2024年10月14日 来源：港务管理局</div><div id='zoom'>{PROSE}</div>",
    "a date that a script writes": f"<h1>{TITLE}</h1><div>发布时间：<script>var d='2024年10月14日';if(d!=''){{document.write(d);}}</script>"
    f"<script>var s='港务管理局'; document.write('来源：'+s+'&emsp;');</script></div><div id='zoom'>{PROSE}</div>",
}


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_of_articles(name):
    article = read_page(page(FAMILIES[name]), URL)
    assert (article.kind, article.title, article.published) == (PageKind.ARTICLE, TITLE, DAY)
    assert article.source == "港务管理局"
    assert article.body == BODY
    assert article.doc_number == ""
    assert set(article.provenance) == {"title", "published", "source", "body"}


def test_the_page_goes_before_its_metas_and_both_say_where():
    html = page(f"<h1>{TITLE}</h1><p>发布日期：2024-10-13</p><div id='zoom'>{PROSE}</div>", METAS)
    article = read_page(html, URL)
    assert article.published == date(2024, 10, 13)
    assert article.provenance["published"] == "label 发布日期"
    assert (article.source, article.provenance["source"]) == ("港务管理局", "meta ContentSource")


def test_the_metas_speak_where_the_page_is_silent():
    article = read_page(page(f"<div id='zoom'>{PROSE}</div>", METAS), URL)
    assert (article.title, article.published, article.published_text) == (TITLE, DAY, "2024-10-14 10∶17")
    assert article.provenance["published"] == "meta PubDate"


def test_a_catalogue_block_gives_every_field():
    block = (
        "<table><tr><td>索 引 号</td><td>002482330/2024-10091</td><td>主题分类</td><td>港口</td></tr>"
        "<tr><td>发文机关：</td><td>港务管理局</td><td>成文日期：</td><td>2024年10月11日</td></tr>"
        f"<tr><td>名　　称</td><td colspan=3>{TITLE}</td></tr>"
        "<tr><td>发文字号</td><td>港政〔2024〕7号</td><td>发布日期</td><td>2024-10-14</td></tr></table>"
    )
    article = read_page(page(f"{block}<h1>{TITLE}</h1><div id='zoom'>{PROSE}</div>"), URL)
    assert article.index_number == "002482330/2024-10091"
    assert article.doc_number == "港政〔2024〕7号"
    assert article.published == DAY
    assert article.source == "港务管理局"


def test_the_number_under_the_title_and_at_the_head_of_the_text():
    under = read_page(
        page(f"<h1>{TITLE}</h1><h3>港政〔2024〕7号</h3>{INFO}<div id='zoom'>{PROSE}</div>"), URL
    )
    head = read_page(page(f"<h1>{TITLE}</h1>{INFO}<div id='zoom'><p>港政〔2024〕 号</p>{PROSE}</div>"), URL)
    assert (under.doc_number, head.doc_number) == ("港政〔2024〕7号", "港政〔2024〕号")


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(f"<h1>{TITLE}</h1><div id='zoom'>{PROSE}</div>", id="only dates in the text"),
        pytest.param(
            f"<h1>{TITLE}</h1><p>更新日期：2024-10-20</p><div id='zoom'>{PROSE}</div>", id="only an update"
        ),
        pytest.param(
            f"<h1>{TITLE}</h1><p>发布日期：</p><div id='zoom'>{PROSE}</div>", id="a label without a value"
        ),
        pytest.param(
            f"<h1>{TITLE}</h1><p>发布日期：2024-13-41</p><div id='zoom'>{PROSE}</div>", id="no such day"
        ),
    ],
)
def test_no_date_is_invented(inside):
    article = read_page(page(inside), URL)
    assert (article.kind, article.published, article.published_text) == (PageKind.ARTICLE, None, "")
    assert "published" not in article.provenance


def test_a_date_to_come_is_refused():
    html = page(f"<h1>{TITLE}</h1><p>发布日期：2042-10-14</p><div id='zoom'>{PROSE}</div>")
    assert read_page(html, URL, today=date(2024, 11, 1)).published is None


def test_an_article_of_one_picture_has_no_text_and_keeps_its_date():
    article = read_page(page(f"<div class='w'><h1>{TITLE}</h1>{INFO}<div><img src='a.jpg'></div></div>"), URL)
    assert (article.kind, article.published, article.body) == (PageKind.ARTICLE, DAY, "")


def test_a_title_cut_in_the_meta_is_whole_in_the_heading():
    metas = "<meta name=ArticleTitle content='关于港区泊位…'><meta name=PubDate content='2024-10-14'>"
    assert read_page(page(f"<h1>{TITLE}</h1>{INFO}<div id=zoom>{PROSE}</div>", metas), URL).title == TITLE


def test_a_meta_with_the_sites_name_behind_it_yields_to_the_heading():
    metas = (
        f"<meta name=ArticleTitle content='{TITLE}_港城区港务管理局'><meta name=PubDate content='2024-10-14'>"
    )
    assert read_page(page(f"<h1>{TITLE}</h1>{INFO}<div id=zoom>{PROSE}</div>", metas), URL).title == TITLE


def test_a_guide_is_told_from_other_articles():
    html = page(
        f"<h1>港务管理局政府信息公开指南</h1>{INFO}<div id='zoom'>{PROSE}</div>",
        "<title>港务管理局政府信息公开指南</title>",
    )
    assert read_page(html, URL).kind is PageKind.GUIDE


def test_a_list_is_a_list_and_has_no_text():
    rows = "".join(
        f"<li><a href='./t2024010{n}_{n}.html'>关于渡口的公告之{n}</a><i>2024-01-0{n}</i></li>"
        for n in range(1, 7)
    )
    article = read_page(
        page(f"<h1>通知公告</h1><ul>{rows}</ul>", "<title>通知公告</title>"),
        "http://www.harbour.example/tzgg/",
    )
    assert (article.kind, len(article.rows), article.body, article.published) == (PageKind.LIST, 6, "", None)


def test_a_column_that_a_script_fills_is_a_list_without_rows():
    head = "<meta name=ColumnName content='通知公告'><meta name=ArticleTitle content=''>"
    html = f"<head>{head}</head><body>{FRAME_TOP}<div id='list'></div>".encode()
    article = read_page(html, "http://www.harbour.example/tzgg/")
    assert (article.kind, article.rows, article.title) == (PageKind.LIST, (), "通知公告")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\0\xff\x00", id="no text"),
        pytest.param(b"<p>404", id="a stub"),
    ],
)
def test_what_is_neither_is_other(body):
    assert read_page(body, URL).kind is PageKind.OTHER
    assert read_notice(body, URL).kind is PageKind.ARTICLE


def test_a_notice_is_an_article_because_its_list_says_so():
    assert read_notice(page("<div id='list'></div>"), URL).kind is PageKind.ARTICLE


def test_files_of_the_text_and_beside_it_and_no_others():
    inside = (
        f"<p><a href='/app.zip'>客户端</a></p><h1>{TITLE}</h1>{INFO}<div id='zoom'>{PROSE}<p>附件：<a href='./P020241014.pdf'><img src='pdf.gif'></a>"
        "<a href='./P020241014.pdf'>1.泊位表</a></p></div>"
        "<div class='fujian'><a href='/module/download/downfile.jsp?filename=ab12' title='2.航线图'></a></div>"
        "<iframe src='/js/viewer.html?file=/files/3.pdf'></iframe><a href='/tzgg/'>更多</a>"
    )
    found = read_page(page(inside), URL).attachments
    assert [(one.name, one.url.removeprefix("http://www.harbour.example")) for one in found] == [
        ("1.泊位表", "/zwgk/202410/P020241014.pdf"),
        ("2.航线图", "/module/download/downfile.jsp?filename=ab12"),
        ("3.pdf", "/files/3.pdf"),
    ]
