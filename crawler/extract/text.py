"""Text of a page as a reader sees it: lines broken where blocks begin, white space tidied."""

import re
from collections.abc import Iterable, Iterator

from crawler.extract.tree import BLOCKS, HIDDEN, TEXT, Document, Node

_SPACE = re.compile(r"[\s\xa0\u3000\u200b\ufeff]+")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\ufeff\xad]")


def tidy(text: str) -> str:
    """Return *text* on one line, with single spaces."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip()


def bare(text: str) -> str:
    """Return *text* without any white space, for comparing."""
    return _SPACE.sub("", _INVISIBLE.sub("", text))


def lines(document: Document, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the visible lines among ``nodes[start:end]``, each with the index of its first text node."""
    parts: list[str] = []
    first = skip = 0
    block = None
    for node in document.nodes[start:end]:
        if node.index < skip:
            continue
        if node.tag in HIDDEN:
            skip = node.end
        elif node.tag in BLOCKS:
            block = None
        elif node.tag == TEXT:
            if block is not node.block:
                if text := tidy("".join(parts)):
                    yield first, text
                parts, first, block = [], node.index, node.block
            parts.append(node.text)
    if text := tidy("".join(parts)):
        yield first, text


def text_of(document: Document, node: Node) -> str:
    """Return the text of one element on one line."""
    return " ".join(text for _, text in lines(document, node.index, node.end))


def join(found: Iterable[tuple[int, str]]) -> str:
    """Return lines as one text, a line each."""
    return "\n".join(text for _, text in found)
