"""Which links of a page may lead to columns: menus and the entries of disclosure, never articles or files."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.authoring.entries import Entries, Entry
from crawler.cms.page import join
from crawler.extract.links import is_article, is_file
from crawler.store.addresses import url_key

_SPACE = re.compile(r"\s+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONGEST = 14  # characters; what a menu says is short, a headline is not
_SHORTEST = 2
_COLUMN_IN_FRAGMENT = re.compile(r"\d{1,9}")
"""Some families name the column behind the ``#``; anything else there is a place on the page."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A link that may lead to a column."""

    name: str
    url: str
    entry: Entry | None = None


def candidates(html: str, url: str, entries: Entries) -> list[Candidate]:
    """Return the links of the page at *url* that may lead to columns: entries first, else in the order of the page."""
    tree = LexborHTMLParser(html)
    found: dict[str, Candidate] = {}
    for node in tree.css("a[href]"):
        name = _SPACE.sub("", node.attributes.get("title") or "") or _SPACE.sub("", node.text())
        target = _column_address(join(url, node.attributes.get("href") or ""))
        if _may_be(name, target, url, entries):
            one = Candidate(name=name, url=target, entry=entries.match(name, target))
            found.setdefault(address_key(target), one)
    return sorted(found.values(), key=lambda one: one.entry is None)


def address_key(url: str) -> str:
    """Return the identity of a column's address; other than a notice's it may stand behind the ``#``."""
    fragment = urldefrag(url)[1]
    return url_key(url) + (f"#{fragment}" if _COLUMN_IN_FRAGMENT.fullmatch(fragment) else "")


def distinct(found: Iterable[Candidate], known: set[str]) -> list[Candidate]:
    """Return what is not *known* by its address yet, and know it from now on."""
    fresh = []
    for one in found:
        key = address_key(one.url)
        if key not in known:
            known.add(key)
            fresh.append(one)
    return fresh


def _column_address(url: str) -> str:
    bare, fragment = urldefrag(url)
    return url if _COLUMN_IN_FRAGMENT.fullmatch(fragment) else bare


def _may_be(name: str, target: str, url: str, entries: Entries) -> bool:
    here, there = urlsplit(url), urlsplit(target)
    if there.scheme not in {"http", "https"} or there.netloc.lower() != here.netloc.lower():
        return False
    if (
        (there.path in {"", "/", "/index.html"} and not there.fragment)
        or is_article(target)
        or is_file(target)
    ):
        return False
    named = _SHORTEST <= len(name) <= _LONGEST and _HAN.search(name) is not None
    return named and not entries.skips(name)
