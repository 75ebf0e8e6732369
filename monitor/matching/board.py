"""Which groups of words a notice holds: looked up once for all conditions, however many of them want the same group."""

from collections.abc import Iterable

from monitor.matching.expression import Atom, Group
from monitor.matching.knowledge import Condition
from monitor.matching.notice import Field
from monitor.matching.scan import Hits

Named = tuple[int, str]
"""What occurs of a group, as a reason writes it, behind its length: the longest is the one that is named."""

Seen = dict[int, Named]
"""The groups that a notice holds, by number, with what of each it holds."""

_Filed = tuple[int, Named, Atom | None]


class Board:
    """The groups of words of many conditions, each with a number."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self.groups: list[Group] = []
        self.words: dict[Field, set[str]] = {}
        """What must be looked for in each field."""
        self._numbers: dict[tuple[Field, tuple[Atom, ...]], int] = {}
        self._by_word: dict[Field, dict[str, list[_Filed]]] = {place: {} for place in Field}
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
        for atom in group.atoms:
            name = str(atom)
            filed = number, (len(name), name), None if atom.anywhere else atom
            self._by_word[place].setdefault(atom.word, []).append(filed)

    def number(self, place: Field, group: Group) -> int:
        """Return the number of *group* in *place*."""
        return self._numbers[place, group.atoms]

    def see(self, place: Field, hits: Hits) -> Seen:
        """Return what of the groups of *place* a text holds in which *hits* were found."""
        seen: dict[int, Named] = {}
        by_word = self._by_word[place]
        for word in hits.places:
            for number, name, atom in by_word.get(word, ()):
                held = seen.get(number)
                if (held is None or held < name) and (atom is None or atom.holds(hits)):
                    seen[number] = name
        return seen
