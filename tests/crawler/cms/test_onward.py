"""Ways on that no pager has."""

import pytest

from crawler.cms.onward import ways_on
from crawler.cms.page import ListRead, PageRequest
from crawler.cms.rows import rows_of

LINKS = [f"/tzgg/2015/n{at}001.html" for at in range(1, 5)]
COLUMN = "http://h.example/tzgg/"


def ways(shape, around, *, url=COLUMN, links=LINKS, number=1, lists=(), **read):
    text = shape.html(f"{around}<ul>{shape.rows(links)}</ul>")
    page = shape.page(text, url=url, request=PageRequest(url=url, number=number), lists=frozenset(lists))
    return ways_on(page, ListRead(rows=rows_of(page), **read))


def years(*pairs):
    return "".join(f'<a href="{href}">{text}</a>' for text, href in pairs)


TABS = years(("2015年", "/tzgg/"), ("2014年", "/tzgg/y14/"), ("2013年", "/tzgg/y13/"))


def test_the_year_before_follows(shape):
    assert [one.url for one in ways(shape, TABS)] == [f"{COLUMN}y14/"]


def test_a_page_behind_the_first_of_its_year_tells_it_by_its_rows(shape):
    assert [one.url for one in ways(shape, TABS, url=f"{COLUMN}list_2.html", number=2)] == [f"{COLUMN}y14/"]


def test_a_year_counts_its_pages_from_one(shape):
    (way,) = ways(shape, TABS, number=3)
    assert (way.number, way.doubtful) == (1, False)


def test_nothing_is_before_the_first_year(shape):
    assert ways(shape, TABS, url=f"{COLUMN}y13/") == ()


@pytest.mark.parametrize(
    "around",
    [
        pytest.param("", id="no links"),
        pytest.param(years(("2014年", "y14/")), id="one year alone"),
        pytest.param(years(("2014年工作报告", "a/"), ("2013年工作报告", "b/")), id="titles"),
        pytest.param(
            years(("2014", "http://x.example/14/"), ("2013", "http://x.example/13/")), id="elsewhere"
        ),
    ],
)
def test_what_is_no_split_by_years(shape, around):
    assert ways(shape, around) == ()


def test_an_opening_leads_to_the_whole_list(shape):
    (way,) = ways(shape, '<a href="list.html">更多&gt;&gt;</a>')
    assert (way.url, way.doubtful) == (f"{COLUMN}list.html", True)


@pytest.mark.parametrize("said", ["更多", "查看更多", "【更多】", "MORE+", "全部"])
def test_more_is_said_in_many_ways(shape, said):
    assert len(ways(shape, f'<a href="list.html">{said}</a>')) == 1


MORE = '<a href="list.html">更多</a>'


@pytest.mark.parametrize(
    ("around", "values"),
    [
        pytest.param(f'{MORE}<a href="other.html">更多</a>', {}, id="several of them"),
        pytest.param('<a href="/tzgg/index.html">更多</a>', {}, id="the page itself"),
        pytest.param(MORE, {"number": 2}, id="not the first page"),
        pytest.param(MORE, {"total_pages": 1}, id="a pager that says how many"),
        pytest.param(MORE, {"total_rows": 4}, id="a count of rows"),
        pytest.param(MORE, {"following": (PageRequest(url="http://h.example/2"),)}, id="a next page"),
        pytest.param(MORE, {"lists": ["h.example/tzgg/list.html"]}, id="another of our lists"),
        pytest.param(MORE, {"links": [f"/a/2015/n{at:04}.html" for at in range(1, 13)]}, id="a whole list"),
        pytest.param("<a href='list.html'>更多信息请见网站</a>", {}, id="a sentence"),
    ],
)
def test_what_is_no_opening(shape, around, values):
    assert ways(shape, around, **values) == ()


def test_a_page_without_rows_leads_nowhere(shape):
    page = shape.page(shape.html(TABS))
    assert ways_on(page, ListRead()) == ()
