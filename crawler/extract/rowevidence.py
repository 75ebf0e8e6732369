"""What on a page can be evidence of a list: links that are no pager's, and texts that show a date."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawler.extract.dates import find_dates, is_near_date, read_date
from crawler.extract.frame import Frame
from crawler.extract.links import is_article, is_file, target
from crawler.extract.text import bare, text_of
from crawler.extract.tree import Document, Node

_BESIDE = 10
"""Characters that may stand beside a date, its time and brackets, where a text is nothing but a date."""
_PARTIAL = re.compile(
    r"^\W{0,3}(?:\d{1,2}[-/.月]\d{1,2}日?|(?:19|20)\d\d[-/.年]\d{1,2}月?)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\W{0,3}$"
)
"""A date without its year, or without its day, alone in its element."""
_CLOCK = re.compile("今天|今日|现在")
"""The page's own clock is no date of anything."""
_PAGER = re.compile(
    r"^(?:首页|上一?页|下一?页|尾页|末页|第一页|最后一页|更多|more|[<>«»‹›.…\d\s]+|共\s*\d.{0,20}|第?\s*\d+\s*页|返回.{0,4}|跳转|go)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link that can be a row's: its node, address ("" where it leads nowhere) and text."""

    node: Node
    url: str
    text: str
    shaped: bool


class Evidence:
    """What lies where on a page: links and dated texts, asked by range."""

    def __init__(self, document: Document, base: str) -> None:
        self.document = document
        self.frame = Frame(document)
        self.links = list(_links(document, base))
        self._links_at = [link.node.index for link in self.links]
        outside = {node.index for node in document.plain}
        dated = [node for node in document.visible if shows_date(node.text)]
        self._dated = [node.index for node in dated]
        self._clear = [node.index for node in dated if node.index in outside or _is_date(node.text)]

    def links_in(self, span: tuple[int, int]) -> list[Link]:
        """Return the links in a span of nodes."""
        return self.links[bisect_left(self._links_at, span[0]) : bisect_left(self._links_at, span[1])]

    def dated(self, span: tuple[int, int]) -> bool:
        """Whether a span of nodes shows a date, be it in a title."""
        return bisect_left(self._dated, span[1]) > bisect_left(self._dated, span[0])

    def clearly_dated(self, span: tuple[int, int]) -> bool:
        """Whether a span of nodes shows a date that is no part of a title: outside a link, or alone in its element."""
        return bisect_left(self._clear, span[1]) > bisect_left(self._clear, span[0])


def _links(document: Document, base: str) -> Iterator[Link]:
    for node in document.by_tag.get("a", ()):
        text = text_of(document, node) or node.get("title")
        if len(bare(text)) > 1 and not _PAGER.match(text):
            url = target(node, base)
            yield Link(node=node, url=url, text=text, shaped=bool(url) and (is_article(url) or is_file(url)))


@lru_cache(maxsize=8192)
def shows_date(text: str) -> bool:
    """Whether a text is or holds something that a list's row may show as its date."""
    if not any(one in text for one in "0123456789年"):
        return False
    if _CLOCK.search(text):
        return is_near_date(text)
    return bool(_PARTIAL.match(text.strip())) or is_near_date(text) or read_date(text) is not None


def _is_date(text: str) -> bool:
    found = next(find_dates(text), None)
    return found is None or len(text.strip()) - len(found.text) < _BESIDE
