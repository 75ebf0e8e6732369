import json

import pytest

from crawler.cms.messages import TRUECMS
from crawler.errors import PageChanged

SCRIPT = "<script>page({perPage:5, columnId:'01234567-89ab-cdef-0123-456789abcdef', proxyUrl:'/truecms/messageController/getMessage.do'})</script>"


def first(shape, count, total):
    rows = shape.rows([f"/tzgg/content/{at:08}-89ab-cdef-0123-456789abcdef.html" for at in range(count)])
    total_said = f"<script type='text/xml'><totalrecord>{total}</totalrecord></script>"
    return shape.html(f"<div id='initData'><ul class='list-ul'>{rows}</ul></div>{total_said}{SCRIPT}")


def called(shape, start, count, total):
    return f"records({json.dumps({'result': shape.answer(start, count, total)})});"


def test_asks_for_the_records_after_those_of_the_page(shape):
    read = TRUECMS.read(shape.page(first(shape, 5, 12)))
    (way,) = read.following
    assert len(read.rows) == 5
    assert way.url.startswith(
        "http://h.example/truecms/messageController/getMessage.do?startrecord=6&endrecord=20&"
    )
    assert way.headers["Referer"] == "http://h.example/tzgg/"
    more = TRUECMS.read(shape.page(called(shape, 6, 7, 12), url=way.url, request=way))
    assert (len(more.rows), more.following, more.total_rows) == (7, (), 12)


def test_a_list_that_fits_its_page_asks_nothing(shape):
    assert TRUECMS.read(shape.page(first(shape, 5, 5))).following == ()
    assert TRUECMS.read(shape.page(first(shape, 0, 0))).says_empty


@pytest.mark.parametrize("text", ["<html></html>", "records({});", 'records({"result": '])
def test_a_lost_shape_is_named(shape, text):
    way = TRUECMS.read(shape.page(first(shape, 5, 12))).following[0]
    with pytest.raises(PageChanged):
        TRUECMS.read(shape.page(text, url=way.url, request=way))
