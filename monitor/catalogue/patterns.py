"""Refuses regular expressions that a hostile title could turn into endless work, before they are ever run."""

import re
import warnings
from dataclasses import dataclass

LONGEST = 400  # characters; the longest that we ship has 180
WORK = 200_000  # ways to place the gaps of one expression; five gaps of ten, or two of four hundred
ENDLESS = 1_000  # what an open end counts as: longer than any title
OPTIONAL = 12  # each doubles the ways to match; with twenty of them a title of a hundred signs takes seconds
FEW = 3  # a repeated group may hold choices when it repeats no more often than this

_QUANTIFIER = re.compile(r"\{(\d*)(,?)(\d*)\}")


@dataclass
class _Atom:
    """What a quantifier would repeat: whether a choice or a variable repeat is inside it."""

    varies: bool = False


def complaint(pattern: str) -> str:
    r"""Return why *pattern* may not be used, or nothing.

    >>> complaint("(计划|规划).{0,20}公告")
    ''
    >>> complaint("(a+)+$")
    'repeats a group that itself varies'
    """
    if len(pattern) > LONGEST:
        return f"longer than {LONGEST} characters"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, OverflowError, FutureWarning, DeprecationWarning) as error:
        return f"does not compile: {error}"
    if re.search(r"\\[1-9]|\(\?P=|\(\?\(", pattern):
        return "refers back to a group"
    if " " in pattern:
        return "has a blank, and titles are compared without any"
    return _Scan(pattern).complaint()


class _Scan:
    """Walks through a pattern that compiles."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.work = 1
        self.optional = 0

    def complaint(self) -> str:
        """Return the first reason against the pattern, or nothing."""
        groups: list[_Atom] = [_Atom()]
        last = _Atom()
        while self.at < len(self.pattern):
            sign = self.pattern[self.at]
            low, high = self._repeat()
            if high is not None:
                if last.varies and high > FEW:
                    return "repeats a group that itself varies"
                if low != high:
                    groups[-1].varies = True
                    self.work *= max(1, high - low)
                    self.optional += high - low == 1
                if self.work > WORK:
                    return f"may be matched in more than {WORK} ways; use fewer or narrower gaps"
                if self.optional > OPTIONAL:
                    return f"has more than {OPTIONAL} optional parts"
                last = _Atom()
                continue
            if sign == "(":
                groups.append(_Atom())
                self._open()
                continue
            if sign == ")":
                last = groups.pop()
                groups[-1].varies |= last.varies
                self.at += 1
                continue
            if sign == "|":
                groups[-1].varies = True
            last = _Atom()
            self._step(sign)
        return ""

    def _repeat(self) -> tuple[int, int | None]:
        """Return how often the last atom repeats and go past the quantifier; None when there is none."""
        sign = self.pattern[self.at]
        if sign in "*+?":
            found: tuple[int, int | None] = {"*": (0, ENDLESS), "+": (1, ENDLESS), "?": (0, 1)}[sign]
            self.at += 1
        elif (match := _QUANTIFIER.match(self.pattern, self.at)) and match[0] not in {"{}", "{,}"}:
            low = int(match[1] or 0)
            high = (int(match[3]) if match[3] else ENDLESS) if match[2] else low
            found = (low, high)
            self.at = match.end()
        else:
            return 0, None
        if self.pattern[self.at : self.at + 1] in {"?", "+"}:
            self.at += 1
        return found

    def _open(self) -> None:
        """Go past the opening of a group and what kind of group it is."""
        self.at += 1
        kind = re.compile(r"\?(?:P<\w+>|<[=!]|[:=!>]|[aiLmsux-]+[:)])").match(self.pattern, self.at)
        if kind:
            self.at = kind.end() - (1 if kind[0].endswith(")") else 0)

    def _step(self, sign: str) -> None:
        """Go past one plain sign, escape or class."""
        if sign == "\\":
            self.at += 2
        elif sign == "[":
            end = self.at + 1
            end += self.pattern[end : end + 1] == "^"
            end += self.pattern[end : end + 1] == "]"
            while self.pattern[end] != "]":
                end += 2 if self.pattern[end] == "\\" else 1
            self.at = end + 1
        else:
            self.at += 1
