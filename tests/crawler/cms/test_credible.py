from datetime import date

import pytest

from crawler.cms.credible import credible
from crawler.records import Row

DAY = date(2015, 6, 1)
LISTS = frozenset({"h.example/tzgg/", "h.example/"})


def row(path, claimed=None):
    return Row(title="公告", url=f"http://www.h.example{path}", claimed=claimed)


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        pytest.param([row("/a/t20150601_1.html")], 1, id="one article"),
        pytest.param([row("/a/plan.pdf")], 1, id="one file"),
        pytest.param([row("/x/1", DAY), row("/x/2", DAY)], 2, id="two dates"),
        pytest.param([row("/x/1", DAY)], 0, id="one date alone"),
        pytest.param([row("/x/1"), row("/x/2"), row("/x/3")], 0, id="neither dates nor articles"),
        pytest.param([row("/tzgg/index.html", DAY), row("/", DAY)], 0, id="the menu"),
        pytest.param([row("/tzgg/", DAY), row("/a/t20150601_1.html", DAY)], 1, id="a menu entry among rows"),
        pytest.param([], 0, id="nothing"),
    ],
)
def test_a_menu_is_no_list(rows, kept):
    assert len(credible(tuple(rows), LISTS)) == kept


def test_the_last_row_of_a_list_may_stand_alone_on_its_page():
    row = Row(title="关于第1号事项的公告", url="http://h.example/x/view-1.aspx", claimed=date(2015, 6, 1))
    undated = Row(title="联系我们", url="http://h.example/x/contact.aspx")
    assert credible((row,), frozenset(), further=True) == (row,)
    assert credible((row,), frozenset()) == ()
    assert credible((undated,), frozenset(), further=True) == ()
