"""Tests of the Hanweb sites over real HTTP: islands, both proxy dialects, addresses, the counter."""

import html
import re
from datetime import date
from urllib.parse import quote

from crawler.practice.families.hanweb import NOTHING
from crawler.practice.truth import listed

ROW = re.compile(r'<a target="_blank" href="([^"]+)"')


def records(text: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r"<record><!\[CDATA\[(.*?)\]\]></record>", text)]


def unit(text: str) -> str:
    return re.search(r"unitid:'(\d+)'", text)[1]


def test_page_1_holds_60_records_of_more_and_says_how_many(visit, city):
    text = visit("caizheng-web", "/col/col10101/index.html").text
    rows = [one for one in listed(city.by_id["caizheng"], city.first) if one.column == "tzgg"]
    assert len(records(text)) == 60 < len(rows)
    assert f"<totalrecord>{len(rows)}</totalrecord>" in text
    assert f"totalRecord:{len(rows)}" in text


def test_the_post_site_gives_the_rest_by_groups_and_nothing_to_a_get(visit, city):
    first = visit("caizheng-web", "/col/col10101/index.html").text
    proxy = "/module/web/jpage/dataproxy.jsp"
    form = f"col=1&appid=1&webid=1&path=/&columnid=10101&unitid={unit(first)}&webname={quote('局')}"
    rest = visit("caizheng-web", f"{proxy}?startrecord=61&endrecord=120&perpage=20", method="POST", body=form)
    links = [ROW.search(one)[1] for one in records(first) + records(rest.text)]
    assert links == [one.path for one in listed(city.by_id["caizheng"], city.first) if one.column == "tzgg"]
    assert visit("caizheng-web", f"{proxy}?page=2&{form}").text == NOTHING


def test_the_get_site_gives_the_rest_by_pages_and_its_records_are_entities(visit, city):
    first = visit("huanbao-web", "/col/col10301/index.html").text
    assert "<record><![CDATA[&lt;li&gt;" in first
    proxy = "/module/web/jpage/dataproxy.jsp"
    query = f"appid=1&webid=1&path=/&columnid=10301&unitid={unit(first)}"
    found = []
    for number in (1, 2, 3, 4):
        found += [
            ROW.search(one)[1] for one in records(visit("huanbao-web", f"{proxy}?page={number}&{query}").text)
        ]
    assert found == [one.path for one in listed(city.by_id["huanbao"], city.first) if one.column == "tzgg"]
    assert visit("huanbao-web", f"{proxy}?startrecord=61", method="POST", body=query).text == NOTHING


def test_a_wrong_unit_and_nonsense_get_nothing(visit):
    proxy = "/module/web/jpage/dataproxy.jsp"
    assert visit("huanbao-web", f"{proxy}?page=2&columnid=10301&unitid=1").text == NOTHING
    assert visit("huanbao-web", f"{proxy}?page=x&columnid=%E5%B1%80").text == NOTHING


def test_a_commented_out_row_stands_in_the_page_and_in_no_record(visit):
    text = visit("caizheng-web", "/col/col10101/index.html").text
    assert "<!-- <li>" in text
    assert not any("测试稿" in one for one in records(text))


def test_the_counter_and_the_date_move_while_the_text_stands_still(visit, running, city):
    row = next(
        one for one in listed(city.by_id["caizheng"], city.first) if one.column == "gzdt" and not one.external
    )
    before = visit("caizheng-web", row.path)
    running.set_day(date(2015, 6, 2))
    after = visit("caizheng-web", row.path)
    body = re.compile(r"<!--ZJEG_RSS.content.begin-->(.*?)<!--ZJEG_RSS.content.end-->", re.DOTALL)
    assert before.body != after.body
    assert body.search(before.text)[1] == body.search(after.text)[1]
    assert "etag" not in before.headers
    assert f"<!--<$[标题]>begin-->{row.title}<!--<$[标题]>end-->" in before.text
    assert "今天是2015年6月2日 星期二" in after.text


def test_the_twin_has_another_address_in_its_second_column(visit, city):
    bureau = city.by_id["caizheng"]
    twin = next(one for one in bureau.notices if len(one.columns) == 2)
    paths = {one.path for one in listed(bureau, city.last) if one.number == twin.number}
    assert len(paths) == 2


def test_a_withdrawn_notice_becomes_a_soft_404(visit, running, city):
    bureau = city.by_id["caizheng"]
    gone = next(one for one in bureau.notices if one.gone)
    running.set_day(gone.appears)
    path = next(one.path for one in listed(bureau, gone.appears) if one.number == gone.number)
    assert gone.title in visit("caizheng-web", path).text
    running.set_day(gone.gone)
    after = visit("caizheng-web", path)
    assert after.status == 200
    assert "<title>望潮市财政局 - 页面不存在404</title>" in after.text


def test_a_file_has_its_bytes(visit, city):
    for label, path, digest in listed(city.by_id["fagai"], city.first)[0].attachments:
        assert visit("fagai-web", path).status == 200, label
        assert len(digest) == 64
