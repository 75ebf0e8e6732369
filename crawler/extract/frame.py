"""Tells the frame of a page, its header, menus, path and footer, from what the page is about."""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from crawler.extract.tree import Document, Node

_TAGS = ("nav", "header", "footer")
_NAMED = re.compile(
    r"nav|menu|header|footer|^(?:head|foot|top|bottom)|crumb|dqwz|location|position|sitemap|copyright|friend|yqlj|search",
    re.IGNORECASE,
)
MOST = 0.5
"""An element with more of the page's text than this is no part of its frame, whatever its class says."""


_PLAIN_NAMES = {
    "nav",
    "mainnav",
    "topnav",
    "menu",
    "topmenu",
    "header",
    "footer",
    "head",
    "foot",
    "crumb",
    "breadcrumb",
}
_NEARLY_ALL = 0.95
"""What is called nothing but a menu is one, however little else a page shows."""


class Frame:
    """The parts of a page that belong to its frame, asked by node."""

    def __init__(self, document: Document) -> None:
        whole = document.weight(0, len(document.nodes))
        nodes = [node for tag in _TAGS for node in document.by_tag.get(tag, ())]
        for name, named in document.by_name.items():
            if _is_named(name):
                nodes += named
        spans = sorted(
            (node.index, node.end)
            for node in nodes
            if document.weight(node.index, node.end) <= _allowed(node) * whole
        )
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def holds(self, node: Node) -> bool:
        """Whether *node* stands in the frame."""
        at = bisect_right(self._starts, node.index)
        return at > 0 and node.index < self._ends[at - 1]


@lru_cache(maxsize=8192)
def _is_named(name: str) -> bool:
    """Whether an id or class is one that frames have; a site's names come back on all its pages."""
    return _NAMED.search(name[1:]) is not None


def _allowed(node: Node) -> float:
    """Return the share of the page's text that an element of the frame may hold."""
    names = {*node.get("class").lower().split(), node.get("id").lower(), node.tag}
    return _NEARLY_ALL if names & _PLAIN_NAMES else MOST
