"""Text of a page as a reader sees it: lines broken where blocks begin, white space tidied."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from crawler.extract.tree import FOLDED, MENU, Document, Node

_INVISIBLE = re.compile("[\u200b\u200c\u200d\ufeff\xad]")
_NOTHING: Mapping[int, str] = {}


def tidy(text: str) -> str:
    """Return *text* on one line, with single spaces."""
    return " ".join(_INVISIBLE.sub("", text).split())


def bare(text: str) -> str:
    """Return *text* without any white space, for comparing."""
    return "".join(_INVISIBLE.sub("", text).split())


def lines(
    document: Document,
    start: int,
    end: int,
    *,
    joint: str = "",
    written: Mapping[int, str] = _NOTHING,
    menus: bool = True,
) -> Iterator[tuple[int, str]]:
    """Yield the visible lines among ``nodes[start:end]``, each with the index of its first text node.

    *joint* stands between the texts of one line; *written* gives scripts, by their index, the text that they write.
    Of folded menus only the first item is a line where *menus* are of no interest.
    """
    parts: list[str] = []
    first = last = -1
    for node in document.shown_in(start, end):
        if node.linked == FOLDED:
            if parts and (found := tidy(joint.join(parts))):
                yield first, found
            parts, last = [], -1
            for item in _items(node.text)[: None if menus else 1]:
                yield node.index, item
        elif shown := node.text or written.get(node.index, ""):
            if node.line != last:
                if parts and (found := tidy(joint.join(parts))):
                    yield first, found
                parts, first, last = [], node.index, node.line
            parts.append(shown)
    if parts and (found := tidy(joint.join(parts))):
        yield first, found


@lru_cache(maxsize=512)
def _items(menu: str) -> tuple[str, ...]:
    """Return the items of a folded menu; those of a site's menus come back on all its pages."""
    return tuple(found for item in menu.split(MENU) if (found := tidy(item)))


def text_of(document: Document, node: Node) -> str:
    """Return the text of one element on one line."""
    return " ".join(text for _, text in lines(document, node.index, node.end))


def join(found: Iterable[tuple[int, str]]) -> str:
    """Return lines as one text, a line each."""
    return "\n".join(text for _, text in found)
