"""Adapters and hosts were written from the same notes; real list pages show a misreading that both would share."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from crawler.cms.detect import detect
from crawler.cms.page import Page, PageRequest
from crawler.cms.registry import ADAPTERS
from crawler.cms.shapes import family_of
from crawler.extract.decode import decode

PAGES = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "pages"
pytestmark = pytest.mark.skipif(not PAGES.exists(), reason="the saved pages are not here")
FAMILIES = {
    "EmpireCMS": "empire",
    "TRS-WCM": "trs",
    "Epoint-webBuilder": "epoint",
    "SiteServer-CMS": "siteserver",
}
"""What the index of the saved pages calls a family that it has lists of."""
LEAST = 5  # rows with an address below which a page shows nothing of its family
SECOND = {
    "www.zhecheng.gov.cn/1.html": ("hdjl/index_2.html", None, 891),
    "gzdzhrss.com/7.html": ("gzdt/tzgg/index_1.html", 4, None),
    "zjgztb.com/1.html": ("cssfzx/032001/2.html", 19, 281),
    "lgedu.net/4.html": ("channels/18194_2.html", 542, 5419),
}
"""A first page of each family: its second, and how many pages and rows its pager promises."""


@cache
def saved():
    lines = (PAGES / "index.jsonl").read_text(encoding="utf-8").splitlines() if PAGES.exists() else []
    return {one["file"]: one for one in map(json.loads, lines)}


def page_of(name):
    entry = saved()[name]
    url = entry.get("url") or f"http://{entry['host']}/x/"
    text = decode((PAGES / name).read_bytes(), "")
    return Page(url=url, text=text, request=PageRequest(url=url), today=date(2024, 1, 1))


def lists(least):
    found = [one for one in saved().values() if one["kind"] == "list" and one["verified"]]
    return [one for one in found if one["n_list_items"] - one["n_list_items_without_real_href"] >= least]


def family_named(entry):
    return next((ours for name, ours in FAMILIES.items() if entry["cms"].startswith(name)), "")


def test_real_lists_are_what_they_are():
    told = {one["file"]: family_named(one) for one in lists(LEAST) if family_named(one)}
    found = {name: detect(page_of(name), frozenset(ADAPTERS)).adapter for name in told}
    wrong = {
        name: (found[name], family) for name, family in told.items() if found[name] not in {family, "static"}
    }
    assert wrong == {}
    assert sum(found[name] == family for name, family in told.items()) >= 0.9 * len(told)
    assert set(told.values()) == set(FAMILIES.values())


def test_their_rows_are_all_read():
    for entry in lists(LEAST):
        page = page_of(entry["file"])
        read = ADAPTERS[detect(page, frozenset(ADAPTERS)).adapter].read(page)
        dead = entry["n_list_items_without_real_href"]
        outside = (
            entry["file"] == "www.maoming.gov.cn/1.html"
        )  # leads to other sites' columns: links, no notices
        assert outside or len(read.rows) == entry["n_list_items"] - dead, entry["file"]


@pytest.mark.parametrize("name", SECOND)
def test_their_pagers_lead_on(name):
    page = page_of(name)
    read = ADAPTERS[detect(page, frozenset(ADAPTERS)).adapter].read(page)
    url, pages, rows = SECOND[name]
    assert read.following[0].url == f"http://{name.partition('/')[0]}/{url}"
    assert (read.total_pages, read.total_rows) == (pages, rows)


def test_real_addresses_of_articles_have_their_familys_shape():
    told = {"EmpireCMS": "empire", "TRS": "trs", "trs": "trs", "Epoint": "epoint", "SiteServer": "siteserver"}
    told |= {"hanweb": "hanweb", "ucap": "ucap", "nfcms": "nfcms"}
    seen = 0
    for entry in saved().values():
        family = next((ours for name, ours in told.items() if entry["cms"].startswith(name)), "")
        if entry["kind"] == "article" and family and entry.get("url", "").endswith("html"):
            seen += 1
            assert family_of(entry["url"]) == family, entry["url"]
    assert seen > 100


def test_a_real_proxy_answer_is_read():
    entry = saved()["api_transcribed/dingxi_jpage.xml"]
    url = "http://h.example/module/web/jpage/dataproxy.jsp"
    text = (PAGES / entry["file"]).read_text(encoding="utf-8")
    page = Page(url=url, text=text, request=PageRequest(url=url))
    rows = ADAPTERS["hanweb"].read(page).rows
    assert len(rows) == entry["n_list_items"]
    first = entry["list_first3"][0]
    assert (rows[0].title, str(rows[0].claimed)) == (first["title"], first["date"])
