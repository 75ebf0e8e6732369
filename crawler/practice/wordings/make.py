"""Makes notices about people of the other wordings: prose and tables, laid out and disturbed in many ways."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from random import Random

from crawler.practice.penalties.make import Penalty, Piece
from crawler.practice.wordings.lists import lists
from crawler.practice.wordings.noise import Noise, Segment, disturb
from crawler.practice.wordings.people import Person
from crawler.practice.wordings.world import World
from crawler.strict import read_toml

_SLOT = re.compile(r"\{([a-z0-9.]+)\}")
_PERSON = re.compile(r"(p[0-9]+)(?:\.([a-z]+)[0-9]*)?")
_ROW = re.compile(r"\{q([0-9]?)(\.[a-z]+)?\}")
_CHOICE = re.compile(r"<([^<>]*\|[^<>]*)>")
_FIRST_OF_ROWS = 20
"""Numbers from which the people of a table are counted, so that they are nobody of the prose."""
_ROWS = (2, 7)
"""The fewest and the most rows of a table."""
CLEAN_SHARE = 0.4
"""Texts that nothing happened to."""


class Wordings(StrEnum):
    """Which of the other wordings a text is made of."""

    BLIND = "blind"
    """Measured once before the detector was mended by them; in view since."""
    KEPT = "kept"
    """Only figures of it are looked at: what is missed in it is not printed."""


class Layout(StrEnum):
    """How a table looks once it is text."""

    CELLS = "cells"
    """A line a cell, as pages give them."""
    TABS = "tabs"
    """A line a row, as workbooks give them."""
    SPACES = "spaces"
    """A line a row, as printed pages give them."""
    PAIRS = "pairs"
    """Every cell behind the name of its column."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The words of one manner of saying it; ``columns`` are name and cell of the table in it."""

    id: str
    words: str
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Wordings:
    text: tuple[Wording, ...]


@lru_cache(maxsize=2)
def wordings(one_of: Wordings) -> tuple[Wording, ...]:
    """Return the wordings of one set."""
    return read_toml(Path(str(files("crawler.practice.wordings") / f"{one_of}.toml")), _Wordings).text


def reworded(count: int, seed: int, one_of: Wordings) -> Iterator[Penalty]:
    """Yield *count* texts of one set; the same seed gives the same texts."""
    chance = Random(f"wordings/{one_of}/{seed}")  # noqa: S311 - a play wants the same dice every time
    for _ in range(count):
        wording = chance.choice(wordings(one_of))
        noise = Noise.CLEAN if chance.random() < CLEAN_SHARE else chance.choice(list(Noise)[1:])
        filled = _fill(_laid_out(wording, chance), chance)
        yield _joined(disturb(filled, noise, chance), one_of, f"{wording.id}, {noise}")


def _laid_out(wording: Wording, chance: Random) -> str:
    """Return the words with the table in one of its layouts, and one of every choice."""
    words = wording.words.strip("\n")
    if wording.columns:
        words = words.replace("{table}", _table(wording.columns, chance))
    return _CHOICE.sub(lambda found: chance.choice(found[1].split("|")), words)


def _table(columns: tuple[tuple[str, str], ...], chance: Random) -> str:
    rows = [[_of_row(cell, at) for _, cell in columns] for at in range(chance.randint(*_ROWS))]
    names = [name for name, _ in columns]
    layout = chance.choice(list(Layout))
    if layout == Layout.PAIRS:
        return "\n".join(
            "；".join(f"{name}：{cell}" for name, cell in zip(names, row, strict=True)) for row in rows
        )
    joint = {Layout.CELLS: "\n", Layout.TABS: "\t", Layout.SPACES: chance.choice((" ", "   "))}[layout]
    return "\n".join(joint.join(row) for row in [names, *rows])


def _of_row(cell: str, at: int) -> str:
    """Return a *cell* that speaks of the people of row *at*."""

    def whose(found: re.Match[str]) -> str:
        number = _FIRST_OF_ROWS + 2 * at + (found[1] == "2")
        return f"{{p{number}{found[2] or ''}}}"

    return _ROW.sub(whose, cell).replace("{n}", str(at + 1))


def _fill(words: str, chance: Random) -> list[Segment]:
    """Return the stretches between the slots, and what fills them."""
    world, people = World(chance, lists()), dict[str, Person]()
    out: list[Segment] = []
    past = 0
    for found in _SLOT.finditer(words):
        out.append((words[past : found.start()], None))
        past = found.end()
        if whose := _PERSON.fullmatch(found[1]):
            person = people.setdefault(whose[1], Person(chance, lists()))
            kind = whose[2] or "name"
            out.append((person.value(kind), Piece(kind=kind, start=0, end=1)))
        else:
            kind = found[1].rstrip("0123456789")
            out.append((world.value(found[1]), Piece(kind=kind, start=0, end=0)))
    return [*out, (words[past:], None)]


def _joined(segments: list[Segment], one_of: Wordings, template: str) -> Penalty:
    """Return the text of *segments*, with the places of its pieces."""
    pieces: dict[bool, list[Piece]] = {True: [], False: []}
    length = 0
    for text, piece in segments:
        if piece:
            inner = len(text) - len(text.lstrip("\n"))
            pieces[piece.end == 1].append(
                Piece(kind=piece.kind, start=length + inner, end=length + len(text))
            )
        length += len(text)
    return Penalty(
        half=one_of,
        template=template,
        words="".join(text for text, _ in segments),
        personal=tuple(pieces[True]),
        public=tuple(pieces[False]),
    )
