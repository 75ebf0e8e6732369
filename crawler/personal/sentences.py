"""Whether a private person is named in the line around a place: what else is said there may be about that person."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from crawler.personal.spans import Span

_REACH = 100
"""Characters within which a name and what is said are of one person."""
_END = re.compile("\n")
_GAP = 3
"""Characters at most between a name and the bracket behind it."""


class Sentences:
    """Knows where the private names of a text stand."""

    def __init__(self, names: Sequence[Span]) -> None:
        self._starts = sorted(one.start for one in names)
        self._ends = sorted(one.end for one in names)

    def holds(self, text: str, start: int, end: int) -> bool:
        """Return whether a name is in the line of a stretch, and near."""
        before = [one.end() for one in _END.finditer(text, max(0, start - _REACH), start)]
        behind = _END.search(text, end, end + _REACH)
        first = before[-1] if before else max(0, start - _REACH)
        last = behind.start() if behind else end + _REACH
        at = bisect_left(self._starts, first)
        return at < len(self._starts) and self._starts[at] < last

    def named_before(self, text: str, at: int) -> bool:
        """Return whether a name ends at a place, or a sign or two before it: 张三家(…)."""
        one = bisect_left(self._ends, at - _GAP)
        near = one < len(self._ends) and self._ends[one] <= at
        return near and "\n" not in text[self._ends[one] : at]
