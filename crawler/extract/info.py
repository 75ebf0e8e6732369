"""Finds the line of date and source under an article's title, and where the text may begin behind it."""

import re
from collections.abc import Sequence

from crawler.extract.dates import find_dates, read_date
from crawler.extract.frame import Frame
from crawler.extract.labels import Labelled, before_labels
from crawler.extract.text import bare, lines
from crawler.extract.tree import Document

_TOOLS = re.compile(
    r"字体|字号|打印|关闭|分享|收藏|浏览|点击|阅读|大\s*中\s*小|复制|纠错|放大|缩小|默认|朗读|视力"
)
_BRACKETED = re.compile(r"【[^【】]{0,20}】?|】")
_LOOK = 14
"""Lines under the title within which the line of date and source stands."""
_SHORT = 60
_DECORATION = 6
_BESIDE = 12
"""Characters that may stand beside a date in its line."""
_TIME = re.compile(r"\d{1,2}\s*[:：∶时]\s*\d{1,2}(?:\s*[:：∶分]\s*\d{0,2}秒?)?")


def info_index(document: Document, labels: Sequence[Labelled], frame: Frame) -> int:
    """Return the text node of the line of date and source, 0 where the page has none."""
    for fields in ({"published"}, {"source"}):
        for one in labels:
            dated = one.field != "published" or read_date(one.value)
            if one.field in fields and dated and not frame.holds(document.nodes[one.index]):
                return one.index
    return 0


def info_end(document: Document, labels: Sequence[Labelled], start: int) -> int:
    """Return the node behind the title, at *start*, and the lines of date, source and tools that follow it."""
    labelled = {one.index for one in labels}
    dated = {one.index for one in labels if one.field in {"published", "source"}}
    end, last, seen = start, 0, False
    for number, (index, text) in enumerate(lines(document, start, document.body.end)):
        end, last = (index, 0) if last else (end, 0)
        if index in labelled or is_info(text):
            last = index
            seen = seen or index in dated or read_date(text) is not None
        elif number > _LOOK or len(text) > _SHORT or (seen and len(text) > _DECORATION):
            break
    block = document.nodes[last].block if last else None
    return block.end if block else end


def is_info(text: str) -> bool:
    """Whether a line belongs to the page around a text: a date and little else, or the words of its tools."""
    if len(text) > _SHORT:
        return False
    return bool(_TOOLS.search(text)) or _all_bracketed(text) or is_date_line(text)


def _all_bracketed(text: str) -> bool:
    """Whether a line is buttons in brackets and little else: what follows one bracketed word may be the text itself."""
    return "【" in text or "】" in text if len(bare(_BRACKETED.sub("", text))) <= _DECORATION else False


def is_date_line(text: str) -> bool:
    """Whether a line, up to its first label, is a date, its time and little else."""
    text = before_labels(text)
    found = next(find_dates(text), None)
    if found is None:
        return False
    return len(bare(_TIME.sub("", text[: found.start] + text[found.end :]))) < _BESIDE
