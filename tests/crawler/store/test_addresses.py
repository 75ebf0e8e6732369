"""Two spellings of one page have one key, two pages never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.store.addresses import LONGEST, url_key

BASE = "http://www.harbour.example/a/t20150601_12.html"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("https://www.harbour.example/a/t20150601_12.html", id="the other scheme"),
        pytest.param("http://harbour.example/a/t20150601_12.html", id="no www"),
        pytest.param("http://WWW.Harbour.Example/a/t20150601_12.html", id="capitals in the host"),
        pytest.param("http://www.harbour.example:80/a/t20150601_12.html", id="the usual port"),
        pytest.param("https://www.harbour.example:443/a/t20150601_12.html", id="the usual port of https"),
        pytest.param("http://www.harbour.example./a/t20150601_12.html", id="the root's dot"),
        pytest.param("http://u:p@www.harbour.example/a/t20150601_12.html", id="a user"),
        pytest.param(BASE + "#top", id="a place in the page"),
        pytest.param(BASE + ";jsessionid=0A1B", id="a session"),
        pytest.param(BASE + "?from=home&keywords=x", id="where one came from"),
        pytest.param(BASE + "?t=1435111200", id="a stamp in seconds"),
        pytest.param(BASE + "?_=1435111200123", id="a stamp in milliseconds"),
        pytest.param("http://www.harbour.example//a///t20150601_12.html", id="empty steps"),
        pytest.param("http://www.harbour.example/b/../a/./t20150601_12.html", id="steps back"),
        pytest.param("http://www.harbour.example/a/t20150601_12_2.html", id="its second page"),
        pytest.param(f"  {BASE}\n", id="white space around"),
        pytest.param(BASE + "?uid=0A1B", id="a visitor"),
        pytest.param(BASE + "?sid=9f86d081884c7d659a2feaa0c55ad015", id="a session in the query"),
        pytest.param(
            "http://www.harbour.example/(S(lit3py55t21z5v55vlm25s55))/a/t20150601_12.html",
            id="a session as a step",
        ),
    ],
)
def test_same_page(other):
    assert url_key(other) == url_key(BASE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("http://a.example/x/index.html", "http://a.example/x/", id="the index page"),
        pytest.param("http://a.example", "http://a.example/default.aspx", id="the home page"),
        pytest.param("http://a.example/公告.html", "http://a.example/%e5%85%ac%E5%91%8a.html", id="escapes"),
        pytest.param(
            "http://a.example/art/2015/6/1/art_7_99_2.html",
            "http://a.example/art/2015/6/1/art_7_99.html",
            id="Hanweb's second page",
        ),
        pytest.param(
            "http://a.example/art/2015/6/1/art_7_99.html",
            "http://a.example/art/2015/6/1/art_8_99.html",
            id="Hanweb's other column",
        ),
        pytest.param(
            "http://a.example/x/content/mpost_7.html", "http://a.example/x/content/post_7.html", id="mpost"
        ),
        pytest.param("http://m.harbour.gov.example/a", "http://www.harbour.gov.example/a", id="m"),
        pytest.param("http://wap.harbour.gov.example/a", "http://harbour.gov.example/a", id="wap"),
        pytest.param("http://a.example/s?id=1&uid=2", "http://a.example/s?id=1&uid=3", id="another visitor"),
    ],
)
def test_same_page_by_other_names(one, other):
    assert url_key(one) == url_key(other)


def test_a_short_name_that_begins_like_one_for_telephones_is_a_name():
    assert url_key("http://m.example/a") == "m.example/a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("?id=1", "?id=2", id="the query names the page"),
        pytest.param("?t=1", "?t=2", id="a short t is a name"),
        pytest.param("?uid=1", "?uid=2", id="nothing but whose page it is"),
        pytest.param("?x=/index.html", "?x=/", id="an index page inside a query"),
        pytest.param("#/detail/1", "#/detail/2", id="a route of a page made by a script"),
        pytest.param("a/B.html", "a/b.html", id="capitals in the path"),
        pytest.param("a/12.html", "a/12_1.html", id="numbers that may be anything"),
        pytest.param(":8080/a", "/a", id="another port"),
    ],
)
def test_different_pages(one, other):
    assert url_key(f"http://a.example/{one}".replace("/:", ":")) != url_key(f"http://a.example/{other}")


def test_long_addresses_stay_apart_and_fit():
    one, other = (url_key(f"http://a.example/{'x' * 5000}{end}") for end in "ab")
    assert one != other
    assert len(one) == LONGEST + 65


@pytest.mark.parametrize("hostile", ["http://[::1", "", "javascript:alert(1)", "http://a.example/\x00\ud800"])
def test_what_no_browser_opens_still_has_a_key(hostile):
    assert isinstance(url_key(hostile), str)


@given(st.text(max_size=200))
def test_any_text_gives_storable_ascii(text):
    assert url_key(text).isascii()
    assert "\x00" not in url_key(text)


@given(
    st.from_regex(r"http://(www\.)?[a-z]{1,8}\.cn(/[a-z.]{0,4}){0,5}(\?[a-z]=[0-9]{1,3})?", fullmatch=True)
)
def test_a_key_is_its_own_key(url):
    assert url_key(f"http://{url_key(url)}") == url_key(url)


TOKEN = "token=9f86d081884c7d659a2feaa0c55ad015"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("/f/1.pdf", f"/f/1.pdf?{TOKEN}", True, id="a file has its name"),
        pytest.param("/down.jsp?id=7", f"/down.jsp?id=7&{TOKEN}", True, id="a number beside it"),
        pytest.param("/list/", f"/list/index.html?{TOKEN}", True, id="the first page of a folder"),
        pytest.param("/down.jsp", f"/down.jsp?{TOKEN}", False, id="a program that has nothing else to go by"),
        pytest.param("/f/1.pdf", "/f/1.pdf?sid=12", False, id="a short value is a number of something"),
        pytest.param("/list?id=7", "/list?id=7&sid=12", False, id="a short value beside a number"),
    ],
)
def test_a_token_of_a_visit_is_dropped_where_something_else_says_what_is_here(one, other, same):
    base = "http://harbour.example"
    assert (url_key(base + one) == url_key(base + other)) is same
