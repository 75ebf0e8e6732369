"""Shells: pages that hold nothing but the way to the real one, by a script, a refresh or one frame."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.cms.page import Page, join
from crawler.cms.shapes import family_of
from crawler.visible import visible_text

DEEPEST = 3  # shells in a row; more is a loop
_REFRESH = re.compile(
    r"^\s{0,9}\d{0,4}\s{0,9};?\s{0,9}url\s{0,9}=\s{0,9}[\"']?([^\"'>\s]{1,500})", re.IGNORECASE
)
_REFRESHES = re.compile(r"http-equiv\s{0,9}=\s{0,9}[\"']?\s{0,9}refresh", re.IGNORECASE)
_LOCATION = re.compile(
    r"(?:window\.|top\.|self\.|document\.|parent\.)?location(?:\.href)?\s{0,5}(?:=|\.replace\(|\.assign\()\s{0,5}"
    r"[\"']([^\"']{1,500})[\"']"
    r"|\b_cofing\d{0,2}\s{0,5}=\s{0,5}\{\s{0,5}href\s{0,5}:\s{0,5}[\"']([^\"']{1,500})[\"']"
)
"""What a script writes to send the visitor on; one family leaves it to a script of its own, and misspells it."""
_HEAD = 20_000  # characters; a refresh stands in the head
_SMALL = 4000  # characters; a page that only leads on is short
_BLANK = {"", "about:blank", "javascript:;", "#"}
_CHOSEN = {"on", "active", "cur", "current", "selected", "hover"}
"""What menus call the entry that is shown."""
_FEW = 3  # item links; a page with more is a list itself
_HARDLY = 60  # characters of text beside a script that leads on


def leads_to(page: Page, *, frames: bool) -> str:
    """Return the address that *page* is a shell of, or an empty text; an article may hold a frame by right."""
    return _refresh(page) or _script(page) or (_frame(page) if frames else "")


def leads_on(text: str) -> bool:
    """Whether *text* is a short script that only sends the visitor on, without a cookie to earn first."""
    return len(text) <= _SMALL and "document.cookie" not in text and _LOCATION.search(text) is not None


def _refresh(page: Page) -> str:
    head = page.text[:_HEAD]
    if not any(one in head for one in ("efresh", "EFRESH")) or not _REFRESHES.search(head):
        return ""
    for meta in page.tree.css("meta[http-equiv]"):
        if (meta.attributes.get("http-equiv") or "").strip().lower() == "refresh":
            found = _REFRESH.match(meta.attributes.get("content") or "")
            return _elsewhere(page, found[1]) if found else ""
    return ""


def _script(page: Page) -> str:
    found = _LOCATION.search(page.text) if leads_on(page.text) else None
    if not found or len(visible_text(page.text, _HARDLY + 1)) > _HARDLY:
        return ""
    return _elsewhere(page, found[1] or found[2])


def _frame(page: Page) -> str:
    if "<iframe" not in page.text.lower():
        return ""
    if chosen := _chosen(page):
        return chosen
    frames = [
        one for one in page.tree.css("iframe[src]") if _elsewhere(page, one.attributes.get("src") or "")
    ]
    if len(frames) != 1 or _items(page.tree, page.base) >= _FEW or "<datastore" in page.text:
        return ""
    return _elsewhere(page, frames[0].attributes.get("src") or "")


def _chosen(page: Page) -> str:
    """Return what the chosen entry of a menu puts into the page's one empty frame, or an empty text."""
    frames = page.tree.css("iframe")
    if len(frames) != 1 or (frames[0].attributes.get("src") or "about:blank").strip() not in _BLANK:
        return ""
    entries = page.tree.css("[data-url]")
    chosen = [one for one in entries if _CHOSEN.intersection(_classes(one) + _classes(one.parent))]
    return _elsewhere(page, (chosen or entries)[0].attributes.get("data-url") or "") if entries else ""


def _classes(node: LexborNode | None) -> list[str]:
    return (node.attributes.get("class") or "").lower().split() if node is not None else []


def _items(tree: LexborHTMLParser, base: str) -> int:
    return sum(1 for one in tree.css("a[href]") if family_of(join(base, one.attributes.get("href") or "")))


def _elsewhere(page: Page, href: str) -> str:
    """Return *href* as an address of the same site other than the page's own, or an empty text."""
    target = join(page.base, href)
    here, there = urlsplit(page.url), urlsplit(target)
    same = there.scheme in {"http", "https"} and there.hostname == here.hostname and there.port == here.port
    return target if same and target.partition("#")[0] != page.url.partition("#")[0] else ""
