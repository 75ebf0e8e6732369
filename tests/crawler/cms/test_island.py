from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.cms.island import HANWEB
from crawler.errors import PageChanged

COLUMN = "http://h.example/col/col101/index.html"


def query(request):
    return {
        key: value[0] for key, value in parse_qs(urlsplit(request.url).query, keep_blank_values=True).items()
    }


def form(request):
    return {key: value[0] for key, value in parse_qs(request.body.decode(), keep_blank_values=True).items()}


def test_reads_the_records_of_the_island(shape):
    read = HANWEB.read(shape.page(shape.hanweb(), url=COLUMN))
    assert (len(read.rows), read.total_rows) == (60, 140)
    assert read.rows[0].url == "http://h.example/art/2015/6/2/art_101_1.html"
    assert str(read.rows[0].claimed) == "2015-06-02"


def test_reads_records_written_as_entities(shape):
    assert len(HANWEB.read(shape.page(shape.hanweb(count=5, total=5, encoded=True), url=COLUMN)).rows) == 5


def test_offers_the_group_first_and_the_page_second(shape):
    group, page = HANWEB.read(shape.page(shape.hanweb(), url=COLUMN)).following
    assert group.method == "POST"
    assert urlsplit(group.url).path == "/module/web/jpage/dataproxy.jsp"
    assert query(group) == {"startrecord": "61", "endrecord": "120", "perpage": "20"}
    assert form(group)["unitid"] == "212"
    assert form(group)["webname"] == "某局"
    assert form(group)["sourceContentType"] == "3"
    assert group.headers["Referer"] == COLUMN
    assert page.method == "GET"
    assert query(page)["page"] == "4"
    assert query(page)["columnid"] == "101"
    assert query(page)["perpage"] == "20"


def test_goes_on_in_the_dialect_that_answered(shape):
    for chosen in (0, 1):
        request = HANWEB.read(shape.page(shape.hanweb(), url=COLUMN)).following[chosen]
        count = 60 if chosen == 0 else 20
        read = HANWEB.read(shape.page(shape.answer(61, count, 140), url=request.url, request=request))
        (following,) = read.following
        assert following.method == request.method
        assert len(read.rows) == count
        wanted = {"startrecord": "121", "endrecord": "180"} if chosen == 0 else {"page": "5"}
        assert wanted.items() <= query(following).items()


def test_ends_when_all_records_came(shape):
    request = HANWEB.read(shape.page(shape.hanweb(total=80), url=COLUMN)).following[0]
    assert HANWEB.read(shape.page(shape.answer(61, 20, 80), url=request.url, request=request)).following == ()


def test_the_link_alone_tells_the_proxy(shape):
    group, _ = HANWEB.read(
        shape.page(shape.hanweb(total=140).replace("<script>perPage", "<script>x"), url=COLUMN)
    ).following
    assert form(group)["unitid"] == "212"


def test_an_empty_deep_answer_is_the_end_but_keeps_the_total(shape):
    request = HANWEB.read(shape.page(shape.hanweb(), url=COLUMN)).following[0]
    empty = "<datastore><recordset></recordset></datastore>"
    read = HANWEB.read(shape.page(empty, url=request.url, request=request))
    assert (read.rows, read.following, read.total_rows, read.says_empty) == ((), (), 140, False)


def test_only_a_total_of_nought_says_empty(shape):
    store = "<script><datastore><totalrecord>0</totalrecord><recordset></recordset></datastore></script>"
    assert HANWEB.read(shape.page(shape.html(store), url=COLUMN)).says_empty
    bare = "<script><datastore><recordset></recordset></datastore></script>"
    assert not HANWEB.read(shape.page(shape.html(bare), url=COLUMN)).says_empty


def test_a_page_without_an_island_has_changed(shape):
    with pytest.raises(PageChanged, match="no datastore"):
        HANWEB.read(shape.page(shape.html("<ul></ul>"), url=COLUMN))


def test_reads_the_fullest_of_several_islands(shape):
    two = shape.html(shape.hanweb(count=1, config=False) + shape.hanweb(first=10, count=7, total=7))
    assert len(HANWEB.read(shape.page(two, url=COLUMN)).rows) == 7
