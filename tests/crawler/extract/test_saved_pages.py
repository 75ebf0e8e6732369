"""The reader against saved pages of real sites: each measure has a floor that a change may not break."""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from crawler.extract.page import read_page
from crawler.extract.text import bare
from crawler.words import PageKind

PAGES = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "pages"
FLOORS = {
    "kind": 0.99,
    "title": 0.99,
    "date": 0.99,
    "no date invented": 1.0,
    "text starts and ends right": 0.96,
    "document number": 0.9,
    "every row, no other": 0.97,
    "row title": 0.99,
    "row date": 0.99,
}

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the saved pages are not beside this checkout")


def saved():
    for line in (PAGES / "index.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        if page["kind"] in {"article", "guide", "list"}:
            yield (
                page,
                read_page((PAGES / page["file"]).read_bytes(), page.get("url") or f"http://{page['host']}/"),
            )


def judge_article(page, got):
    yield "kind", got.kind in {PageKind.ARTICLE, PageKind.GUIDE}
    yield "title", bare(got.title) in {bare(page["title"]), bare(page.get("title_attr") or page["title"])}
    if page.get("publish_date_norm"):
        yield "date", got.published == date.fromisoformat(page["publish_date_norm"])
    else:
        yield "no date invented", got.published is None
    if page.get("doc_number"):
        yield "document number", bare(got.doc_number) == bare(page["doc_number"])
    if page.get("body_first_30"):
        ends = {
            bare(page["body_last_30"]),
            bare(page.get("body_last_30_without_editor_line") or page["body_last_30"]),
        }
        body = bare(got.body)
        yield (
            "text starts and ends right",
            body.startswith(bare(page["body_first_30"])) and body.endswith(tuple(ends)),
        )


def judge_list(page, got):
    yield "kind", got.kind is PageKind.LIST
    yield "every row, no other", len(got.rows) == page["n_list_items"]
    for wanted, row in zip(page.get("list_first3") or [], got.rows, strict=False):
        yield (
            "row title",
            bare(row.title) in {bare(wanted["title"]), bare(wanted.get("title_attr") or wanted["title"])},
        )
        if wanted.get("date"):
            yield (
                "row date",
                str(row.claimed)[-5:] == wanted["date"][:10].replace("/", "-").replace(".", "-")[-5:],
            )


def test_no_measure_falls_below_its_floor():
    right, misses = defaultdict(list), defaultdict(list)
    for page, got in saved():
        judge = judge_list if page["kind"] == "list" else judge_article
        for measure, good in judge(page, got):
            right[measure].append(good)
            if not good:
                misses[measure].append(page["file"])
    shares = {measure: sum(good) / len(good) for measure, good in right.items()}
    below = {name: (round(share, 3), misses[name]) for name, share in shares.items() if share < FLOORS[name]}
    assert not below
    assert shares.keys() == FLOORS.keys()
