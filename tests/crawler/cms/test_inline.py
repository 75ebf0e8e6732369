import json
from datetime import date

import pytest

from crawler.cms.inline import UCAP_NEW
from crawler.cms.page import PageRequest
from crawler.errors import PageChanged

URL = "http://h.example/xxrmzf/c00145/pc/list.html"


def entry(at):
    path = f"/xxrmzf/c00145/pc/content/content_{2058746804822818816 + at}.html"
    return {"title": f"第{at}号公告", "pubDate": "2015-06-01 11:06", "urls": json.dumps({"pc": path})}


def script(entries, wrapped=True, more=""):
    rows = json.dumps(entries, ensure_ascii=False)
    text = f"var listData = {{articleList:{rows}{more}}};" if wrapped else f"var articleList = {rows};{more}"
    return f"<html><body><script>{text}</script></body></html>"


@pytest.mark.parametrize("wrapped", [True, False], ids=["in an object", "alone"])
def test_reads_the_rows_in_a_script(shape, wrapped):
    read = UCAP_NEW.read(shape.page(script([entry(1), entry(2)], wrapped), url=URL))
    assert [one.title for one in read.rows] == ["第1号公告", "第2号公告"]
    assert read.rows[0].url == "http://h.example/xxrmzf/c00145/pc/content/content_2058746804822818817.html"
    assert read.rows[0].claimed == date(2015, 6, 1)


@pytest.mark.parametrize(
    ("more", "following", "end_from"),
    [
        pytest.param(", pageSize: 2, total: 5", True, 0, id="three pages are promised"),
        pytest.param(", pageSize: 2, total: 2", False, 0, id="this is all"),
        pytest.param("", True, 2, id="nothing promised: the next may not be there"),
    ],
)
def test_whether_a_page_follows(shape, more, following, end_from):
    read = UCAP_NEW.read(shape.page(script([entry(1), entry(2)], more=more), url=URL))
    assert [one.url for one in read.following] == [f"{URL[:-5]}_2.html"] * following
    assert read.end_from == end_from


def test_page_three_stands_beside_page_one(shape):
    second = UCAP_NEW.read(shape.page(script([entry(1)], more=", total: 9"), url=URL)).following[0]
    page = shape.page(script([entry(2)], more=", total: 9"), url=second.url, request=second)
    assert UCAP_NEW.read(page).following[0].url == f"{URL[:-5]}_3.html"


def test_an_empty_list_says_so(shape):
    read = UCAP_NEW.read(shape.page(script([]), url=URL, request=PageRequest(url=URL)))
    assert (read.says_empty, read.following) == (True, ())


@pytest.mark.parametrize("text", ["<html>新版</html>", "<script>var articleList = [{'a'</script>"])
def test_a_lost_shape_is_named(shape, text):
    with pytest.raises(PageChanged):
        UCAP_NEW.read(shape.page(text, url=URL))
