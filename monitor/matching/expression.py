"""The small language in which an edition says which words betray a category.

``A|B C -D`` holds where A or B occurs, and C occurs, and D does not. ``A~B`` is A with B somewhere after it,
``^A`` is A at the very start, ``A$`` is A at the very end, ``@name`` stands for a named list of words. There is no
repetition, so that nothing a page says can make an expression slow.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from monitor.matching.scan import Hits


@dataclass(frozen=True)
class Atom:
    """One word, or one word with another after it."""

    word: str
    then: str = ""
    at_start: bool = False
    at_end: bool = False

    @property
    def anywhere(self) -> bool:
        """Whether the word is enough, wherever it stands."""
        return not (self.then or self.at_start or self.at_end)

    def holds(self, hits: Hits) -> bool:
        """Return whether the atom occurs."""
        if self.word not in hits.words or (self.at_start and not hits.text.startswith(self.word)):
            return False
        if not self.then:
            return not self.at_end or hits.text.endswith(self.word)
        if self.then not in hits.words or hits.last(self.then) < hits.first(self.word) + len(self.word):
            return False
        return not self.at_end or hits.text.endswith(self.then)

    def __str__(self) -> str:
        return f"{self.word}…{self.then}" if self.then else self.word


@dataclass(frozen=True)
class Group:
    """Alternatives of which one must occur, or of which none may."""

    atoms: tuple[Atom, ...]
    absent: bool = False


@dataclass(frozen=True)
class Expression:
    """Groups that must all be satisfied."""

    groups: tuple[Group, ...]

    @cached_property
    def wanted(self) -> tuple[Group, ...]:
        """The groups that must occur."""
        return tuple(one for one in self.groups if not one.absent)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that must be looked for."""
        atoms = [atom for group in self.groups for atom in group.atoms]
        return frozenset(word for atom in atoms for word in (atom.word, atom.then) if word)


def read_expression(
    text: str, words: Mapping[str, tuple[str, ...]], normalise: Callable[[str], str]
) -> Expression:
    """Return the expression that *text* writes.

    Raises ValueError with the reason where it writes none.
    """
    groups = tuple(_group(part, words, normalise) for part in text.split())
    if not groups:
        raise ValueError("an expression needs at least one word")
    return Expression(groups)


def _group(part: str, words: Mapping[str, tuple[str, ...]], normalise: Callable[[str], str]) -> Group:
    absent = part.startswith("-")
    written: list[str] = []
    for one in part.removeprefix("-").split("|"):
        if not one.startswith("@"):
            written.append(one)
        elif one[1:] in words:
            written.extend(words[one[1:]])
        else:
            raise ValueError(f"no word list is named {one[1:]!r}")
    return Group(tuple(_atom(one, part, normalise) for one in written), absent)


def _atom(written: str, part: str, normalise: Callable[[str], str]) -> Atom:
    at_start, at_end = written.startswith("^"), written.endswith("$")
    word, follows, then = written.removeprefix("^").removesuffix("$").partition("~")
    first, second = normalise(word), normalise(then)
    if not first or bool(follows) != bool(second) or "~" in then:
        raise ValueError(f"{part!r} has an empty word, or more than one '~' in an alternative")
    return Atom(first, second, at_start, at_end)
