"""Finds which of many regular expressions fit a title, in one pass that no expression and no title can stall."""

import re
from collections.abc import Iterable, Iterator

import re2

_ESCAPED = re.compile(r"\\.", re.DOTALL)
_PYTHON_ONLY = frozenset({r"\w", r"\W", r"\b", r"\B", r"\S", r"\D"})
"""Classes that RE2 reads as ASCII only; so it does ``\\s``, but titles are compared without blanks of any kind."""

_LOOKS_AROUND = re.compile(r"\(\?(?!:|P<)")
_DIGIT = r"\p{Nd}"
"""What RE2 calls the digits that Python means, inside brackets and outside."""


class Patterns:
    """Expressions by target; the first of a target that fits speaks for it."""

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a target and an expression, in the order in which they are to be found."""
        self._targets: list[str] = []
        self._fits: list[re.Pattern[str]] = []
        self._filtered: list[int] = []
        self._alone: list[int] = []
        options = re2.Options()
        options.case_sensitive = False
        self._filter = re2.Filter()
        for place, (target, pattern) in enumerate(patterns):
            self._targets.append(target)
            self._fits.append(re.compile(pattern, re.IGNORECASE))
            if _python_only(pattern):
                self._alone.append(place)
            else:
                self._filter.Add(_for_re2(pattern), options)
                self._filtered.append(place)
        if self._filtered:
            self._filter.Compile()

    def found(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each target that fits *text*, with the words that fit."""
        fitting = self._filter.Match(text) if self._filtered else None
        places = [self._filtered[one] for one in fitting or ()]
        met: set[str] = set()
        for place in sorted([*places, *self._alone]):
            target = self._targets[place]
            if target not in met and (seen := self._fits[place].search(text)):
                met.add(target)
                yield target, seen[0]


def _python_only(pattern: str) -> bool:
    """Return whether RE2 does not have what *pattern* uses, or means something else by it."""
    around = _LOOKS_AROUND.search(_ESCAPED.sub("", pattern))
    return bool(around) or not _PYTHON_ONLY.isdisjoint(_ESCAPED.findall(pattern))


def _for_re2(pattern: str) -> str:
    """Return *pattern* in the words of RE2."""
    return _ESCAPED.sub(lambda found: _DIGIT if found[0] == r"\d" else found[0], pattern)
