"""Finds the rows of a list in its markup, whatever its family, so that a fault can be laid over them."""

import re
from collections.abc import Callable

_ROW = re.compile(r"<(li|tr|dd)\b[^>]{0,300}>(?:(?!<\1\b).){1,2000}?</\1>", re.DOTALL | re.IGNORECASE)
DATE = re.compile(r"20\d\d(?:[-/.]\d\d?[-/.]\d\d?|年\d\d?月\d\d?日)")
HREF = re.compile(r"href\s{0,3}=\s{0,3}([\"'])(.{1,400}?)\1", re.IGNORECASE)
ANCHOR = re.compile(r"<a\b[^>]{0,600}>.{0,600}?</a>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)


def is_row(text: str) -> bool:
    """Whether *text* is a row with a date and a link."""
    return bool(HREF.search(text) and DATE.search(text))


def each_row(markup: str, change: Callable[[str, int], str]) -> str:
    """Return *markup* with every row as *change* (row, its place) makes it."""
    at = -1

    def changed(found: re.Match[str]) -> str:
        nonlocal at
        if not is_row(found[0]):
            return found[0]
        at += 1
        return change(found[0], at)

    return _ROW.sub(changed, _COMMENT.sub("", markup))


def count_rows(markup: str) -> int:
    """Return how many rows *markup* has."""
    return sum(is_row(found[0]) for found in _ROW.finditer(_COMMENT.sub("", markup)))
