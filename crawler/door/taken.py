"""What was taken down, as the door needs it: the notices, and the words by which another view would still show them."""

from dataclasses import dataclass, field
from functools import cached_property

import ahocorasick_rs

LEAST = 6  # characters of a title that says which notice it is; a shorter one is anybody's


@dataclass(frozen=True, kw_only=True)
class Taken:
    """The notices that are taken down."""

    seal: dict[int, str] = field(default_factory=dict)
    """Notice → the digest that stays of what was sealed."""
    words: dict[str, int] = field(default_factory=dict)
    """Its titles that no other notice has, its addresses and the names of its files → the notice."""

    def __contains__(self, notice: object) -> bool:
        return notice in self.seal

    def tombstone(self, notice: int) -> str:
        """Return what stands where the notice stood.

        >>> Taken(seal={7: "ab" * 32}).tombstone(7)
        '【内容已按要求撤下，封存摘要 abababababababab】'
        """
        return f"【内容已按要求撤下，封存摘要 {self.seal[notice][:16]}】"

    def without(self, text: str) -> str:
        """Return *text* with a tombstone in every place that names one of the notices."""
        if self._finder is None or not text:
            return text
        parts: list[str] = []
        past = 0
        for which, start, end in self._finder.find_matches_as_indexes(text):
            parts += [text[past:start], self.tombstone(self._named[which][1])]
            past = end
        return "".join([*parts, text[past:]]) if parts else text

    @cached_property
    def _named(self) -> list[tuple[str, int]]:
        return list(self.words.items())

    @cached_property
    def _finder(self) -> ahocorasick_rs.AhoCorasick | None:
        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        words = [word for word, _ in self._named]
        return ahocorasick_rs.AhoCorasick(words, matchkind=kind) if words else None


NOTHING = Taken()
"""Where nothing was taken down, or no workspace is open."""
