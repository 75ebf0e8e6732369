import json
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from crawler.cms.fragments import EASYSITE, ILIST, JPAAS, LONSUN, WAS5, XXGK
from crawler.cms.page import PageRequest
from crawler.errors import PageChanged

UNIT = "http://h.example/api-gateway/jpaas-publish-server/front/page/build/unit"


def script(tag, *, url=UNIT, quote="'"):
    data = f"{{'webId':'8d82','tagId':'{tag}'}}" if quote == "'" else "{broken"
    return f'<script parseType="bulidstatic" URL="{url}" queryData="{data}"></script>'


def listed(shape, first, count):
    return shape.rows([f"/art/2015/art_{at:032x}.html" for at in range(first, first + count)])


def built(shape, first, count, total, pager=""):
    html = f'<ul>{listed(shape, first, count)}</ul><div class="pagination" pageNo="1" rows="{count}" count="{total}">{pager}</div>'
    return json.dumps({"success": True, "data": {"html": html}})


def answered(adapter, shape, request, text):
    return adapter.read(shape.page(text, url=request.url, request=request))


def test_every_unit_of_a_jpaas_page_may_be_the_list(shape):
    read = JPAAS.read(shape.page(shape.html(script("导航") + script("右侧") + script("x", quote="broken"))))
    assert read.opening
    assert len(read.following) == 2
    first = read.following[0]
    assert first.url.startswith(f"{UNIT}?webId=8d82&tagId=")
    assert first.url.endswith("&paramJson=%7B%22pageNo%22%3A1%2C%22pageSize%22%3A50%7D")
    assert first.headers["Referer"] == "http://h.example/tzgg/"


def test_rows_beside_the_units_of_a_jpaas_page_are_no_list(shape):
    read = JPAAS.read(shape.page(shape.html(f"<ul>{listed(shape, 1, 5)}</ul>{script('右侧')}")))
    assert (read.opening, read.rows) == (True, ())


def test_a_unit_is_asked_until_its_count_is_reached(shape):
    request = JPAAS.read(shape.page(shape.html(script("右侧")))).following[0]
    asked = []
    while request:
        asked.append(request.url[-30:])
        number = request.number
        text = built(shape, number * 10, 5 if number < 3 else 2, 12)
        read = answered(JPAAS, shape, request, text)
        assert read.total_rows == 12
        request = read.following[0] if read.following else None
    assert ["%3A1%2C" in asked[0], "%3A2%2C" in asked[1], "%3A3%2C" in asked[2]] == [True] * 3
    assert len(asked) == 3


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"success": false}', id="no data"),
        pytest.param('{"data": {"html": null}}', id="no markup"),
        pytest.param('{"data": {"ht', id="half an answer"),
        pytest.param("refused", id="no markup at all"),
    ],
)
def test_an_answer_without_markup_is_named(shape, text):
    request = JPAAS.read(shape.page(shape.html(script("右侧")))).following[0]
    with pytest.raises(PageChanged):
        answered(JPAAS, shape, request, text)


def test_an_empty_answer_says_so(shape):
    request = JPAAS.read(shape.page(shape.html(script("右侧")))).following[0]
    read = answered(JPAAS, shape, request, built(shape, 1, 0, 0))
    assert (read.rows, read.says_empty, read.following) == ((), True, ())


LABEL = "/site/label/8888?IsAjax=1&amp;labelName=publicInfoList&amp;pageIndex=2&amp;organId=9"


@pytest.mark.parametrize(
    ("inner", "url", "following"),
    [
        pytest.param(
            f'<script>var u = "{LABEL}"</script>',
            "http://h.example/public/column/9?type=4&catId=3",
            "http://h.example/site/label/8888?IsAjax=1&labelName=publicInfoList&pageIndex=1&organId=9",
            id="the label's whole address",
        ),
        pytest.param(
            "<script>load({labelName:'publicInfoList', pageSize: 15, organId:'9'}, '/site/label/8888')</script>",
            "http://h.example/public/column/9?type=4&catId=3",
            "http://h.example/site/label/8888?IsAjax=1&dataType=html&labelName=publicInfoList&pageSize=15&organId=9&pageIndex=1",
            id="the label's parameters",
        ),
        pytest.param(
            "",
            "http://h.example/public/column/9?type=4&catId=3",
            "http://h.example/public/column/9?type=4&catId=3&pageIndex=1",
            id="the page itself",
        ),
    ],
)
def test_where_the_rows_of_a_lonsun_catalogue_are(shape, inner, url, following):
    read = LONSUN.read(shape.page(shape.html(inner), url=url))
    assert read.opening
    assert [one.url for one in read.following] == [following]


def test_a_static_lonsun_list_goes_on_by_its_column(shape):
    inner = f"<ul class=doc_list>{listed(shape, 1, 5)}</ul><script>columnId: 6797011, pageCount:2,</script>"
    read = LONSUN.read(shape.page(shape.html(inner), url="http://h.example/xwdt/index.html"))
    assert (len(read.rows), read.total_pages) == (5, 2)
    (second,) = read.following
    assert second.url == "http://h.example/content/column/6797011?pageIndex=2"
    last = answered(LONSUN, shape, second, shape.html(inner))
    assert last.following == ()


def test_an_empty_lonsun_catalogue_is_empty(shape):
    page = shape.page(shape.html("<p>暂无相关信息</p>"), url="http://h.example/public/column/9?type=4")
    assert LONSUN.read(page).says_empty


def test_the_category_of_a_hanweb_catalogue_stands_in_its_address(shape):
    inner = '<script>$.ajax({url:"/module/xxgk/search.jsp", data:"infotypeId=B1&jdid=3&divid=div5&area=113"})</script>'
    url = "http://h.example/col/col102/index.html?number=A0001"
    read = XXGK.read(shape.page(shape.html(inner), url=url))
    (first,) = read.following
    assert (first.method, first.url.partition("?")[0]) == ("POST", "http://h.example/module/xxgk/search.jsp")
    form = first.body.decode()
    for pair in ("infotypeId=A0001", "jdid=3", "area=113", "divid=div5", "currpage=1"):
        assert pair in form.split("&")
    rows = "".join(
        f"<tr><td>K{at}</td><td><a href='/art/2015/6/{at}/art_102_{at}.html' title='第{at}号目录'>第{at}号目录</a></td><td>2015-06-{at:02}</td></tr>"
        for at in range(1, 6)
    )
    answer = answered(XXGK, shape, first, f"<table>{rows}</table>共2页")
    assert [one.claimed for one in answer.rows][:1] == [date(2015, 6, 1)]
    assert b"currpage=2" in answer.following[0].body


def test_the_pager_of_easysite_tells_its_call(shape):
    call = "/eportal/ui?pageId=302272&amp;currentPage=2&amp;moduleId=ab12&amp;staticRequest=yes"
    inner = f'<ul>{listed(shape, 1, 5)}</ul><a onclick="go(&quot;{call}&quot;)">下一页</a> 共3页'
    read = EASYSITE.read(shape.page(shape.html(inner)))
    (second,) = read.following
    assert second.url == (
        "http://h.example/eportal/ui?pageId=302272&currentPage=2&moduleId=ab12&staticRequest=yes"
    )


def test_records_in_xml_are_rows(shape):
    records = "".join(
        f"<REC><TITLE><![CDATA[第{at}号<文>]]></TITLE><URL>/a/t2015061{at}_{at}.html</URL><DOCRELTIME>2015.06.1{at}</DOCRELTIME></REC>"
        for at in range(3)
    )
    url = "http://h.example/was5/web/search?channelid=9&page=1"
    (first,) = WAS5.find(shape.page("", url=url))
    request = PageRequest(url=url, memo=first)
    read = answered(WAS5, shape, request, f"<RESULT><RECORDCOUNT>5</RECORDCOUNT>{records}</RESULT>")
    assert [one.title for one in read.rows] == ["第0号<文>", "第1号<文>", "第2号<文>"]
    assert read.rows[1].claimed == date(2015, 6, 11)
    assert (read.total_rows, read.following[0].url[-7:]) == (5, "&page=2")


@pytest.mark.parametrize(
    ("query", "following"),
    [
        pytest.param("cat_id=9&cur_page=1", "cat_id=9&cur_page=2", id="its own number"),
        pytest.param("cat_id=9", "cat_id=9&cur_page=2", id="none yet"),
        pytest.param("a=1&pageNo=1", "a=1&pageNo=2", id="another name"),
    ],
)
def test_a_list_by_query_goes_on_by_query(shape, query, following):
    url = f"http://h.example/info/iList.jsp?{query}"
    read = ILIST.read(shape.page(shape.html(f"<ul>{listed(shape, 1, 5)}</ul>共2页"), url=url))
    assert [one.url for one in read.following] == [f"http://h.example/info/iList.jsp?{following}"]


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_catalogue_is_searched_as_its_page_says(shape, quote):
    search = "{'xxgkId':'x1','nodeId':'7','isFindChild':true}".replace("'", quote)
    script = "<script url='/jpaas-publish-server/unit' querydata=\"{'webId':'w'}\"></script>"
    page = shape.page(shape.html(f"{script}<script>var s = {search};</script>"))
    (asked,) = JPAAS.read(page).following
    said = json.loads(dict(parse_qsl(urlsplit(asked.url).query))["paramJson"])
    assert said["search"] == {"xxgkId": "x1", "nodeId": "7", "isFindChild": True}
    assert said["pageNo"] == 1
