import json
from datetime import date
from urllib.parse import parse_qsl

import pytest

from crawler.cms import openings
from crawler.cms.jsonlist import address_in, dig, is_json, parse_json, title_key
from crawler.cms.services import (
    AFFAIRS,
    ARTICLE_LISTS,
    EPOINT_API,
    IGS,
    INTERTID,
    IRS,
    SZINF,
    UCAP_JSON,
    XINHUA,
)
from crawler.errors import PageChanged

HEX = "0123456789abcdef0123456789abcdef"
GUID = "958d357a-0000-4000-8000-000000000001"
QUESTION = json.dumps({"code": "c1", "tableName": "t_1", "sorts": [{"a": 1}], "pageNo": 1, "pageSize": 20})


def opened(adapter, shape, inner, url="http://h.example/tzgg/"):
    return adapter.read(shape.page(shape.html(inner), url=url))


OPENED = [
    pytest.param(
        UCAP_JSON,
        f'<meta name="channelid" content="{HEX}">',
        [f"http://h.example/{path}/{HEX}?" for path in ("common/search", "searchList", "search")],
        id="ucap: only the channel is known",
    ),
    pytest.param(
        UCAP_JSON,
        f"<script>var u='/searchList/{HEX}?_isJson=true'</script>",
        [f"http://h.example/searchList/{HEX}?_isAgg=true"],
        id="ucap: the search is named",
    ),
    pytest.param(
        SZINF,
        f'<script>channelid: "{HEX}"</script>',
        [f"http://h.example/szinf/info/getInfoCommon/?pagesize=15&currpage=1&channelid={HEX}"],
        id="szinf",
    ),
    pytest.param(
        IGS,
        '<script>get("/igs/front/search.jhtml?code=c&amp;siteId=6&amp;pageNumber=7")</script>',
        ["http://h.example/igs/front/search.jhtml?code=c&siteId=6&pageNumber=1"],
        id="igs",
    ),
    pytest.param(IRS, f"<script>var q = {QUESTION};</script>", ["http://h.example/irs/front/list"], id="irs"),
    pytest.param(
        AFFAIRS,
        '<script>post({"channelList":["5144"],"pageNo":1})</script>',
        ["http://h.example/zwgk-search-front/api/data/affair"],
        id="affairs",
    ),
    pytest.param(
        INTERTID,
        "<script>qx_getSearchList(1, 20, '1', '25'); '/intertidwebapp/govChanInfo/getBhDocuments'</script>",
        [
            "http://h.example/intertidwebapp/govChanInfo/getBhDocuments?Index=1&pageIndex=1&pageSize=20&siteId=1&"
        ],
        id="intertid",
    ),
    pytest.param(
        XINHUA,
        '<ul id="showData0" data="datasource:abcdef0123456789"></ul>',
        ["http://h.example/tzgg/ds_abcdef0123456789.json"],
        id="xinhua: a data file",
    ),
    pytest.param(
        XINHUA,
        "<script>channelCode: 'A0937'</script>",
        ["http://h.example/cms/JsonList"],
        id="xinhua: a service",
    ),
    pytest.param(
        EPOINT_API,
        f"<script>siteGuid:'{GUID}', categorynum:'003006'</script>",
        ["http://h.example/EWB-FRONT/rest/lightfrontaction/getgovinfolist"],
        id="epoint: all in the page",
    ),
    pytest.param(
        EPOINT_API,
        "<script src='/js/webBuilderCommon.js'></script><script>categorynum='003006'</script>",
        ["http://h.example/js/webBuilderCommon.js"],
        id="epoint: the site's id is in a script",
    ),
]


@pytest.mark.parametrize(("adapter", "inner", "urls"), OPENED)
def test_the_page_leads_to_its_service(shape, adapter, inner, urls):
    read = opened(adapter, shape, inner)
    assert read.opening
    assert len(read.following) == len(urls)
    for way, url in zip(read.following, urls, strict=True):
        assert way.url.startswith(url)


@pytest.mark.parametrize(
    "adapter", [UCAP_JSON, SZINF, IGS, IRS, AFFAIRS, INTERTID, XINHUA, EPOINT_API], ids=lambda one: one.name
)
def test_a_page_that_tells_nothing_has_changed(shape, adapter):
    with pytest.raises(PageChanged, match="nothing in the page"):
        opened(adapter, shape, "<p>新版</p>")


def test_a_question_keeps_all_but_its_number(shape):
    asked = opened(IRS, shape, f"<script>var q = {QUESTION};</script>").following[0]
    assert json.loads(asked.body) == json.loads(QUESTION)
    assert asked.headers["Content-Type"] == "application/json"


def test_epoint_asks_from_nought_with_the_id_from_the_script(shape):
    inner = "<script src='/js/webBuilderCommon.js'></script><script>categorynum='003006'</script>"
    script = opened(EPOINT_API, shape, inner).following[0]
    text = f"var siteInfo = {{siteGuid: '{GUID}'}};"
    asked = EPOINT_API.read(shape.page(text, url=script.url, request=script)).following[0]
    question = json.loads(asked.body)
    assert (question["siteGuid"], question["categorynum"], question["pageIndex"]) == (GUID, "003006", 0)
    assert asked.headers["Referer"] == "http://h.example/tzgg/"


def test_epoint_goes_by_the_category_of_its_own_address(shape):
    inner = f"<a href='/x.html?categorynum=001001'>a</a><script>siteGuid:'{GUID}'</script>"
    url = "http://h.example/govInfoPub.html?categorynum=001002"
    assert json.loads(opened(EPOINT_API, shape, inner, url).following[0].body)["categorynum"] == "001002"


ANSWERS = [
    pytest.param(
        UCAP_JSON,
        {
            "data": {
                "total": 1,
                "results": [
                    {
                        "title": "一",
                        "url": "//h.example/c1/c2/content.shtml",
                        "publishedTime": 1433116800000,
                        "domainMetaList": [{"resultList": [{"key": "indexnumber", "value": "K1"}]}],
                    }
                ],
            }
        },
        ("一", "http://h.example/c1/c2/content.shtml", "K1"),
        id="ucap",
    ),
    pytest.param(
        SZINF,
        {"infolist": [{"title": "一", "link": "/a", "pubtime": "2015-06-01"}]},
        ("一", "http://h.example/a", ""),
        id="szinf",
    ),
    pytest.param(
        IGS,
        {
            "page": {
                "content": [{"title": "<em>一</em>&amp;二", "url": "/a", "trs_time": "2015-06-01 10:00"}],
                "totalPages": 1,
                "totalElements": 1,
            }
        },
        ("一&二", "http://h.example/a", ""),
        id="igs",
    ),
    pytest.param(
        IRS,
        {
            "data": {
                "list": [
                    {"f_1": "甲", "f_2": "关于一件事的公告", "doc_pub_url": "/a", "save_time": "2015-06-01"}
                ],
                "pager": {"total": 1},
            }
        },
        ("关于一件事的公告", "http://h.example/a", ""),
        id="irs",
    ),
    pytest.param(
        INTERTID,
        {"list": [{"title": "一", "url": "/a", "writeTimeString": "2015-06-01"}], "pageCount": 1},
        ("一", "http://h.example/a", ""),
        id="intertid",
    ),
    pytest.param(
        EPOINT_API,
        {
            "custom": json.dumps(
                {"Table": [{"title": "一", "href": "/a", "infodate": "2015-06-01"}], "totalcount": 1}
            )
        },
        ("一", "http://h.example/a", ""),
        id="epoint, with JSON in a text",
    ),
    pytest.param(
        XINHUA,
        {"datasource": [{"title": "<a href='x'>一</a>", "publishUrl": "/a", "publishTime": "2015-06-01"}]},
        ("一", "http://h.example/a", ""),
        id="xinhua",
    ),
]


@pytest.mark.parametrize(("adapter", "answer", "row"), ANSWERS)
def test_reads_an_answer(shape, adapter, answer, row):
    read = adapter.read(shape.page(json.dumps(answer), url="http://h.example/s"))
    (found,) = read.rows
    assert (found.title, found.url, found.index_number) == row
    assert found.claimed == date(2015, 6, 1)
    assert read.following == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('{"a": 1}', {"a": 1}, id="bare"),
        pytest.param('jQuery1_2({"a": 1});', {"a": 1}, id="in a call"),
        pytest.param(" cb ( [1] ) ", [1], id="in a call with blanks"),
    ],
)
def test_opens_what_is_around_an_answer(text, value):
    assert is_json(text)
    assert parse_json(text) == value


@pytest.mark.parametrize("text", ["<html>f(x)</html>", "", "var a = 1;"])
def test_a_page_is_no_answer(text):
    assert not is_json(text)


def test_digs_no_deeper_than_there_is():
    assert dig({"a": [1, 2]}, "a.1") == 2
    assert dig({"a": [1, 2]}, "a.2") is None
    assert dig({"a": "text"}, "a.b") is None


def test_the_title_is_what_looks_most_like_one():
    rows = [
        {"kind": "文件", "name": f"关于第{at}号事项的公告", "text": f"正文{at}\n第二行", "id": f"{at}" * 32}
        for at in range(4)
    ]
    assert title_key(rows) == "name"
    assert title_key([]) == ""


def test_finds_the_object_that_holds_a_name():
    assert openings.object_with("b", 'x({"a": {"z": 1}, "b": 2})') == {"a": {"z": 1}, "b": 2}
    assert openings.object_with("b", 'x({"b": ') is None
    assert openings.object_with("c", "{}") is None


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        pytest.param(
            {"link": "/a", "domain": "http://d", "path": "/b"}, "/a", id="the first that says anything"
        ),
        pytest.param({"link": "", "domain": "http://d", "path": "/b"}, "http://d/b", id="of two values"),
        pytest.param({"link": "", "domain": "", "path": "/b"}, "/b", id="of an empty one and another"),
        pytest.param({"link": None, "path": "/b"}, "/b", id="a value that is lacking makes none"),
        pytest.param({}, "", id="nothing"),
    ],
)
def test_addresses_are_put_together(entry, address):
    assert address_in(entry, ("link", "{domain}{path}", "path")) == address


@pytest.mark.parametrize(
    ("adapter", "inner", "path", "body"),
    [
        pytest.param(
            SZINF,
            f'<script>ask("/szinf/a/loadData", {{channelId: "{HEX}", deptCode: "12"}})</script>',
            "/szinf/a/loadData",
            {"channelId": HEX, "deptCode": "12", "pageSize": 15, "pageIndex": 1},
            id="szinf, with a department",
        ),
        pytest.param(
            SZINF,
            f'<script>ask("/szinf/xxgk/interfacesWebZcwj/loadData", {{channelId: "{HEX}"}})</script>',
            "/szinf/xxgk/interfacesWebZcwj/loadData",
            {"channelId": HEX, "deptCode": "", "pageSize": 15, "pageIndex": 1},
            id="szinf, without one",
        ),
        pytest.param(
            UCAP_JSON,
            f'<meta name="channelId" content="{HEX}"><script>post("/getFileListByCodeId")</script>',
            "/getFileListByCodeId",
            {"channelId": HEX, "page": "1", "size": "20"},
            id="ucap, a form",
        ),
        pytest.param(
            ARTICLE_LISTS,
            '<script>topic="9"; var rdeptid = 7; post("/articleCommonController/lists.do")</script>',
            "/articleCommonController/lists.do",
            {"page": "1", "pagesize": "15", "topic": "9", "deptid": "", "rdeptid": "7"},
            id="article lists",
        ),
    ],
)
def test_questions_by_post(shape, adapter, inner, path, body):
    (asked,) = opened(adapter, shape, inner).following
    assert (asked.method, asked.url) == ("POST", f"http://h.example{path}")
    text = asked.body.decode()
    found = json.loads(text) if text.startswith("{") else dict(parse_qsl(text, keep_blank_values=True))
    assert found == body
