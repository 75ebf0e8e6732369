"""Makes penalty texts of templates: each knows where in it personal data stands, and where what must stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from random import Random

from crawler.practice.penalties.values import Dice, Person
from crawler.practice.penalties.world import World
from crawler.strict import read_toml

_SLOT = re.compile(r"\{([a-z0-9.]+)\}")
_CHOICE = re.compile(r"<([^<>]+)>")
_PERSON = re.compile(r"(p[0-9])(?:\.(\w+))?")
_MARKS = re.compile("«([^»]*)»")
PERSONAL = frozenset({"account"})
"""Slots that belong to no person and must be hidden all the same: the account of a company."""


class Half(StrEnum):
    """Which templates a text is made of."""

    SEEN = "seen"
    """In view of whoever writes the detector."""
    HELD = "held"
    """Not in view."""


@dataclass(frozen=True, kw_only=True)
class Template:
    """The words of one manner of publishing a penalty."""

    id: str
    words: str


@dataclass(frozen=True, kw_only=True)
class _Templates:
    text: tuple[Template, ...]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A value in a text; ``kind`` is the slot that it fills."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Penalty:
    """A text with the places of what is personal in it, and of what is public; ``half`` is the set that it is of."""

    half: StrEnum
    template: str
    words: str
    personal: tuple[Piece, ...]
    public: tuple[Piece, ...]


@lru_cache(maxsize=2)
def templates(half: Half) -> tuple[Template, ...]:
    """Return the templates of one half."""
    path = Path(str(files("crawler.practice.penalties") / f"{half}.toml"))
    return read_toml(path, _Templates).text


def penalties(count: int, seed: int) -> Iterator[Penalty]:
    """Yield *count* texts, by turns of both halves; the same seed gives the same texts."""
    chance = Random(f"penalties/{seed}")  # noqa: S311 - a play wants the same dice every time
    for at in range(count):
        half = list(Half)[at % len(Half)]
        yield _fill(chance.choice(templates(half)), half, Dice(chance=chance))


def _fill(template: Template, half: Half, dice: Dice) -> Penalty:
    people = {name: Person(dice) for name in _names(template.words)}
    world = World(dice, people["p1"].name if people else dice.name())
    words = _CHOICE.sub(lambda found: dice.chance.choice(found[1].split("|")), template.words.strip("\n"))
    known: dict[str, str] = {}
    out: list[str] = []
    pieces: dict[bool, list[Piece]] = {True: [], False: []}
    past = length = 0
    for found in _SLOT.finditer(words):
        before = words[past : found.start()]
        person = _PERSON.fullmatch(found[1])
        if found[1] not in known:
            known[found[1]] = people[person[1]].value(person[2] or "") if person else world.value(found[1])
        value = known[found[1]]
        length += len(before)
        start, end = _inner(value)
        shown = value.replace("«", "").replace("»", "")
        personal = person is not None or found[1] in PERSONAL
        kind = (person[2] or "name") if person else found[1]
        pieces[personal].append(Piece(kind=kind, start=length + start, end=length + end))
        out += [before, shown]
        length, past = length + len(shown), found.end()
    return Penalty(
        half=half,
        template=template.id,
        words="".join([*out, words[past:]]),
        personal=tuple(pieces[True]),
        public=tuple(pieces[False]),
    )


def _names(words: str) -> list[str]:
    found = (_PERSON.fullmatch(one) for one in _SLOT.findall(words))
    return sorted({one[1] for one in found if one})


def _inner(value: str) -> tuple[int, int]:
    """Return where in the shown value the part between the marks stands; all of it where there are none."""
    marked = _MARKS.search(value)
    return (marked.start(), marked.end() - 2) if marked else (0, len(value))
