import json
from datetime import date

import pytest

from crawler.cms.declared import declared, first_request
from crawler.cms.page import Page
from crawler.errors import PageChanged
from crawler.listservice import ListService

COLUMN = "http://h.example/view/list.html"


def service(**values):
    said = {
        "url": "/api/list?page={page}",
        "rows": "data.rows",
        "title": "docTitle",
        "link": "/show/{docId}.html",
    }
    return ListService(**{**said, "date": "publishDate", "total": "data.total", **values})


def read(one, answer, request=None):
    request = request or first_request(COLUMN, one)
    return declared(one).read(Page(url=request.url, text=json.dumps(answer), request=request))


def rows(count, **values):
    return [
        {"docId": at, "docTitle": f"关于第{at}号事项的公告", "publishDate": "2015-06-01", **values}
        for at in range(count)
    ]


def test_rows_are_read_as_the_file_says():
    found = read(service(), {"data": {"rows": rows(2), "total": 2}})
    assert [(one.title, one.url, one.claimed) for one in found.rows] == [
        (f"关于第{at}号事项的公告", f"http://h.example/show/{at}.html", date(2015, 6, 1)) for at in range(2)
    ]
    assert (found.following, found.total_rows) == ((), 2)


def test_pages_follow_until_the_total_is_had():
    one = service()
    first = read(one, {"data": {"rows": rows(2), "total": 4}})
    assert [way.url for way in first.following] == ["http://h.example/api/list?page=2"]
    assert read(one, {"data": {"rows": rows(2), "total": 4}}, first.following[0]).following == ()


def test_without_a_total_the_first_page_without_rows_is_the_end():
    one = service(total="")
    first = read(one, {"data": {"rows": rows(2)}})
    last = read(one, {"data": {"rows": []}}, first.following[0])
    assert (len(first.following), last.rows, last.following) == (1, (), ())


def test_a_service_without_pages_is_asked_once():
    assert read(service(url="/api/all.json", total=""), {"data": {"rows": rows(2)}}).following == ()


def test_a_question_by_post_counts_rows_where_it_wants_to():
    one = service(url="/api/list", body='{"pn": {offset}, "rn": 20}', size=20)
    first = first_request(COLUMN, one)
    assert (first.method, first.body, first.headers["Content-Type"]) == (
        "POST",
        b'{"pn": 0, "rn": 20}',
        "application/json",
    )
    (second,) = read(one, {"data": {"rows": rows(20), "total": 30}}, first).following
    assert second.body == b'{"pn": 20, "rn": 20}'


def test_a_form_is_sent_as_one_and_pages_may_begin_at_nought():
    first = first_request(COLUMN, service(url="/api/list", body="p={page}", first=0))
    assert (first.body, first.headers["Content-Type"]) == (b"p=0", "application/x-www-form-urlencoded")
    assert first.headers["Referer"] == COLUMN


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"data": {}}, id="no rows"),
        pytest.param({"data": {"rows": rows(1)}}, id="no total where one was promised"),
        pytest.param({"data": {"rows": [{"docId": 1}], "total": 1}}, id="no title"),
    ],
)
def test_another_answer_has_changed(answer):
    with pytest.raises(PageChanged):
        read(service(), answer)


def test_an_answer_that_is_a_list_has_its_rows_nowhere_deeper():
    found = read(service(rows="", total=""), rows(2))
    assert len(found.rows) == 2


def test_a_column_without_a_service_is_its_page():
    assert first_request(COLUMN, None).url == COLUMN


def test_a_search_whose_rows_are_wrapped_is_described_by_paths():
    one = ListService(
        url="http://search.example/irs/front/search",
        body='{"code": "c1", "pageNo": {page}, "customFilter": {"properties": [{"property": "channel_id", "value": "7"}]}}',
        rows="data.middle.listAndBox",
        title="data.title",
        link="data.url",
        date="data.time",
        total="data.pager.total",
    )
    row = {
        "data": {
            "title": "<em>公告</em>第1号",
            "url": "http://h.example/t20150601_1.html",
            "time": "2015-06-01 08:00",
        }
    }
    found = read(one, {"data": {"middle": {"listAndBox": [row]}, "pager": {"total": 2}}})
    assert [(found.rows[0].title, found.rows[0].url, found.rows[0].claimed)] == [
        ("公告第1号", "http://h.example/t20150601_1.html", date(2015, 6, 1))
    ]
    assert json.loads(found.following[0].body)["pageNo"] == 2
