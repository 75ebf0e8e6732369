"""Finds the line of date and source under an article's title, and where the text may begin behind it."""

import re
from collections.abc import Sequence

from crawler.extract.dates import read_date
from crawler.extract.labels import Labelled
from crawler.extract.rowgroups import in_frame
from crawler.extract.text import bare, lines
from crawler.extract.tree import Document

_TOOLS = re.compile(
    r"字体|字号|打印|关闭|分享|收藏|浏览|点击|阅读|大\s*中\s*小|【|】|复制|纠错|放大|缩小|默认|朗读|视力"
)
_LOOK = 14
"""Lines under the title within which the line of date and source stands."""
_SHORT = 60
_DATE_LINE = 40


def info_index(document: Document, labels: Sequence[Labelled]) -> int:
    """Return the text node of the line of date and source, 0 where the page has none."""
    for fields in ({"published"}, {"source"}):
        for one in labels:
            dated = one.field != "published" or read_date(one.value)
            if one.field in fields and dated and not in_frame(document.nodes[one.index]):
                return one.index
    return 0


def info_end(document: Document, labels: Sequence[Labelled], start: int) -> int:
    """Return the node behind the title, at *start*, and the lines of date, source and tools that follow it."""
    labelled = {one.index for one in labels}
    end = start
    info = False
    for number, (index, text) in enumerate(lines(document, start, document.body.end)):
        if info:
            end, info = index, False
        if number > _LOOK or (len(text) > _SHORT and index not in labelled):
            break
        info = is_info(text) or index in labelled
    return end


def is_info(text: str) -> bool:
    """Whether a line belongs to the page around a text: a lone date, or the words of its tools."""
    if len(text) > _SHORT:
        return False
    return bool(_TOOLS.search(text)) or (len(bare(text)) < _DATE_LINE and read_date(text) is not None)
