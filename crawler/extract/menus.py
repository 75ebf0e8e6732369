"""Folds menus before a page is parsed: lists of links to other pages, each a text and nothing else.

Menus are most elements of many official pages, each costs as much as one of the article, and nothing of them tells
what the article says but that their texts are there. They come back on every page of a site, so that most are
answered from memory.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from crawler.extract.links import absolute, is_article
from crawler.extract.rowevidence import shows_date
from crawler.extract.tree import MENU

_LEAST = 3
_LARGEST = 60_000  # characters; a longer list is no menu
_TAG = re.compile(r"<(/?\w+)")
_INLINE = ("span", "i", "b", "em", "strong", "img")
_ALLOWED = frozenset(f"{slash}{tag}" for tag in ("ul", "li", "a", *_INLINE) for slash in ("", "/"))
_SHOWN = re.compile(r">\s*([^<>\s][^<>]*)<")
_LINKED = re.compile(rf"<a\b[^<>]*>(?:\s|<(?:{'|'.join(_INLINE)})\b[^<>]*>)*+([^<>\s][^<>]*)<")
_NAME = re.compile(r"(?!\d)[^:：∶.&页]{1,60}")
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|zip|rar|7z|ceb|rtf|txt|csv)\b|down|attach|/group\d", re.IGNORECASE
)
_HREF = re.compile(r"""<a\b[^<>]*?\shref\s?=\s?["']?([^"'<>\s?][^"'<>\s]{0,400})""", re.IGNORECASE)
_OWN_WAYS = ("onclick", "data-", "oldsrc")
"""How a link leads elsewhere than its address says."""


def fold_menus(html: str, rowless: str = "") -> str:
    """Return *html* with the inside of each menu as one marked text.

    With the folder of the page's address as *rowless*, only of menus that hold no row of a list: they show no
    date and lead to no article.

    >>> fold_menus("<ul><li><a>概况</a></li><li><a>法规</a></li><li><a>动态</a></li></ul>").split(MENU)
    ['<ul>', '概况', '法规', '动态</ul>']
    """
    if MENU in html:
        return html
    pieces, done = [], 0
    for start, end in _lists(html):
        if start >= done and end - start <= _LARGEST and (folded := _folded(html[start:end], rowless)):
            pieces += [html[done:start], folded]
            done = end
    return "".join([*pieces, html[done:]]) if pieces else html


def _lists(html: str) -> list[tuple[int, int]]:
    """Return where the inside of each ``<ul>`` begins and ends; one around others before them."""
    tags = [(at, False) for at in _places(html, "<ul")] + [(at, True) for at in _places(html, "</ul")]
    opened: list[int] = []
    found = []
    for at, closes in sorted(tags):
        if not closes:
            opened.append(html.find(">", at) + 1)
        elif opened:
            found.append((opened.pop(), at))
    return sorted(found)


def _places(html: str, tag: str) -> Iterator[int]:
    at = html.find(tag)
    while at >= 0:
        yield at
        at = html.find(tag, at + 1)


@lru_cache(maxsize=512)
def _folded(inside: str, rowless: str) -> str:
    """Return the marked text for the inside of a list that is a menu, else an empty text."""
    items = inside.count("<li")
    counts = {items, inside.count("</li>"), inside.count("<a"), inside.count("</a>")}
    if items < _LEAST or len(counts) > 1 or not _ALLOWED.issuperset(_TAG.findall(inside)):
        return ""
    names = [one.strip() for one in _LINKED.findall(inside)]
    if len(names) != items or len(_SHOWN.findall(inside)) != items or "<!" in inside:
        return ""
    if _FILE.search(inside) or not all(_NAME.fullmatch(one) for one in names):
        return ""
    if rowless and (any(map(shows_date, names)) or _leads_to_article(inside, rowless)):
        return ""
    return "".join(f"{MENU}{one}" for one in names)


def _leads_to_article(inside: str, base: str) -> bool:
    """Whether a link of a menu has an article's address, or may have one that cannot be told here."""
    links = _HREF.findall(inside)
    if len(links) != inside.count("<a") or any(one in inside for one in _OWN_WAYS):
        return True
    return any(is_article(absolute(one, base)) for one in links)
