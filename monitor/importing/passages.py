"""Finds the passage of the body that each row of the annex rests on."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from monitor.importing.clean import Line
from monitor.text import normalise, simplify

_SECTION = re.compile(r"([一二三四五六七八九十]{1,3})、")
_PART = re.compile(r"[(（]([一二三四五六七八九十]{1,3})[)）]")
_CLAUSE = re.compile(r"(?:^|(?<=[。;；:：)）]))(?=[一二三四五六七八九十]是)")
_DUTY_END = re.compile(r"[(（][^()（）]{2,60}?(?:落实|负责|牵头|配合)[)）]")
_SENTENCE = re.compile(r"[^。]{1,2000}。?")
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_ONE_SENTENCE = 0.85  # a topic named by a heading counts more than one mentioned in a sentence
_SAME_UNITS = 0.35  # the passage ends with the very words of the row
_LOOSE = 0.55  # share of a name's weight; below it the body calls the topic something else


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A piece of the body with where it stands (``一、(四)二是``)."""

    place: str
    text: str
    line: int
    likeness: float = 0.0
    """Share of the row's name that its heading repeats, 0 to 1."""

    @property
    def loose(self) -> bool:
        """Whether the body calls the topic something else."""
        return self.likeness < _LOOSE


@dataclass(frozen=True, kw_only=True)
class _Piece:
    place: str
    text: str
    line: int
    topic: frozenset[str]
    who: str
    whole: bool


def read_passages(lines: Sequence[Line], rows: Iterable[tuple[str, str]]) -> tuple[Passage | None, ...]:
    """Return for each row (name, words of responsibility) the piece of the body that is about it."""
    pieces = list(_pieces(lines))
    spread = Counter(pair for one in pieces for pair in one.topic)
    weight = {pair: math.log(1 + len(pieces) / count) for pair, count in spread.items()}
    rarest = math.log(1 + len(pieces)) if pieces else 1.0
    return tuple(_best(name, who, pieces, weight, rarest) for name, who in rows)


def _best(
    name: str, who: str, pieces: Sequence[_Piece], weight: dict[str, float], rarest: float
) -> Passage | None:
    wanted = _pairs(_BRACKETS.sub("", name))
    total = sum(weight.get(pair, rarest) for pair in wanted)
    best: tuple[float, float, _Piece] | None = None
    for piece in pieces:
        likeness = sum(weight[pair] for pair in wanted & piece.topic) / total if total else 0.0
        score = likeness * (1.0 if piece.whole else _ONE_SENTENCE)
        score += _SAME_UNITS if likeness and piece.who and piece.who == who else 0.0
        if likeness and (best is None or score > best[0]):
            best = (score, likeness, piece)
    if best is None:
        return None
    _, likeness, piece = best
    return Passage(place=piece.place, text=piece.text, line=piece.line, likeness=round(min(likeness, 1.0), 3))


def _pieces(lines: Sequence[Line]) -> Iterator[_Piece]:
    """Yield the paragraphs cut at their clauses and duties, and the sentences of what is not about one topic."""
    section = ""
    for line in lines:
        text = simplify(line.text)
        if found := _SECTION.match(text):
            section = f"{found[1]}、"
        part = _PART.match(text)
        place = f"{section}({part[1]})" if part else section.rstrip("、")
        head, *clauses = _CLAUSE.split(text)
        if clauses and _SENTENCE.fullmatch(head):
            yield _piece(place, text, line.number, _SENTENCE.match(head), whole=True)
        elif head:
            yield from _of_clause(place, head, line.number)
        for clause in clauses:
            yield from _of_clause(f"{place}{clause[:2]}", clause, line.number)


def _of_clause(place: str, clause: str, line: int) -> Iterator[_Piece]:
    for duty in _duties(clause):
        yield _piece(place, duty, line, _SENTENCE.match(duty), whole=True)
        for sentence in _SENTENCE.finditer(duty):
            yield _piece(place, sentence[0], line, sentence, whole=False)


def _duties(clause: str) -> Iterator[str]:
    """Cut behind every "(… 落实)"."""
    start = 0
    for found in _DUTY_END.finditer(clause):
        yield clause[start : found.end()].strip()
        start = found.end()
    if clause[start:].strip():
        yield clause[start:].strip()


def _piece(place: str, text: str, line: int, topic: re.Match[str] | None, *, whole: bool) -> _Piece:
    who = _DUTY_END.search(text) if whole else None
    return _Piece(
        place=place,
        text=text.strip(),
        line=line,
        topic=_pairs(normalise(topic[0])) if topic else frozenset(),
        who=normalise(who[0]).strip("()") if who else "",
        whole=whole,
    )


def _pairs(text: str) -> frozenset[str]:
    return frozenset(
        text[at : at + 2]
        for at in range(len(text) - 1)
        if all("\u4e00" <= one <= "\u9fff" for one in text[at : at + 2])
    )
