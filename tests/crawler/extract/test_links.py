from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.links import absolute, base_of, is_article, is_file, look_of, target
from crawler.extract.tree import parse

BASE = "http://www.harbour.example/zwgk/tzgg/"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        pytest.param("./a.html", f"{BASE}a.html", id="beside"),
        pytest.param("../../a.html", "http://www.harbour.example/a.html", id="above"),
        pytest.param("//other.example/a", "http://other.example/a", id="without a scheme"),
        pytest.param("\n a.html\t", f"{BASE}a.html", id="white space around"),
        pytest.param("a\n.html", f"{BASE}a.html", id="a line break inside"),
        pytest.param("附 件.pdf", f"{BASE}附%20件.pdf", id="a space inside"),
        pytest.param(r"..\a.html", "http://www.harbour.example/zwgk/a.html", id="a backslash"),
        pytest.param("a.html#3", f"{BASE}a.html", id="a fragment"),
        pytest.param("javascript:void(0)", "", id="a script"),
        pytest.param("#", "", id="nowhere"),
        pytest.param("", "", id="empty"),
        pytest.param("mailto:a@b.example", "", id="mail"),
        pytest.param("ftp://a.example/x", "", id="another protocol"),
        pytest.param("http://[x/", "", id="no address"),
    ],
)
def test_absolute(href, url):
    assert absolute(href, BASE) == url


@pytest.mark.parametrize(
    ("tag", "url"),
    [
        pytest.param("<a data-href='a.html'>", f"{BASE}a.html", id="another attribute"),
        pytest.param(
            "<a href='javascript:;' onclick=\"window.open('/b.html')\">",
            "http://www.harbour.example/b.html",
            id="onclick",
        ),
        pytest.param(
            "<a href=\"javascript:location.href='c.html'\">", f"{BASE}c.html", id="a script in the address"
        ),
        pytest.param("<a href='javascript:;'>", "", id="nowhere"),
    ],
)
def test_target(tag, url):
    assert target(parse(tag).by_tag["a"][0], BASE) == url


def test_the_base_of_a_page():
    assert base_of(parse("<p>"), BASE) == BASE
    assert base_of(parse("<base href='/x/'>"), BASE) == "http://www.harbour.example/x/"


@pytest.mark.parametrize(
    "path",
    [
        "/tzgg/202410/t20241014_7.html", "/zwyw/t27461378.shtml", "/art/2024/6/10/art_101_2001.html",
        "/art/2024/art_0123456789abcdef0123456789abcdef.html", "/fzj/202406/0123456789abcdef0123456789abcdef.shtml",
        "/c100/c101/content.shtml", "/pc/content/content_1234567890123456789.html", "/content/post_77.html",
        "/gkmlpt/content/0/1/post_77.html", "/public/9/77.html", "/content/article/77", "/News/show/77.html",
        "/info/1001/2001.htm", "/content.jsp?wbtreeid=1&wbnewsid=77", "/003001/20240610/01234567-89ab-cdef-0123-456789abcdef.html",
        "/content/01234567-89ab-cdef-0123-456789abcdef.html", "/n1/n2/c77/content.html", "/doc/2024/06/10/77.shtml",
        "/columns/0/202406/10/01234567-89ab-cdef-0123-456789abcdef.html", "/2024/06-10/77.html", "/20240610/0123456789abcdef0123456789abcdef/c.html",
        "/2024-06/10/c_77.htm", "/zhengce/content/202406/content_77.htm", "/contents/1/77.html", "/single/1/77.html",
        "/20240610/i77.html", "/tzgg/77.jhtml", "/n1/2024/0610/c1-77.html", "/xxgk/gsgg/2018-07-11/5855.html",
    ],
)  # fmt: skip
def test_the_shapes_of_articles(path):
    assert is_article(f"http://x.example{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/tzgg/",
        "/tzgg/index.html",
        "/tzgg/index_3.html",
        "/col/col101/index.html",
        "/fzj/common_list.shtml",
        "/list.jsp?page=2",
        "/tzgg/3.htm",
    ],
)
def test_the_shapes_of_columns(path):
    assert not is_article(f"http://x.example{path}")


def test_files_are_told_by_their_ending():
    assert is_file("http://x.example/a.PDF?x=1")
    assert not is_file("http://x.example/a.html?f=a.pdf")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param("http://h.example/a/view-17.aspx", "http://h.example/a/view-9.aspx", True, id="numbers"),
        pytest.param("http://h.example/v?id=1&c=2", "http://h.example/v?id=33&c=4", True, id="queries"),
        pytest.param("http://h.example/a/view-17.aspx", "http://h.example/a/list-1.aspx", False, id="names"),
        pytest.param("http://h.example/a/1.aspx", "http://x.example/a/1.aspx", False, id="hosts"),
        pytest.param("http://h.example/v?id=1", "http://h.example/v?cat=1", False, id="names in the query"),
    ],
)
def test_addresses_of_one_kind_look_alike(one, other, alike):
    assert (look_of(one) == look_of(other)) is alike


@given(
    href=st.sampled_from(
        ["a.html", "./a.html", "../b/", "/c", "?p=2", "//o.example/x", "b?x=/y", "http://o.example/", "a#b"]
    ),
    page=st.sampled_from(["", "/", "/x.html", "/a/", "/a/b.html", "/a/b?c=/d/e", "/a/b.html#/c/", "/a//b/c"]),
)
def test_an_address_is_what_a_browser_makes_of_it(href, page):
    base = f"http://h.example{page}"
    assert absolute(href, base) == urljoin(base, href).partition("#")[0]
