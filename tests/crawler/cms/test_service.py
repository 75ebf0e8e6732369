import pytest

from crawler.cms.service import FORM, JSON, PAGE, ask, had, memo_of, more_to_ask, with_query


def memo(shape, url="http://h.example/s?p={page}", **values):
    return memo_of(shape.page(""), url, **values)


@pytest.mark.parametrize(
    ("first", "number", "value"),
    [
        pytest.param(1, 1, "1", id="from one"),
        pytest.param(1, 3, "3", id="third"),
        pytest.param(0, 1, "0", id="from nought"),
        pytest.param(0, 3, "2", id="third from nought"),
    ],
)
def test_the_number_goes_where_the_mark_stands(shape, first, number, value):
    asked = ask(memo(shape, first=first), number)
    assert (asked.url, asked.number, asked.method) == (f"http://h.example/s?p={value}", number, "GET")


@pytest.mark.parametrize(("kind", "sent"), [("", FORM), (JSON, JSON)])
def test_a_body_makes_it_a_post_from_the_column(shape, kind, sent):
    asked = ask(memo(shape, url="http://h.example/s", body=f'{{"p": {PAGE}}}', kind=kind), 2)
    assert (asked.method, asked.body) == ("POST", b'{"p": 2}')
    assert asked.headers["Content-Type"] == sent
    assert asked.headers["Referer"] == "http://h.example/tzgg/"


@pytest.mark.parametrize(
    ("url", "values", "found"),
    [
        pytest.param("http://h/s?a=1", {"p": PAGE}, "http://h/s?a=1&p={page}", id="added"),
        pytest.param("http://h/s?P=1&a=", {"p": PAGE}, "http://h/s?P={page}&a=", id="in place, as spelled"),
        pytest.param("http://h/s#x", {"p": PAGE}, "http://h/s?p={page}", id="no query, fragment dropped"),
        pytest.param("http://h/s?q=%E5%B1%80", {"p": "2"}, "http://h/s?q=%E5%B1%80&p=2", id="Chinese kept"),
    ],
)
def test_sets_a_value_in_a_query(url, values, found):
    assert with_query(url, **values) == found


@pytest.mark.parametrize(
    ("values", "more"),
    [
        pytest.param({"rows": 12, "total": 47, "pages": 4}, True, id="first of four"),
        pytest.param({"rows": 12, "total": 47, "pages": 1}, False, id="pages go before rows"),
        pytest.param({"rows": 12, "total": 13, "pages": None}, True, id="a row is left"),
        pytest.param({"rows": 12, "total": 12, "pages": None}, False, id="all were had"),
        pytest.param({"rows": 12, "total": None, "pages": None}, True, id="nothing promised"),
        pytest.param({"rows": 0, "total": 47, "pages": 4}, False, id="no rows came"),
    ],
)
def test_whether_a_page_follows(shape, values, more):
    assert more_to_ask(memo(shape), 1, **values) is more


def test_an_address_without_a_number_is_asked_once(shape):
    assert not more_to_ask(memo(shape, url="http://h.example/ds.json"), 1, rows=9, total=None, pages=None)


def test_counts_what_was_had():
    assert had({}, 12) == 12
    assert had({"had": "12"}, 5) == 17
