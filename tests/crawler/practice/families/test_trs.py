"""Tests of the TRS sites over real HTTP: numbering from 0, relative addresses, GBK, moved column, stub, redesign."""

import re
from hashlib import sha256
from urllib.parse import urljoin

from crawler.practice.families.trs import STUB_TEXT, notice_path
from crawler.practice.hosts.build import DAY_ONE, build_hosts
from crawler.practice.http import Request
from crawler.practice.render import render
from crawler.practice.truth import listed

ROW = re.compile(r'<li>[^<]*<a href="([^"]+)" title="([^"]+)"[^>]*>[^<]*</a>(?:<span>([\d-]+)</span>)?</li>')


def rows(text: str) -> list[tuple[str, str, str]]:
    return ROW.findall(re.sub(r"<!--.*?-->", "", text))


def test_page_2_is_index_1_and_relative_addresses_lead_to_the_notices(visit, city):
    expected = [one for one in listed(city.by_id["zhujian"], city.first) if one.column == "tzgg"]
    first = visit("zhujian-web", "/tzgg/").text
    count = int(re.search(r'createPageHTML\((\d+), 0, "index", "html"\)', first)[1])
    assert count == 3
    found = []
    for number in range(count):
        address = "/tzgg/" if number == 0 else f"/tzgg/index_{number}.html"
        found += [urljoin(address, href) for href, _, _ in rows(visit("zhujian-web", address).text)]
    assert found == [one.path for one in expected]
    assert any(href.startswith("./2015") for href, _, _ in rows(first))


def test_a_page_beyond_the_last_is_a_stub_of_a_few_hundred_bytes(visit):
    beyond = visit("zhujian-web", "/tzgg/index_9.html")
    assert beyond.status == 200
    assert 300 < len(beyond.body) < 600
    assert STUB_TEXT in beyond.text


def test_the_column_in_gbk_says_so_only_in_its_page(visit, city):
    reply = visit("zhujian-web", "/xxgknb/")
    assert reply.headers["content-type"] == "text/html"
    assert b"charset=gb2312" in reply.body
    report = next(one for one in listed(city.by_id["zhujian"], city.first) if "年度报告" in one.title)
    assert report.title in visit("zhujian-web", report.path).body.decode("gb18030")


def test_a_moved_column_sends_on_by_meta_refresh(visit):
    shell = visit("guotu-web", "/tzgg/").text
    target = re.search(r"URL=(\S+?)\"", shell)[1]
    assert urljoin("/tzgg/", target) == "/tzgg/tzgg_109374/"
    assert not rows(shell)
    assert len(rows(visit("guotu-web", "/tzgg/tzgg_109374/").text)) == 15


def test_the_pager_promises_a_page_that_is_a_stub(visit):
    first = visit("guotu-web", "/gzdt/").text
    count = int(re.search(r"createPageHTML\((\d+)", first)[1])
    assert STUB_TEXT in visit("guotu-web", f"/gzdt/index_{count - 1}.html").text
    assert rows(visit("guotu-web", f"/gzdt/index_{count - 2}.html").text)


def test_some_rows_show_no_date_and_their_notices_do(visit, running, city):
    running.set_day(city.last)
    found = [
        row for number in ("", "index_1.html") for row in rows(visit("anjian-web", f"/gzdt/{number}").text)
    ]
    bare = [href for href, _, day in found if not day]
    assert bare
    assert "发布时间：20" in visit("anjian-web", urljoin("/gzdt/", bare[0])).text


def test_a_row_of_another_column_climbs_out_of_its_folder(visit, city):
    bureau = city.by_id["guotu"]
    twin = next(one for one in bureau.notices if len(one.columns) == 2)
    assert {one.path for one in listed(bureau, city.last) if one.number == twin.number} == {
        f"/gzdt/{twin.claimed:%Y%m}/t{twin.claimed:%Y%m%d}_{twin.number}.html"
    }
    pages = [visit("guotu-web", f"/tzgg/tzgg_109374/{one}").text for one in ("", "index_1.html")]
    hrefs = [href for text in pages for href, title, _ in rows(text) if title == twin.title]
    assert [urljoin("/tzgg/tzgg_109374/", one) for one in hrefs if one.startswith("../../")] or not hrefs


def test_validators_hold_until_the_text_changes(visit, running, city):
    notice = next(one for one in city.by_id["guotu"].notices if one.edits)
    path = next(
        one.path for one in listed(city.by_id["guotu"], notice.appears) if one.number == notice.number
    )
    running.set_day(notice.appears)
    first = visit("guotu-web", path)
    known = {"If_None_Match": first.headers["etag"]}
    assert visit("guotu-web", path, **known).status == 304
    assert visit("guotu-web", path, If_Modified_Since=first.headers["last-modified"]).status == 304
    running.set_day(notice.edits[0].day)
    changed = visit("guotu-web", path, **known)
    assert changed.status == 200
    assert changed.headers["last-modified"] != first.headers["last-modified"]
    assert f"{notice.claimed:%Y-%m-%d}" in changed.text


def test_a_withdrawn_notice_is_404_with_its_files(visit, running, city):
    bureau = city.by_id["anjian"]
    gone = next(one for one in bureau.notices if one.gone)
    running.set_day(gone.gone)
    path = f"/xzcf/{gone.claimed:%Y%m}/t{gone.claimed:%Y%m%d}_{gone.number}.html"
    assert visit("anjian-web", path).status == 404


def test_files_are_named_relative_to_the_notice_and_have_their_digest(visit, city):
    row = next(one for one in listed(city.by_id["zhujian"], city.first) if one.attachments)
    text = visit("zhujian-web", row.path).text
    for label, path, digest in row.attachments:
        href = re.search(rf'<a href="(\./P0[^"]+)">{re.escape(label)}</a>', text)[1]
        assert urljoin(row.path, href) == path
        reply = visit("zhujian-web", path)
        assert sha256(reply.body).hexdigest() == digest
        assert visit("zhujian-web", path, If_None_Match=reply.headers["etag"]).status == 304


def test_the_redesigned_list_is_full_of_rows_that_lead_nowhere(visit, running, city):
    trouble = city.by_id["guotu"].troubles[0]
    running.set_day(trouble.since)
    text = visit("guotu-web", "/xzcf/").text
    assert text.count('class="card"') >= 1
    assert not rows(text)
    assert not re.search(r"/t20\d{6}_\d+", text)
    assert len(re.sub(r"<[^>]+>|\s", "", text)) > 200


def test_a_text_on_several_pages_is_dealt_out_among_them():
    (bureau,) = build_hosts(("trs",)).bureaus
    parted = [one for one in bureau.notices if one.parts > 1]
    assert {one.parts for one in parted} == {2, 3}
    for notice in parted:
        path = notice_path(bureau, bureau.column("tzgg"), notice)
        names = [path, *(path.replace(".html", f"_{at}.html") for at in range(1, notice.parts))]
        pages = [render(bureau, DAY_ONE, Request(target=one)) for one in names]
        texts = [one.body.decode("gb18030") for one in pages]
        assert all(f"createPageHTML({notice.parts},{at}," in text for at, text in enumerate(texts))
        assert notice.stands_in("".join(texts))
        assert not any(notice.stands_in(one) for one in texts)
        for beyond in (f"_{notice.parts}", "_0"):
            assert (
                render(bureau, DAY_ONE, Request(target=path.replace(".html", f"{beyond}.html"))).status == 404
            )
