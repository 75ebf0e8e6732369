"""Finds which repeated block of a page is its list: the one whose repeats hold links, dates and article addresses.

Every link votes, at each of the blocks around it, for the group of blocks of the same tag under parents of the same
path. A group is worth what its rows show; menus show neither dates nor articles, and lose.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.extract.dates import read_date
from crawler.extract.frame import Frame
from crawler.extract.links import is_article, is_file, target
from crawler.extract.text import bare, text_of
from crawler.extract.tree import Document, Node

LEVELS = 7
"""How many blocks around a link are asked; deeper skins have not been seen."""
CROWD = 5
"""A block with more links than this is no row but a box of rows."""
TITLE = 6
"""Characters from which a link's text may be a title."""
FEW = 3
"""Links without date and without an article's address make a list from this number on."""
_PARTIAL = re.compile(
    r"^\W{0,3}(?:\d{1,2}[-/.月]\d{1,2}日?|(?:19|20)\d\d[-/.年]\d{1,2}月?)(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\W{0,3}$"
)
"""A date without its year, or without its day, alone in its element."""
_CLOCK = re.compile("今天|今日|现在")
"""The page's own clock is no date of anything."""
_STATE = {"first", "last", "odd", "even", "on", "active", "cur", "current", "hover", "clearfix", "li", "top"}
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


@dataclass(kw_only=True)
class Group:
    """Blocks that look alike, in document order."""

    blocks: list[Node] = field(default_factory=list)
    depth: int = 0


class Evidence:
    """What lies where on a page: links and dated texts, asked by range."""

    def __init__(self, document: Document, base: str) -> None:
        self.document = document
        self.frame = Frame(document)
        self.links = list(_links(document, base))
        self._at = [link.node.index for link in self.links]
        self._dated = [node.index for node in document.visible if _shows_date(node.text)]

    def links_in(self, start: int, end: int) -> list[Link]:
        """Return the links among ``nodes[start:end]``."""
        return self.links[bisect_left(self._at, start) : bisect_left(self._at, end)]

    def dates_in(self, start: int, end: int) -> int:
        """Return how many texts with a date there are among ``nodes[start:end]``."""
        return bisect_left(self._dated, end) - bisect_left(self._dated, start)


def _links(document: Document, base: str) -> Iterator[Link]:
    for node in document.by_tag.get("a", ()):
        text = text_of(document, node) or node.get("title")
        if len(bare(text)) > 1 and not _PAGER.match(text):
            url = target(node, base)
            yield Link(node=node, url=url, text=text, shaped=bool(url) and (is_article(url) or is_file(url)))


def _shows_date(text: str) -> bool:
    if not any(one in text for one in "0123456789年") or _CLOCK.search(text):
        return False
    return bool(_PARTIAL.match(text.strip())) or read_date(text) is not None


def best_group(evidence: Evidence) -> Group | None:
    """Return the page's list, or None where nothing on the page looks like one."""
    worth = [(_worth(group, evidence), group.depth, group) for group in _gather(evidence)]
    for _, _, group in sorted(worth, key=lambda one: one[:2], reverse=True):
        if _credible(group, evidence):
            return group
    return None


def _gather(evidence: Evidence) -> list[Group]:
    groups: dict[tuple[int, str], Group] = {}
    paths: dict[tuple[int, str], int] = {}
    known: dict[int, tuple[int, int]] = {}
    for link in evidence.links:
        block = link.node
        for _ in range(LEVELS):
            parent = block.parent
            if parent is None or block.tag == "body":
                break
            path, depth = _path(parent, known, paths)
            group = groups.setdefault((path, block.tag), Group(depth=depth))
            if not group.blocks or group.blocks[-1] is not block:
                group.blocks.append(block)
            block = parent
    return list(groups.values())


def _path(
    node: Node, known: dict[int, tuple[int, int]], paths: dict[tuple[int, str], int]
) -> tuple[int, int]:
    """Return a number for the tags and classes from the body down to *node*, and its depth."""
    trail = []
    at: Node | None = node
    while at is not None and at.index not in known:
        trail.append(at)
        at = at.parent
    path, depth = known[at.index] if at is not None else (0, 0)
    for one in reversed(trail):
        names = (name.rstrip("0123456789_-") for name in one.get("class").split())
        look = f"{one.tag}.{'.'.join(sorted(name for name in names if name not in _STATE))}"
        path = paths.setdefault((path, look), len(paths) + 1)
        depth += 1
        known[one.index] = (path, depth)
    return path, depth


def _worth(group: Group, evidence: Evidence) -> float:
    return sum(_row_worth(block, evidence) for block in group.blocks)


def _row_worth(block: Node, evidence: Evidence) -> float:
    links = evidence.links_in(block.index, block.end)
    if not links or len(links) > CROWD:
        return 0.3 * bool(links)
    dated = 3 if evidence.dates_in(block.index, block.end) else 0
    shaped = 2 if any(link.shaped for link in links) else 0
    long = min(1.0, max(len(link.text) for link in links) / 8)
    return dated + shaped + long


def _credible(group: Group, evidence: Evidence) -> bool:
    """Whether a group shows articles, or is at least no part of the page's frame."""
    rows = [(block, evidence.links_in(block.index, block.end)) for block in group.blocks]
    rows = [(block, links) for block, links in rows if 0 < len(links) <= CROWD]
    dated = sum(evidence.dates_in(block.index, block.end) > 0 for block, _ in rows)
    if dated * FEW >= len(group.blocks):
        return True
    if sum(any(link.shaped for link in links) for _, links in rows) > 1:
        return True
    long = sum(max(len(link.text) for link in links) >= TITLE for _, links in rows)
    shown = not evidence.frame.holds(group.blocks[0]) and not group.blocks[0].hidden
    return shown and long >= FEW and long >= 0.6 * len(group.blocks)
