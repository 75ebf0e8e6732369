"""A text as elements are searched in it: without blanks, every character with its place, personal data masked when shown."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, pairwise

from crawler.personal.redact import find_personal
from crawler.records import PART
from monitor.elements.spot import Spot
from monitor.text import normalise

TEXT_LIMIT = 200_000  # characters searched; the longest real text of a notice is a tenth of it
PASSAGE = 80  # characters shown of a passage
_BLANK = frozenset(" \t\u3000\"'“”‘’「」")
_LINK = "的"  # 公开的形式 is 公开形式
_WORDS = frozenset("目标有似真")  # with it they are words of their own, as in 目的


class Searched:
    """The text of a page, or of the file called *file*; only its beginning where it is longer than anybody writes."""

    def __init__(self, text: str, file: str = "") -> None:
        self.file = file
        self.cut = len(text) > TEXT_LIMIT
        parts = [normalise(one) for one in text[:TEXT_LIMIT].split(PART)]
        self._parts = [0, *accumulate(len(one) + 1 for one in parts[:-1])]
        self.shown = "\n".join(parts)
        self.places = _searched(self.shown)
        self.bare = "".join(self.shown[at] for at in self.places)
        self.small = "".join(one.lower() if len(one.lower()) == 1 else one for one in self.bare)

    @cached_property
    def lines(self) -> list[tuple[int, frozenset[str]]]:
        """Where each line starts in ``bare``, and the pairs of characters it consists of."""
        found, start = [], 0
        for line in self.bare.split("\n"):
            found.append((start, pairs(line)))
            start += len(line) + 1
        return found

    @cached_property
    def _breaks(self) -> list[int]:
        return [at for at, character in enumerate(self.shown) if character == "\n"]

    @cached_property
    def _masks(self) -> list[tuple[int, int, str]]:
        return [(one.start, one.end, one.masked) for one in find_personal(self.shown, names=True)]

    def line_at(self, at: int) -> tuple[int, int]:
        """Return begin and end of the line that holds the character at *at* of ``shown``."""
        number = bisect_right(self._breaks, at - 1)
        begin = self._breaks[number - 1] + 1 if number else 0
        return begin, self._breaks[number] if number < len(self._breaks) else len(self.shown)

    def spot(self, at: int) -> Spot:
        """Return where the character at *at* of ``shown`` stands."""
        part = bisect_right(self._parts, at)
        begin, end = self.line_at(at)
        table = "\t" in self.shown[begin:end]
        first = bisect_right(self._breaks, self._parts[part - 1] - 1)
        return Spot(
            file=self.file,
            part=part if self.file and len(self._parts) > 1 else 0,
            line=bisect_right(self._breaks, at - 1) - first + 1,
            cell=self.shown.count("\t", begin, at) + 1 if table else 0,
            start=at,
        )

    def passage(self, at: int) -> str:
        """Return the line around *at*, cut to what a table can show, and without any personal data."""
        begin, end = self.line_at(at)
        begin = max(begin, at - PASSAGE // 2)  # a line may be the whole text
        line = " ".join(self._masked(begin, min(end, begin + 2 * PASSAGE)).split())
        return line if len(line) <= PASSAGE else line[: PASSAGE - 1] + "…"

    def _masked(self, begin: int, end: int) -> str:
        """Return ``shown[begin:end]`` with masks; one that begins or ends outside is shown whole."""
        inside = [one for one in self._masks if one[0] < end and begin < one[1]]
        edges = [begin, *(edge for start, stop, _ in inside for edge in (start, stop)), end]
        between = [self.shown[start:stop] for start, stop in list(pairwise(edges))[::2]]
        masks = [*(masked for _, _, masked in inside), ""]
        return "".join(part + mask for part, mask in zip(between, masks, strict=True))


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of *text*."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def bare(name: str) -> str:
    """Return *name* as ``Searched.bare`` spells it."""
    shown = normalise(name)
    return "".join(shown[at] for at in _searched(shown))


def _searched(shown: str) -> list[int]:
    """Return where the characters stand that are searched: no blanks, no quotation marks, no 的 between two words."""
    return [
        at
        for at, one in enumerate(shown)
        if one not in _BLANK and not (one == _LINK and at and shown[at - 1] not in _WORDS)
    ]
