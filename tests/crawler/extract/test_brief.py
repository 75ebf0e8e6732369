import pytest

from crawler.extract.brief import is_brief
from crawler.extract.scripted import read_markup

SCRIPT = "<script src=/js/site.js></script>"
METAS = '<meta name="ArticleTitle" content="停水通知"><meta name="PubDate" content="2015-06-24">'
SENTENCE = "因管道检修，本周五上午九时至十二时停水，敬请谅解。"


def page(body, head="<title>停水通知</title>"):
    return f"<!DOCTYPE html><html><head>{head}{SCRIPT}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(
            page(f'<h1>停水通知</h1><div id="zoom"><p>{SENTENCE}</p></div>'), id="a known container"
        ),
        pytest.param(
            page(f"<p>停水</p><!--ContentStart--><p>{SENTENCE}</p><!--ContentEnd-->"), id="its marks"
        ),
        pytest.param(page("<h1>停水通知</h1><p>本周五停水。</p>", METAS), id="its metas"),
        pytest.param(
            page('<div class="TRS_Editor"><p><img src="/a/W020150624.jpg"></p></div>'), id="a scan alone"
        ),
        pytest.param(page('<div id="zoom"><a href="/a/P020150624.pdf">附件</a></div>'), id="a file alone"),
        pytest.param(
            page('<ul><li><a href="show.asp?id=3">停水通知</a><span>2015-06-24</span></li></ul>'),
            id="one row",
        ),
    ],
)
def test_little_is_no_shell(html):
    assert is_brief(read_markup(html), html, "http://h.example/a/t20150624_7.html")


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(page(""), id="nothing"),
        pytest.param(page("<p>正在验证您的浏览器，请稍候……</p>"), id="a word of patience"),
        pytest.param(
            page("<h1>停水通知</h1><p>请开启脚本后继续访问本网站。</p>"), id="a title and a request"
        ),
        pytest.param(page('<div id="zoom"></div>'), id="a container that scripts have yet to fill"),
        pytest.param(page('<div id="zoom">加载中<a href="/">返回首页</a></div>'), id="one that says so"),
        pytest.param(page("", METAS), id="metas of a page that is not there"),
        pytest.param(page("<h1>停水通知</h1>", METAS), id="a title that is all"),
        pytest.param(page('<a href="/login">登录</a>'), id="a link without a day"),
    ],
)
def test_what_scripts_have_yet_to_draw_is_one(html):
    assert not is_brief(read_markup(html), html, "http://h.example/a/t20150624_7.html")
