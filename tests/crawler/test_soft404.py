"""Soft 404: invented error pages in every wording, against saved pages of real sites and notices that speak of absence."""

import json
from pathlib import Path

import pytest

from crawler.extract.decode import decode
from crawler.practice.faults.answers import error_pages
from crawler.soft404 import says_missing

SAVED = Path(__file__).resolve().parents[2] / ".." / "shared" / "data" / "pages"
FURNITURE = "<div>网站首页 政务公开 办事服务 互动交流</div>" * 12


def missing(markup):
    return says_missing(markup, asked="http://h.example/a/1.html", url="http://h.example/a/1.html")


def saved():
    for line in (SAVED / "index.jsonl").read_text(encoding="utf-8").splitlines():
        yield decode((SAVED / json.loads(line)["file"]).read_bytes(), "")


def test_finds_the_pages_that_say_nothing_is_there():
    pages = error_pages()
    found = [one for one in pages if missing(one.markup)]
    assert len(pages) == 40
    assert len(found) / len(pages) >= 0.95, [one.title for one in pages if one not in found]


@pytest.mark.skipif(not SAVED.is_dir(), reason="the saved pages are not beside this checkout")
def test_takes_hardly_any_saved_page_for_missing():
    wrong = sum(bool(missing(one)) for one in saved())
    right = sum(bool(missing(one.markup)) for one in error_pages())
    assert right / (right + wrong) >= 0.98


@pytest.mark.parametrize(
    "title",
    [
        "政府信息不存在告知书",
        "关于公布规范性文件已失效目录的通知",
        "关于您申请的信息不存在的答复",
        "关于网页无障碍改造的通知",
        "关于找不到档案情况的说明",
        "404号文件办理情况",
    ],
)
def test_a_notice_about_what_does_not_exist_is_a_notice(title):
    body = f"<h1>{title}</h1><p>经检索，你申请公开的政府信息不存在，根据有关规定予以告知。</p>{FURNITURE}"
    assert missing(f"<html><head><title>{title}</title></head><body>{body}</body></html>") == ""


@pytest.mark.parametrize(
    "said", ["没有找到相关信息", "未找到符合条件的内容", "暂无相关信息", "没有找到任何记录"]
)
def test_an_empty_list_is_no_missing_page(said):
    assert missing(f"<html><head><title>通知公告</title></head><body><p>{said}</p></body></html>") == ""
