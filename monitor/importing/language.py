"""A small model of the ordinary language of one document: which character follows which."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from monitor.text import simplify

_SIGNS = frozenset("，。、；：“”‘’（）《》〔〕？！—…·,.;:()[]%-")
_CLASSES = {  # share of official text, number of members: (count, what)
    "sign": (0.08, 32),
    "common": (0.86, 3755 * 1.5),  # GB 2312 level one, in both scripts
    "digit": (0.03, 12),
    "second": (0.02, 3008 * 1.5),  # GB 2312 level two
    "rare": (0.001, 20000),
    "latin": (0.001, 52),
    "foreign": (0.0001, 2000),  # Greek, Cyrillic, box drawing, private use
}
"""A prior for what the document has not shown; only the orders of magnitude matter."""


@lru_cache(maxsize=40_000)
def kind_of(character: str) -> str:
    """Return the class of *character*: sign, digit, latin, common, second, rare or foreign."""
    if character in _SIGNS:
        return "sign"
    if character.isascii():
        return "digit" if character.isdigit() or character.isspace() else "latin"
    if not "\u3400" <= character <= "\u9fff":
        return "digit" if character in "〇○" else "foreign"
    try:
        lead = simplify(character).encode("gb2312")[0]
    except UnicodeEncodeError:
        return "rare"
    return "common" if lead < 0xD8 else "second"  # noqa: PLR2004 - where level two begins in GB 2312


@lru_cache(maxsize=40_000)
def _prior(character: str) -> float:
    share, members = _CLASSES[kind_of(character)]
    return share / members


class LanguageModel:
    """Counts of single characters and pairs, smoothed by what is common in any official text."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.singles: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self._followers: Counter[str] = Counter()
        self._forerunners: Counter[str] = Counter()
        for text in texts:
            self.singles.update(text)
            self.pairs.update(map("".join, pairwise(text)))
        for pair in self.pairs:
            self._followers[pair[0]] += 1
            self._forerunners[pair[1]] += 1

    def _alone(self, character: str) -> float:
        """Probability of a character after one it was never seen with.

        A full stop follows anything, the second half of a word only its first half; so what counts is after how many
        different characters it was seen, not how often.
        """
        weight = len(self.singles) + 1
        return (self._forerunners[character] + weight * _prior(character)) / (len(self.pairs) + weight)

    def step(self, before: str, character: str) -> float:
        """Return the log probability that *character* follows *before*."""
        spread = self._followers[before]
        seen = self.singles[before]
        alone = self._alone(character)
        if not seen:
            return math.log(alone)
        return math.log((self.pairs[before + character] + (spread + 1) * alone) / (seen + spread + 1))

    def score(self, text: str, before: str = "") -> float:
        """Return the log probability of *text* after *before*."""
        total = 0.0
        last = before[-1:]
        for character in text:
            total += self.step(last, character)
            last = character
        return total

    def attests(self, pair: str) -> bool:
        """Whether the two characters stand side by side elsewhere in the document."""
        return self.pairs[pair] > 0
