"""Finds the conditions that hold in a notice without trying each of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from monitor.matching.board import Board, Seen
from monitor.matching.knowledge import Condition
from monitor.matching.notice import Field
from monitor.matching.reasons import Found

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry(Generic[T]):
    value: T
    wanted: frozenset[int]
    barred: frozenset[int]
    named: tuple[tuple[Field, tuple[int, ...]], ...]
    """The groups that a reason names, field by field."""


class Index(Generic[T]):
    """Values behind conditions; a condition is tried only where its rarest group was found."""

    def __init__(self, board: Board, entries: Iterable[tuple[Condition, T]]) -> None:
        """The conditions of *entries* must be among those that *board* was made of."""
        self._entries: list[_Entry[T]] = []
        self._by_group: dict[int, list[int]] = {}
        self._always: list[int] = []
        for number, (condition, value) in enumerate(entries):
            self._entries.append(_entry(board, condition, value))
            wanted = self._entries[-1].wanted
            rarest = min(wanted, key=lambda one: (len(board.groups[one].atoms), one), default=None)
            (self._always if rarest is None else self._by_group.setdefault(rarest, [])).append(number)

    def holding(self, seen: Seen) -> Iterator[tuple[T, Found]]:
        """Yield every value whose condition holds, in the order of the file, with the words that made it hold."""
        met, numbers = seen.numbers, list(self._always)
        for group in self._by_group.keys() & met:
            numbers += self._by_group[group]
        numbers.sort()
        entries = self._entries
        for number in numbers:
            one = entries[number]
            if one.wanted <= met and one.barred.isdisjoint(met):
                yield one.value, _words(one, seen)


def _entry(board: Board, condition: Condition, value: T) -> _Entry[T]:
    groups = [(place, group) for place, expression in condition.fields for group in expression.groups]
    return _Entry(
        value=value,
        wanted=frozenset(board.number(place, group) for place, group in groups if not group.absent),
        barred=frozenset(board.number(place, group) for place, group in groups if group.absent),
        named=tuple(
            (place, tuple(board.number(place, group) for group in expression.wanted))
            for place, expression in condition.fields
        ),
    )


def _words(entry: _Entry[T], seen: Seen) -> Found:
    return tuple([(place, tuple(dict.fromkeys(map(seen.name, groups)))) for place, groups in entry.named])
