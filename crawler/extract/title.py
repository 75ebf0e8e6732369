"""Reads the title of an article: the meta where it is clean, else the heading that the browser title confirms."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from crawler.extract.frame import Frame
from crawler.extract.text import bare, text_of, tidy
from crawler.extract.tree import Document, Node

_NAMED = re.compile(r"title|biaoti|^bt$|tit$|^tit|headline|^hd$", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[_|｜]|\s[-–—]+|[-–—]{2,}|[-–—](?=[^-–—]*$))\s*")
_SITE = re.compile(r"(?:网站?|门户|政府|[局厅委部办站院处会]|中心|平台|频道|栏目|信息公开)$")
_ELLIPSIS = re.compile(r"(?:\.{2,}|…+)$")
_LONGEST = 300
_SHORTEST = 4
_HEAD = 1000
_NODES, _MOST = 200, 300
"""A heading has fewer nodes inside, a page fewer headings."""


@dataclass(frozen=True, kw_only=True)
class Title:
    """A title, where it was found, and the element that shows it on the page, if any does."""

    text: str
    where: str
    node: Node | None = None


def read_title(document: Document, metas: dict[str, str], frame: Frame, info: int) -> Title:
    """Return the title of an article; *info* is the text node of its line of date and source, 0 if it has none."""
    headings = _headings(document)
    said = metas.get("ArticleTitle", "")
    if said:
        node = _showing(headings, said) or _whole(headings, said)
        if node is not None and bare(node[1]) != bare(said):
            return Title(text=node[1], where="heading confirmed by meta ArticleTitle", node=node[0])
        return Title(text=said, where="meta ArticleTitle", node=node[0] if node else None)
    head = _head_title(document)
    if head and (node := _showing(headings, head)):
        return Title(text=node[1], where=f"{node[0].tag} confirmed by title", node=node[0])
    above = [one for one in headings if one[0].index < info and not frame.holds(one[0])]
    if above:
        node = max(above, key=lambda one: (one[0].tag == "h1", one[0].index))
        return Title(text=node[1], where=f"{node[0].tag} above the date", node=node[0])
    return Title(text=without_site(head, metas.get("SiteName", "")), where="title" if head else "")


def _headings(document: Document) -> list[tuple[Node, str]]:
    """Return the elements that may show the title, with their text."""
    found = []
    for tag in ("h1", "h2", "h3", "h4"):
        found += document.by_tag.get(tag, [])
    for name, nodes in document.by_name.items():
        if _is_named(name):
            found += nodes
    small = (one for one in {one.index: one for one in found}.values() if one.end - one.index < _NODES)
    texts = [(node, text_of(document, node)) for node in islice(small, _MOST)]
    return sorted(
        ((node, text) for node, text in texts if _SHORTEST <= len(text) < _LONGEST),
        key=lambda one: one[0].index,
    )


@lru_cache(maxsize=8192)
def _is_named(name: str) -> bool:
    """Whether an id or class is one that titles have; a site's names come back on all its pages."""
    return _NAMED.search(name[1:]) is not None


def _showing(headings: list[tuple[Node, str]], said: str) -> tuple[Node, str] | None:
    """Return the heading that shows what is *said*: all of it, or else the longest beginning of it."""
    whole = bare(said)
    equal = [one for one in headings if bare(one[1]) == whole]
    if equal:
        return equal[0]
    begun = [one for one in headings if whole.startswith(bare(one[1])) and _cut(whole, bare(one[1]))]
    return max(begun, key=lambda one: len(one[1]), default=None)


def _whole(headings: list[tuple[Node, str]], said: str) -> tuple[Node, str] | None:
    """Return the heading that goes on where a meta was cut with an ellipsis."""
    start = bare(_ELLIPSIS.sub("", said))
    if start == bare(said):
        return None
    return next((one for one in headings if bare(one[1]).startswith(start)), None)


def _cut(whole: str, part: str) -> bool:
    """Whether what follows *part* in *whole* is the name of the site behind a separator."""
    return len(part) >= _SHORTEST and bool(re.match(r"[_|｜\-–—]", whole[len(part) :]))


def _head_title(document: Document) -> str:
    nodes = document.by_tag.get("title", [])
    return (
        tidy(document.nodes[nodes[0].index + 1].text) if nodes and nodes[0].end > nodes[0].index + 1 else ""
    )


def without_site(title: str, site: str) -> str:
    """Return a browser title without the name of the site around it.

    >>> without_site("关于检查的通知_某市人民政府", "")
    '关于检查的通知'
    """
    parts = [part for part in _SEPARATOR.split(title) if part]
    while len(parts) > 1 and (bare(parts[-1]) == bare(site) or _SITE.search(parts[-1])):
        parts.pop()
    kept = title.find(parts[-1]) + len(parts[-1]) if parts else 0
    return title[:kept].strip() or title
