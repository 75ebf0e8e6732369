import json
from datetime import date

import pytest

from crawler.practice.families.values import asked, of_column, of_notice
from crawler.practice.http import Request
from crawler.practice.model import Column, Notice

NOTICE = Notice(
    number=1001,
    columns=("tzgg",),
    title='关于<甲>与"乙"的公告',
    claimed=date(2015, 6, 3),
    appears=date(2015, 6, 3),
    body=("一",),
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ymd", "20150603"),
        ("ym", "201506"),
        ("date", "2015-06-03"),
        ("number", "1001"),
        ("title", "关于&lt;甲&gt;与&quot;乙&quot;的公告"),
        ("href", "/a?b=1&amp;c=2"),
        ("pin", ""),
    ],
)
def test_the_names_of_a_notice(name, value):
    assert of_notice(NOTICE, "/a?b=1&c=2")[name] == value


def test_names_in_json_read_back():
    values = of_notice(NOTICE, "/a")
    assert json.loads(values["j_title"]) == NOTICE.title
    assert json.loads(json.loads(values["j_urls"])) == {"pc": "/a"}
    assert len(values["snow"]) == 19


def test_two_columns_have_two_hashes():
    first, second = (of_column(Column(id=str(at), name="列", code=at)) for at in (1, 2))
    assert first["chex"] != second["chex"]
    assert len(first["chex"]) == 32
    assert len(first["cuuid"]) == 36


@pytest.mark.parametrize(
    ("request_", "found"),
    [
        pytest.param(Request(target="/s?page=2"), {"page": "2"}, id="a query"),
        pytest.param(Request(body=b"page=3"), {"page": "3"}, id="a form"),
        pytest.param(
            Request(body=b'{"pageNo": 4, "deep": {"code": "c"}}'), {"pageNo": "4", "code": "c"}, id="JSON"
        ),
        pytest.param(
            Request(target="/s?paramJson=%7B%22pageNo%22%3A5%7D&pageNo=1"),
            {"pageNo": "5"},
            id="JSON in a query",
        ),
    ],
)
def test_what_a_request_asks_with(request_, found):
    assert found.items() <= asked(request_).items()


def test_broken_json_asks_nothing():
    assert "pageNo" not in asked(Request(body=b'{"pageNo": '))
