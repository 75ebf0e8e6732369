"""A drawn list is complete only where nothing on its page leads on by script."""

import pytest

from crawler.browser.ends import BY_SCRIPT, honest
from crawler.cms.page import ListRead, Page, PageRequest
from crawler.records import Row

ROWS = tuple(Row(title=f"第{at}号", url=f"http://h.example/{at}.html") for at in range(3))
GUESS = (PageRequest(url="http://h.example/index_2.html", number=2),)
NEXT = '<a href="/list?p=2">下一页</a>'


def told(html, *, number=1, partial="", **values):
    request = PageRequest(url="http://h.example/list", number=number)
    page = Page(url=request.url, text=f"<html><body>{html}</body></html>", request=request)
    return honest(ListRead(**{"rows": ROWS, **values}), page, partial)


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<a href="javascript:;">下一页</a>', id="a link to nowhere"),
        pytest.param("<button>下一页</button>", id="a button"),
        pytest.param('<button aria-label="Next page"><svg></svg></button>', id="a button that is drawn"),
        pytest.param('<button title="下一页"></button>', id="a button with a hint"),
        pytest.param('<input type="button" value="下页">', id="an old button"),
        pytest.param('<span onclick="more()">加载更多</span>', id="more of it"),
        pytest.param('<div class="el-pagination"><ul><li>1</li><li>2</li></ul></div>', id="numbers"),
    ],
)
def test_a_way_on_without_an_address(html):
    read = told(html, following=GUESS)
    assert (read.unreachable, read.following) == (BY_SCRIPT, ())


@pytest.mark.parametrize(
    ("html", "values"),
    [
        pytest.param(NEXT, {"following": GUESS}, id="a link"),
        pytest.param("<button disabled>下一页</button>", {}, id="a button that is off"),
        pytest.param('<li class="disabled"><a>下一页</a></li>', {}, id="a button in an item that is off"),
        pytest.param('<button aria-disabled="true">下一页</button>', {}, id="a button that says it is off"),
        pytest.param("<a>下一页</a>", {"total_pages": 1}, id="a single page"),
        pytest.param("<a>下一页</a>", {"total_rows": 3}, id="all rows"),
        pytest.param("<a>下一页</a>", {"number": 4}, id="after pages with addresses"),
        pytest.param('<a href="/a">下一步工作安排的通知</a><p>2</p>', {}, id="words of a title"),
    ],
)
def test_an_end_is_an_end(html, values):
    read = told(html, **values)
    assert read.unreachable == ""
    assert read.following == values.get("following", ())


def test_a_page_that_was_drawn_in_part_says_so_unless_a_link_leads_on():
    assert told("", partial="more comes").unreachable == "more comes"
    assert told(NEXT, partial="more comes", following=GUESS).unreachable == ""


def test_no_rows_are_no_end():
    assert told("<button>下一页</button>", rows=()).unreachable == ""
