"""Tests of conditional requests and of replies on the wire."""

from datetime import date

import pytest

from crawler.practice.http import Reply, Request, conditional, encode, page

SHOWN = page("<p>公告</p>", tagged=True, changed=date(2015, 6, 3))
TAG = dict(conditional(Request(), SHOWN).headers)["ETag"]
WHEN = "Wed, 03 Jun 2015 01:30:00 GMT"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="asked plainly"),
        pytest.param({"if-none-match": TAG}, 304, id="has it"),
        pytest.param({"if-none-match": '"other"'}, 200, id="has another"),
        pytest.param({"if-modified-since": WHEN}, 304, id="not changed since"),
        pytest.param({"if-modified-since": "Tue, 02 Jun 2015 01:30:00 GMT"}, 200, id="changed since"),
        pytest.param({"if-none-match": '"other"', "if-modified-since": WHEN}, 200, id="the tag goes first"),
        pytest.param({"if-modified-since": "the other day"}, 200, id="no date at all"),
        pytest.param(
            {"if-modified-since": "Wed, 03 Jun 2015 01:30:00 -0000"}, 200, id="a date without a zone"
        ),
    ],
)
def test_what_a_conditional_request_gets(headers, status):
    reply = conditional(Request(headers=headers), SHOWN)
    assert reply.status == status
    assert dict(reply.headers) == {"ETag": TAG, "Last-Modified": WHEN}
    assert bool(reply.body) is (status == 200)


def test_a_page_without_validators_is_never_not_modified():
    assert conditional(Request(headers={"if-modified-since": WHEN}), page("今天")).status == 200


def test_a_head_has_the_length_and_no_body():
    sent = encode(Reply(body=b"12345"), head=True)
    assert b"Content-Length: 5\r\n" in sent
    assert sent.endswith(b"\r\n\r\n")


def test_query_and_form_are_read():
    request = Request(target="/a.jsp?page=2&webname=", body="columnid=7&webname=局".encode())
    assert request.path == "/a.jsp"
    assert request.query == {"page": "2", "webname": ""}
    assert request.form == {"columnid": "7", "webname": "局"}
