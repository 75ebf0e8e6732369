import json

import pytest

from crawler.extract.page import read_notice
from crawler.extract.scripted import with_scripted

TEXT = "<p>当事人：某某制衣有限公司。</p><p>决定罚款三万元，并责令改正。</p><p><a href='/a/1.pdf'>附件1：决定书.pdf</a></p>"


def page(script, room='<div class="article-content"></div>'):
    return (
        '<html><head><meta name="ArticleTitle" content="行政处罚决定书"><meta name="PubDate" content="2015-07-01">'
        f"</head><body><h1>行政处罚决定书</h1>{room}<script>{script}</script>"
        "<div class='foot'>主办单位：某局 联系我们</div></body></html>"
    )


def detail(text):
    return "window._CONFIG.DETAIL = " + json.dumps({"id": 1, "content": text}).replace("</", "<\\/") + ";"


def test_an_article_that_only_a_script_holds_is_read():
    article = read_notice(page(detail(TEXT)).encode(), "http://x.example/gkmlpt/content/0/1/post_1.html")
    assert article.body.startswith("当事人：某某制衣有限公司。")
    assert "三万元" in article.body
    assert "联系我们" not in article.body
    assert [one.url for one in article.attachments] == ["http://x.example/a/1.pdf"]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(page("var a = 1;"), id="no content in the script"),
        pytest.param(page(detail("no markup")), id="content without markup"),
        pytest.param(
            page(detail(TEXT), room='<div class="article-content"><p>有</p></div>'), id="no room is left"
        ),
        pytest.param(page('x = {"content": "<p>broken'), id="a string that never ends"),
        pytest.param(page("").replace("<script>", f"<p>{detail(TEXT)}</p><script>"), id="not in a script"),
        pytest.param(page("".join(detail(TEXT) for _ in range(30))), id="a list of articles"),
    ],
)
def test_everything_else_stays_as_it_is(html):
    assert with_scripted(html) == html


def test_the_longest_content_is_the_article():
    script = detail("<p>短</p>") + detail(TEXT)
    assert "三万元" in with_scripted(page(script)).split("<script>")[0]
