"""Finds all words of a vocabulary in a text, in one pass whose time is linear in the text."""

from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation


@dataclass(frozen=True)
class Hits:
    """The words found in one field: word → starts of its first and its last occurrence."""

    places: dict[str, tuple[int, int]]
    length: int
    """Of the text that was scanned."""

    def __contains__(self, word: str) -> bool:
        return word in self.places


NOTHING = Hits({}, 0)


class Scanner:
    """Looks for a fixed vocabulary; overlapping words are all found."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words))
        self._automaton = AhoCorasick(self._words, implementation=Implementation.DFA)

    def scan(self, text: str) -> Hits:
        """Return the words of the vocabulary that *text* holds."""
        if not text:
            return NOTHING
        places: dict[str, tuple[int, int]] = {}
        words = self._words
        for index, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            word = words[index]
            seen = places.get(word)
            places[word] = (seen[0], start) if seen else (start, start)
        return Hits(places, len(text))
