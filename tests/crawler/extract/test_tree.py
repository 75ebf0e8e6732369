import time

import pytest

from crawler.extract.page import read_page
from crawler.extract.text import lines
from crawler.extract.tree import COMMENT, TEXT, parse


def test_every_part_of_a_page_is_a_slice():
    document = parse("<div id=a class='b c'>1<!-- 2 --><p>3<b>4</b></div><script>5</script>")
    (div,) = document.by_name["#a"]
    assert [node.text for node in document.inside(div) if node.tag == TEXT] == ["1", "3", "4"]
    assert [node.text for node in document.by_tag[COMMENT]] == ["2"]
    assert document.by_name[".c"] == [div]
    assert [node.text for node in document.visible] == ["1", "3", "4"]
    assert document.weight(0, len(document.nodes)) == 3


def test_text_outside_links():
    document = parse("<p>a<a href=x>bc</a>d</p><a>e</a>f")
    assert [node.text for node in document.plain] == ["a", "d", "f"]
    assert document.plain_weight(0, len(document.nodes)) == 3


def test_what_a_style_hides_is_known_hidden():
    document = parse("<div style='DISPLAY:none'></div><ul style='color:red;display: none'><li>a</li></ul>")
    assert document.by_tag["li"][0].hidden
    assert not document.body.hidden


def test_an_empty_page_has_a_body():
    assert parse("").body.tag == "body"


HOSTILE = {
    "a million blocks": "<div>" * 200_000,
    "titles in titles": "<div class=title>abcde" * 5_000,
    "containers in containers": "<div id=zoom>x" * 5_000,
    "frames in frames": "<div class=nav><a href=/t20240101_1.html>x" * 3_000,
    "links without end": "<a href=/t20240101_1.html>第一条标题 2024-01-01" * 2_000,
    "labels without values": "来源：" * 50_000,
    "digits behind a text": "<div id=zoom>" + "<p>".join(["1" * 58 + "x"] * 200),
    "brackets": "<h1>" + "（" * 50_000,
    "dashes": "<title>" + "a - " * 50_000 + "</title>",
    "numbers": "<h1>" + "政发〔2015〕1 " * 10_000,
    "years": "<p>" + "二〇一五年" * 20_000,
    "writes": "<script>" + "document.write('" * 150 + "</script>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_makes_the_reader_slow(name):
    before = time.process_time()
    read_page(HOSTILE[name].encode(), "http://x.example/")
    assert time.process_time() - before < 5


def test_white_space_begins_no_line_and_parts_words_within_one():
    document = parse("<ul>\n <li>a</li>\n <li>b</li>\n</ul><p>\n <b>c</b> <i>d</i></p>")
    assert [text for _, text in lines(document, 0, len(document.nodes))] == ["a", "b", "c d"]
    assert [one.text for one in document.shown] == ["a", "b", "c", " ", "d"]


@pytest.mark.parametrize(
    ("html", "block"),
    [
        pytest.param("<p><b>a</b></p>", "p", id="inline elements are passed over"),
        pytest.param("<span>a</span>", "body", id="the body at last"),
    ],
)
def test_the_block_of_a_text(html, block):
    assert parse(html).visible[0].block.tag == block


def test_what_is_cut_is_only_what_was_opened_and_never_closed():
    closed = parse("<div>a</div>" * 20_000)
    assert len(closed.by_tag["div"]) == 20_000
    assert len(parse("<div>a" * 20_000).by_tag["div"]) < 20_000
