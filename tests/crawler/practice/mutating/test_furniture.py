"""What stands around a text is another at every look, and the text stays."""

from datetime import datetime
from random import Random

import pytest

from crawler.clock import SHANGHAI
from crawler.extract.page import read_notice
from crawler.practice.mutating.furniture import STYLES, furnish, without_session
from crawler.store.addresses import url_key
from crawler.store.edits import content_of
from crawler.versions.difference import differ

PAGE = (
    '<html><head><title>甲</title></head><body class="p"><div class="nav"><a href="/x/index.html" target="_blank">首页</a></div>'
    '<div class="main"><h1>关于汛期登记的通知</h1><div class="info">来源：教育局 发布时间：2015-06-01</div><div id="zoom">'
    "<p>　　为做好登记工作，现将有关事项通知如下。</p>\n<p>　　请于7月1日前报送，补助标准为5000元。</p>"
    '<p><a href="/f/1.pdf">名单.pdf</a></p></div></div></body></html>'
)


@pytest.mark.parametrize(
    "style", STYLES, ids=lambda one: f"{one.session or 'plain'}{one.inside:d}{one.under_title:d}"
)
def test_two_looks_differ_in_bytes_and_not_in_substance(style):
    pages = [
        furnish(PAGE, style, datetime(2015, 6, day, 9, tzinfo=SHANGHAI), Random(day)) for day in (20, 21, 22)
    ]
    assert len(set(pages)) == 3
    plain, *read = [
        content_of(read_notice(one.encode(), "http://h.example/n/1.html", "text/html; charset=utf-8"))
        for one in (PAGE, *pages)
    ]
    for one in read:
        assert not differ(plain, one), differ(plain, one)
        assert (one.title, one.published) == (plain.title, plain.published)


@pytest.mark.parametrize("session", ["path", "sid", "token"])
def test_a_link_with_a_session_leads_to_the_same_page(session):
    style = next(one for one in STYLES if one.session == session)
    text = furnish(PAGE, style, datetime(2015, 6, 20, tzinfo=SHANGHAI), Random(1))
    href = text.partition("/f/1.pdf")[2].partition('"')[0].replace("&amp;", "&")
    assert href
    assert without_session(f"/f/1.pdf{href}") == "/f/1.pdf"
    assert url_key(f"http://h.example/f/1.pdf{href}") == url_key("http://h.example/f/1.pdf")


def test_what_is_no_page_stays():
    assert furnish("{}", STYLES[0], datetime(2015, 6, 20, tzinfo=SHANGHAI), Random(1)) == "{}"
