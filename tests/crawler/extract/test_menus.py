from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.decode import decode
from crawler.extract.menus import MENU, fold_menus
from crawler.extract.page import read_document, read_notice
from crawler.extract.scripted import read_markup
from crawler.extract.text import lines
from crawler.extract.tree import parse

SAVED = Path(__file__).resolve().parents[4] / "shared" / "data" / "pages"
ITEMS = "<li class=item><a href='/a/' title='概况'><span>概况</span></a></li>\n"


def shown(html):
    document = parse(html)
    return [text for _, text in lines(document, 0, len(document.nodes))]


def test_a_menu_is_one_text_with_a_line_for_each_item():
    html = f"<p>一</p><ul>{ITEMS * 4}</ul><p>二</p>"
    folded = fold_menus(html)
    assert folded.count("<li") == 0
    assert shown(folded) == shown(html) == ["一", *["概况"] * 4, "二"]
    assert parse(folded).plain_weight(0, 99) == parse(html).plain_weight(0, 99) == 2


def test_menus_in_a_menu_are_folded_with_it():
    html = f"<ul>{ITEMS}<li><a>机构</a><ul>{ITEMS * 3}</ul></li>{ITEMS}</ul>"
    assert fold_menus(html).count("<li") == 0
    assert shown(fold_menus(html)) == shown(html)


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(ITEMS * 2, id="too few to be a menu"),
        pytest.param(ITEMS * 3 + "<li><a>a</a> 2015-06-01</li>", id="a date beside a link"),
        pytest.param(ITEMS * 3 + "<li><a>2015-06-01</a></li>", id="a date in a link"),
        pytest.param(ITEMS * 3 + "<li><a href='x.PDF'>附件</a></li>", id="a link to a file"),
        pytest.param(
            ITEMS * 3 + "<li><a href='download.jsp?id=1'>附件</a></li>", id="a link that gives a file"
        ),
        pytest.param(ITEMS * 3 + "<li><a>来源：某局</a></li>", id="a label"),
        pytest.param(ITEMS * 3 + "<li><a>下一页</a></li>", id="a pager"),
        pytest.param(ITEMS * 3 + "<li><h3><a>标题</a></h3></li>", id="a heading"),
        pytest.param(ITEMS * 3 + "<li>不是链接</li>", id="a text that is no link"),
        pytest.param(ITEMS * 3 + "<li><a>甲</a><a>乙</a></li>", id="two links in one line"),
        pytest.param(ITEMS * 3 + "<!-- <li><a>旧</a></li> -->", id="a comment"),
    ],
)
def test_what_is_no_menu_stays_as_it_is(inside):
    html = f"<ul>{inside}</ul>"
    assert fold_menus(html) == html


ITEM = "<li><a href='{}'>{}</a></li>"


@pytest.mark.parametrize(
    ("item", "folded"),
    [
        pytest.param(ITEM.format("/zwgk/", "概况"), True, id="a column"),
        pytest.param(ITEM.format("/zwgk/", "栏目3"), True, id="a column with a number"),
        pytest.param(ITEM.format("/art/2015/6/1/art_1_2.html", "概况"), False, id="an article"),
        pytest.param(ITEM.format("?id=3", "概况"), False, id="a query of its own"),
        pytest.param(ITEM.format("/zwgk/", "通报2015年6月1日"), False, id="a date in a name"),
        pytest.param("<li><a>概况</a></li>", False, id="no address"),
        pytest.param("<li><a href='#' onclick='o(1)'>概况</a></li>", False, id="a script"),
    ],
)
def test_a_menu_that_may_hold_rows_is_kept_for_a_list(item, folded):
    html = f"<ul>{item * 4}</ul>"
    assert (fold_menus(html, "http://h.example/") != html) is folded
    assert fold_menus(html) != html


def test_a_page_that_holds_the_mark_itself_is_left_alone():
    html = f"<p>{MENU}</p><ul>{ITEMS * 4}</ul>"
    assert fold_menus(html) == html


WORDS = st.text(alphabet="概况法规动态公开a ", min_size=1, max_size=6).filter(str.strip)
PIECES = st.sampled_from(
    ["<li><a>{}</a></li>", "<li>{}</li>", "<a>{}</a>", "<ul>", "</ul>", "<p>{}</p>", "<!--{}-->"]
)


@given(st.lists(st.tuples(PIECES, WORDS), max_size=40))
def test_whatever_is_folded_the_page_shows_the_same_lines(pieces):
    html = "".join(piece.format(word) for piece, word in pieces)
    assert shown(fold_menus(html)) == shown(html)


def test_articles_read_the_same_with_their_menus_and_without():
    pages = sorted(SAVED.rglob("*.html"))
    if not pages:
        pytest.skip("the saved pages are not beside this checkout")
    for page in pages:
        body = page.read_bytes()
        whole = read_document(read_markup(decode(body), menus=True), "http://h.example/x.html")
        assert read_notice(body, "http://h.example/x.html") == replace(whole), page.name
