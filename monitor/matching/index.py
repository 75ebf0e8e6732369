"""Finds the conditions that hold in a notice without trying each of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from monitor.matching.knowledge import Condition
from monitor.matching.notice import Field
from monitor.matching.reasons import Found
from monitor.matching.scan import NOTHING, Hits

T = TypeVar("T")


class Index(Generic[T]):
    """Values behind conditions; a condition is tried only where a word of its rarest group was found."""

    def __init__(self, entries: Iterable[tuple[Condition, T]]) -> None:
        self._entries = tuple(entries)
        self._by_word: dict[Field, dict[str, list[int]]] = {}
        self._always: list[int] = []
        self.words: dict[Field, set[str]] = {}
        """What must be looked for in each field."""
        for number, (condition, _) in enumerate(self._entries):
            self._file(number, condition)
            for place, expression in condition.fields:
                self.words.setdefault(place, set()).update(expression.words)

    def _file(self, number: int, condition: Condition) -> None:
        wanted = [(place, group) for place, expression in condition.fields for group in expression.wanted]
        if not wanted:
            self._always.append(number)
            return
        place, group = min(wanted, key=lambda one: len(one[1].atoms))
        for word in {atom.word for atom in group.atoms}:
            self._by_word.setdefault(place, {}).setdefault(word, []).append(number)

    def holding(self, hits: Mapping[Field, Hits]) -> Iterator[tuple[T, Found]]:
        """Yield every value whose condition holds, in the order of the file, with the words that made it hold."""
        numbers = set(self._always)
        for place, found in hits.items():
            filed = self._by_word.get(place, {})
            for word in filed.keys() & found.places.keys():
                numbers.update(filed[word])
        for number in sorted(numbers):
            condition, value = self._entries[number]
            words = _holds(condition, hits)
            if words is not None:
                yield value, words


def _holds(condition: Condition, hits: Mapping[Field, Hits]) -> Found | None:
    found = []
    for place, expression in condition.fields:
        words = expression.find(hits.get(place, NOTHING))
        if words is None:
            return None
        found.append((place, words))
    return tuple(found)
