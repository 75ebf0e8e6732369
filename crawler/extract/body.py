"""Finds where the text of an article begins and ends: comment marks, known containers, or what holds most prose."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from crawler.extract.frame import Frame
from crawler.extract.tree import COMMENT, TEXT, Document, Node

_SPECIFIC = (
    "#zoom #Zoom .TRS_UEDITOR .trs_editor_view .trs_paper_default .TRS_Editor .Custom_UnionStyle .TRS_PreAppend "
    "#UCAP-CONTENT #zoomcon #ivs_content .j-fontContent .v_news_content #con_con .ccontent .easysite-news-text "
    "#easysiteText .ewb-article-info .bt-content .art-con .article-content .pages_content #fontzoom "
    "#News_Body_Txt_A .Article_content .wzcon .content_font #js_content"
)
SPECIFIC = tuple(_SPECIFIC.split())
"""Containers that publishing systems put around the text and nothing else."""
_BEGIN = re.compile(r"content\.begin|\[信息内容\]>begin|ContentStart|正文开始|正文\s*begin", re.IGNORECASE)
_END = re.compile(r"content\.end|\[信息内容\]>end|ContentEnd|正文结束|正文\s*end", re.IGNORECASE)
SHARE = 0.8
"""The innermost container with this share of the text is taken."""
SHORTEST = 20
"""Characters with which a container is known to hold a text."""
_LOSS = 6
"""Characters before the fullest element that are still no beginning of a text."""


@dataclass(frozen=True, kw_only=True)
class Range:
    """Nodes from ``start`` up to ``end``, and what told us."""

    start: int
    end: int
    where: str


def find_body(document: Document, frame: Frame, after: int) -> Range:
    """Return where the text of the article is; *after* is where its title and line of date end, 0 if unknown."""
    return in_its_place(document) or _densest(document, frame, after)


def in_its_place(document: Document) -> Range | None:
    """Return the text that stands where publishing systems put texts: between their marks or in their containers."""
    return _marked(document) or _contained(document)


def _marked(document: Document) -> Range | None:
    """Return what stands between a pair of comments, or of metas, that say so."""
    start = None
    for node in document.by_tag.get(COMMENT, []) + document.by_tag.get("meta", []):
        said = node.text if node.tag == COMMENT else node.get("name")
        if _BEGIN.search(said):
            start = node.index + 1
        elif start is not None and _END.search(said):
            if document.weight(start, node.index) >= SHORTEST:
                return Range(start=start, end=node.index, where="marks")
            start = None
    return None


def _contained(document: Document) -> Range | None:
    """Return the innermost known container that holds most of what the known containers hold."""
    found: list[tuple[Node, str]] = []
    for name in SPECIFIC:
        found += [(node, name) for node in document.by_name.get(name, ())]
    for name, nodes in document.by_name.items():
        if name.startswith("#vsb_content"):
            found += [(node, name) for node in nodes]
    found += [(node, "ucapcontent") for node in document.by_tag.get("ucapcontent", ())]
    if not found:
        return None
    most = max(document.weight(node.index, node.end) for node, _ in found)
    if most < SHORTEST:
        found = [(node, name) for node, name in found if _shows(document, node)]
        if not found:
            return None
    return _siblings(document, found, most) or _innermost(document, found, most)


def _innermost(document: Document, found: list[tuple[Node, str]], most: int) -> Range:
    holding = [(node, name) for node, name in found if document.weight(node.index, node.end) >= SHARE * most]
    node, name = min(holding, key=lambda one: (one[0].end - one[0].index, -one[0].index))
    return Range(start=node.index, end=node.end, where=name)


def _siblings(document: Document, found: list[tuple[Node, str]], most: int) -> Range | None:
    """Return a text that an editor cut into several containers of one kind, one behind the other."""
    for name in dict.fromkeys(name for _, name in found):
        same = [node for node, one in found if one == name]
        same = [node for node in same if node.parent is same[0].parent]
        start, end = same[0].index, same[-1].end
        held = sum(document.weight(node.index, node.end) for node in same)
        if len(same) > 1 and held * SHARE > most and held >= SHARE * document.weight(start, end):
            return Range(start=start, end=end, where=f"{name} ×{len(same)}")
    return None


def _shows(document: Document, node: Node) -> bool:
    """Whether a container without text shows something else."""
    return any(one.tag in {"img", "a", "iframe", "video", "embed", "object"} for one in document.inside(node))


def _densest(document: Document, frame: Frame, after: int) -> Range:
    """Return the innermost element that holds most of the prose behind the title."""
    prose = _prose(document, frame, after)
    at = [index for index, _ in prose]
    sums = [0, *accumulate(weight for _, weight in prose)]
    total = sums[-1]

    def held(node: Node) -> int:
        return sums[bisect_left(at, node.end)] - sums[bisect_left(at, node.index)]

    def begins(start: int, end: int) -> bool:
        """Whether a beginning of the text would be lost."""
        return sums[bisect_left(at, end)] - sums[bisect_left(at, min(start, end))] > _LOSS

    node = document.body
    while True:
        inner = next((one for one in _children(document, node) if held(one) > SHARE * total), None)
        if inner is None or inner.tag == "p" or (after and begins(max(after, node.index), inner.index)):
            break
        node = inner
    name = (
        f"#{node.get('id')}"
        if node.get("id")
        else f".{node.get('class').split()[0]}"
        if node.get("class").split()
        else node.tag
    )
    return Range(start=max(node.index, after), end=max(node.end, after), where=f"most text: {name}")


def _prose(document: Document, frame: Frame, after: int) -> list[tuple[int, int]]:
    return [
        (node.index, len(node.text.strip()))
        for node in document.plain
        if node.index >= after and not frame.holds(node)
    ]


def _children(document: Document, node: Node) -> list[Node]:
    found = []
    at = node.index + 1
    while at < node.end:
        child = document.nodes[at]
        if child.tag not in {TEXT, COMMENT}:
            found.append(child)
        at = child.end
    return found
