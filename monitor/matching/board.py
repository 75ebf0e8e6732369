"""Which groups of words a notice holds: looked up once for all conditions, however many of them want the same group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from monitor.matching.expression import Atom, Group
from monitor.matching.knowledge import Condition
from monitor.matching.notice import Field
from monitor.matching.scan import NOTHING, Hits

_Named = tuple[int, str]
"""An alternative of a group, as a reason writes it, behind its length: the longest is the one that is named."""


@dataclass
class Seen:
    """The groups that a notice holds; what occurs of one is looked up where a reason names it."""

    board: "Board"
    numbers: set[int] = field(default_factory=set)
    hits: Mapping[Field, Hits] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)

    def name(self, number: int) -> str:
        """Return what occurs of a group that is held, as a reason writes it."""
        name = self._names.get(number)
        if name is None:
            name = self._names[number] = self.board.name(number, self.hits)
        return name


class Board:
    """The groups of words of many conditions, each with a number."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self.groups: list[Group] = []
        self.words: dict[Field, set[str]] = {}
        """What must be looked for in each field."""
        self._numbers: dict[tuple[Field, tuple[Atom, ...]], int] = {}
        self._places: list[Field] = []
        self._alternatives: list[dict[str, list[tuple[_Named, Atom]]]] = []
        self._anywhere: dict[Field, dict[str, list[int]]] = {place: {} for place in Field}
        self._somewhere: dict[Field, dict[str, list[tuple[int, Atom]]]] = {place: {} for place in Field}
        for one in conditions:
            for place, expression in one.fields:
                self.words.setdefault(place, set()).update(expression.words)
                for group in expression.groups:
                    self._add(place, group)

    def _add(self, place: Field, group: Group) -> None:
        """Give *group* a number; what must occur here and must not there is one group."""
        key = place, group.atoms
        if key in self._numbers:
            return
        number = self._numbers[key] = len(self.groups)
        self.groups.append(group)
        self._places.append(place)
        self._alternatives.append({})
        for atom in group.atoms:
            name = str(atom)
            self._alternatives[number].setdefault(atom.word, []).append(((len(name), name), atom))
            if atom.anywhere:
                self._anywhere[place].setdefault(atom.word, []).append(number)
            else:
                self._somewhere[place].setdefault(atom.word, []).append((number, atom))

    def number(self, place: Field, group: Group) -> int:
        """Return the number of *group* in *place*."""
        return self._numbers[place, group.atoms]

    def see(self, place: Field, hits: Hits) -> frozenset[int]:
        """Return the groups of *place* that a text holds in which *hits* were found."""
        anywhere, somewhere, words = self._anywhere[place], self._somewhere[place], hits.words
        seen: set[int] = set().union(*[anywhere[word] for word in words if word in anywhere])
        for word in words:
            if word in somewhere:
                seen.update([number for number, atom in somewhere[word] if atom.holds(hits)])
        return frozenset(seen)

    def name(self, number: int, hits: Mapping[Field, Hits]) -> str:
        """Return the longest alternative that occurs of a group that is held."""
        held, alternatives = hits.get(self._places[number], NOTHING), self._alternatives[number]
        return max(
            name
            for word in alternatives.keys() & held.words.keys()
            for name, atom in alternatives[word]
            if atom.holds(held)
        )[1]
