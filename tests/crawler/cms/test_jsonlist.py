import json
from datetime import date

import pytest

from crawler.cms.page import PageRequest
from crawler.cms.services import GKMLPT
from crawler.errors import PageChanged

INDEX = "http://h.example/gkmlpt/index"


def article(at, **values):
    return {
        "title": f"第{at}号通知",
        "url": f"http://h.example/gkmlpt/content/0/1/post_{at}.html",
        "document_number": f"练发〔2015〕{at}号",
        "identifier": f"K0{at}",
        "display_publish_time": 1433116800 + at,
        "created_at": "2015-06-01 10:00:00",
    } | values


def answer(*articles, total):
    return json.dumps({"total": total, "articles": articles})


def opened(shape, url=INDEX):
    return GKMLPT.read(shape.page(shape.gkmlpt, url=url.partition("#")[0], request=PageRequest(url=url)))


@pytest.mark.parametrize(
    ("url", "service"),
    [
        pytest.param(INDEX, "http://h.example/gkmlpt/api/all/0?page=1&sid=755001", id="everything"),
        pytest.param(
            f"{INDEX}#2401", "http://h.example/gkmlpt/api/all/2401?page=1&sid=755001", id="one category"
        ),
        pytest.param(
            "http://h.example/zjj/gkmlpt/index#7",
            "http://h.example/zjj/gkmlpt/api/all/7?page=1&sid=755001",
            id="below",
        ),
    ],
)
def test_the_index_leads_to_the_service(shape, url, service):
    read = opened(shape, url)
    assert read.opening
    assert [one.url for one in read.following] == [service]


def test_reads_an_answer(shape):
    request = opened(shape).following[0]
    read = GKMLPT.read(shape.page(answer(article(1), article(2), total=2), url=request.url, request=request))
    assert [one.title for one in read.rows] == ["第1号通知", "第2号通知"]
    assert (read.rows[0].doc_number, read.rows[0].index_number) == ("练发〔2015〕1号", "K01")
    assert read.rows[0].claimed == date(2015, 6, 1)
    assert (read.total_rows, read.following) == (2, ())


@pytest.mark.parametrize(
    ("values", "claimed"),
    [
        pytest.param({"display_publish_time": 1433088000}, date(2015, 6, 1), id="midnight in Shanghai"),
        pytest.param({"display_publish_time": 1433087999}, date(2015, 5, 31), id="a second before"),
        pytest.param({"display_publish_time": None}, date(2015, 6, 1), id="a text"),
        pytest.param({"display_publish_time": 0, "created_at": ""}, None, id="none"),
        pytest.param({"display_publish_time": 10**15, "created_at": ""}, None, id="absurd"),
    ],
)
def test_reads_the_day(shape, values, claimed):
    request = opened(shape).following[0]
    read = GKMLPT.read(shape.page(answer(article(1, **values), total=1), url=request.url, request=request))
    assert read.rows[0].claimed == claimed


def test_asks_for_pages_until_the_total_is_reached(shape):
    request = opened(shape).following[0]
    numbers = []
    while request:
        numbers.append(request.number)
        count = 1 if request.number == 3 else 2
        text = answer(*(article(request.number * 10 + at) for at in range(count)), total=5)
        read = GKMLPT.read(shape.page(text, url=request.url, request=request))
        request = read.following[0] if read.following else None
    assert numbers == [1, 2, 3]


def test_no_articles_and_a_total_of_nought_is_empty(shape):
    request = opened(shape).following[0]
    read = GKMLPT.read(shape.page(answer(total=0), url=request.url, request=request))
    assert (read.rows, read.says_empty) == ((), True)
    lying = GKMLPT.read(shape.page(answer(total=5), url=request.url, request=request))
    assert (lying.says_empty, lying.following, lying.total_rows) == (False, (), 5)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<html>new portal</html>", id="no configuration"),
        pytest.param("<script>window._CONFIG = {}</script>", id="no SID"),
        pytest.param('{"code": 500}', id="another answer"),
        pytest.param('{"total": 1, "articles": [', id="half an answer"),
        pytest.param('{"total": "many", "articles": []}', id="no number"),
        pytest.param('{"total": 1, "articles": [{"url": "/a"}]}', id="no title"),
        pytest.param("[1, 2]", id="a list"),
    ],
)
def test_a_lost_shape_is_named(shape, text):
    with pytest.raises(PageChanged):
        GKMLPT.read(shape.page(text, url=INDEX))
