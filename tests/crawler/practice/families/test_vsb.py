"""Tests of the VSB sites over real HTTP: pages counted from the oldest, which shift when one is added."""

import re
from hashlib import sha256
from urllib.parse import urljoin

from crawler.practice.truth import listed
from crawler.practice.workdays import days

ROW = re.compile(r'<li id="line_u5_\d+"><span>([\d/]+)</span><a href="([^"]+)" title="([^"]+)">')
NEXT = re.compile(r'<span class="p_next p_fun"><a href="([^"]+)">')


def read(visit, site: str, start: str) -> tuple[list[str], list[str]]:
    """Return the rows' and the pages' addresses, followed by the next link."""
    found, pages, address = [], [], start
    while address:
        text = re.sub(r"<!--.*?-->", "", visit(site, address).text)
        pages.append(address)
        found += [urljoin(address, href) for _, href, _ in ROW.findall(text)]
        following = NEXT.search(text)
        address = urljoin(address, following[1]) if following else ""
    return found, pages


def test_the_next_links_lead_through_all_rows_to_the_oldest_page(visit, city):
    found, pages = read(visit, "minzheng-web", "/tzgg.htm")
    assert found == [one.path for one in listed(city.by_id["minzheng"], city.first) if one.column == "tzgg"]
    assert pages == ["/tzgg.htm", "/tzgg/2.htm", "/tzgg/1.htm"]


def test_page_2_has_another_address_once_a_page_is_added(visit, running, city):
    before = read(visit, "minzheng-web", "/tzgg.htm")[1]
    for day in days(city.first, city.last):
        running.set_day(day)
        now = read(visit, "minzheng-web", "/tzgg.htm")[1]
        if len(now) > len(before):
            break
    assert now[1] == "/tzgg/3.htm"
    assert visit("minzheng-web", f"/tzgg/{len(now)}.htm").status == 404


def test_the_pager_counts(visit, city):
    text = visit("minzheng-web", "/tzgg.htm").text
    total = sum(one.column == "tzgg" for one in listed(city.by_id["minzheng"], city.first))
    assert f'<span class="p_t">共{total}条</span>' in text
    assert '<span class="p_t">1/3</span>' in text
    assert '<a href="tzgg/1.htm">尾页</a>' in text


def test_an_empty_column_says_so(visit):
    assert "暂无数据" in visit("weiji-web", "/xzcf.htm").text


def test_notices_answer_304_on_the_next_day_and_lists_never(visit, running, city):
    row = next(one for one in listed(city.by_id["jiaoyu"], city.first) if not one.external)
    first = visit("jiaoyu-web", row.path)
    running.set_day(next(day for day in days(city.first, city.last) if day > city.first))
    assert visit("jiaoyu-web", row.path, If_None_Match=first.headers["etag"]).status == 304
    assert "etag" not in visit("jiaoyu-web", "/tzgg.htm").headers


def test_files_come_from_the_download_page(visit, city):
    row = next(one for one in listed(city.by_id["weiji"], city.first) if one.attachments)
    label, path, digest = row.attachments[0]
    assert "wbfileid=" in path
    assert label in visit("weiji-web", row.path).text
    assert sha256(visit("weiji-web", path).body).hexdigest() == digest


def test_an_unknown_address_is_404(visit):
    assert visit("weiji-web", "/info/1061/9999.htm").status == 404
    assert visit("weiji-web", "/nirgends.htm").status == 404
