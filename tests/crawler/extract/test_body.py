import pytest

from crawler.extract.body import find_body
from crawler.extract.frame import Frame
from crawler.extract.tail import without_tail
from crawler.extract.text import join, lines
from crawler.extract.tree import parse

PROSE = "<p>港区泊位自下月起调整，请各单位做好准备。</p>" * 3
TEXT = "\n".join(["港区泊位自下月起调整，请各单位做好准备。"] * 3)


def body(html):
    document = parse(html)
    found = find_body(document, Frame(document), 0)
    return join(lines(document, found.start, found.end)), found.where


@pytest.mark.parametrize(
    ("html", "where"),
    [
        pytest.param(f"<div class=ccontent><p>题</p><div id=zoom>{PROSE}</div></div>", "#zoom", id="the innermost that holds most"),
        pytest.param(f"<div id=zoom><div class=TRS_Editor><p>短</p></div>{PROSE}</div>", "#zoom", id="not one pasted inside"),
        pytest.param(f"<div><div class=TRS_Editor>{PROSE}</div><div class=TRS_Editor>{PROSE}</div></div>", ".TRS_Editor ×2", id="one behind the other"),
        pytest.param(f"<div><div id=zoom>{PROSE}</div></div><div hidden><p><b id=zoom>{PROSE}</b></p></div>", "#zoom", id="not the copy for reading aloud"),
        pytest.param(f"a<!--<$[信息内容]>begin-->{PROSE}<!--<$[信息内容]>end-->b", "marks", id="marks"),
        pytest.param(f"<meta name=ContentStart>{PROSE}<meta name=ContentEnd>", "marks", id="metas that mark"),
        pytest.param(f"<!--content.begin--> <!--content.end--><div id=zoom>{PROSE}</div>", "#zoom", id="marks around nothing"),
        pytest.param(f"<ul class=nav><li>{'菜单' * 20}</li></ul><div class=x>{PROSE}</div><p><a>{'链接' * 50}</a></p>", "most text: .x", id="most prose"),
        pytest.param(f"<div id=zoom></div><div class=x>{PROSE}</div>", "most text: .x", id="an empty container"),
    ],
)  # fmt: skip
def test_find_body(html, where):
    text, found = body(html)
    assert found == where
    assert TEXT in text
    assert "菜单" not in text


def test_a_container_that_shows_a_picture_is_the_text():
    assert body("<p>别的文字在这里有很多很多</p><div id=zoom><img src=a></div>") == ("", "#zoom")


@pytest.mark.parametrize(
    ("tail", "kept"),
    [
        pytest.param(["分享到：", "QQ空间 新浪微博"], [], id="sharing"),
        pytest.param(["扫一扫在手机打开当前页"], [], id="a code to scan"),
        pytest.param(["[1] [2] [3]"], [], id="further parts"),
        pytest.param(["附件："], [], id="a box that is empty"),
        pytest.param(["附件：泊位表"], ["附件：泊位表"], id="a file's name"),
        pytest.param(["2024年10月11日"], ["2024年10月11日"], id="the date of the text"),
        pytest.param(["请关闭阀门后打印。"], ["请关闭阀门后打印。"], id="a sentence"),
    ],
)
def test_without_tail(tail, kept):
    shown = [(at, text) for at, text in enumerate(["正文", *tail])]
    assert [text for _, text in without_tail(shown)] == ["正文", *kept]
