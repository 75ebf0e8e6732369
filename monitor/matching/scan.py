"""Finds all words of a vocabulary in a text, in one pass whose time is linear in the text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation


@dataclass(frozen=True)
class Hits:
    """The words found in one field; where they stand is looked up when somebody asks, which few do."""

    words: Mapping[str, None]
    """In the order in which they are first met."""
    text: str
    """That was scanned."""

    def first(self, word: str) -> int:
        """Return where the first occurrence of a word that was found starts."""
        return self.text.find(word)

    def last(self, word: str) -> int:
        """Return where the last occurrence of a word that was found starts."""
        return self.text.rfind(word)


NOTHING = Hits({}, "")


class Scanner:
    """Looks for a fixed vocabulary; overlapping words are all found."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = AhoCorasick(
            sorted(set(words)), implementation=Implementation.DFA, store_patterns=True
        )

    def scan(self, text: str) -> Hits:
        """Return the words of the vocabulary that *text* holds."""
        if not text:
            return NOTHING
        return Hits(dict.fromkeys(self._automaton.find_matches_as_strings(text, overlapping=True)), text)
