"""Measures what a detector hides of penalty texts, and what it hides that must stay."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from crawler.personal.redact import find_personal
from crawler.practice.penalties.make import Penalty, Piece


@dataclass(kw_only=True)
class Figures:
    """Counts of one set of texts, or of all."""

    texts: int = 0
    length: int = 0
    """Signs of the texts."""
    personal: Counter[str] = field(default_factory=Counter)
    """Kind → how often it stood in the texts."""
    hidden: Counter[str] = field(default_factory=Counter)
    """Kind → how often it was hidden from its first sign to its last."""
    masks: int = 0
    needless: int = 0
    """Masks that touch nothing personal."""
    signs: int = 0
    """Signs under masks."""
    spoilt: int = 0
    """Those of them that are of nothing personal."""
    hurt: Counter[str] = field(default_factory=Counter)
    """Public kind → how often a needless mask touched it."""
    misses: list[tuple[str, str, str]] = field(default_factory=list)
    """Template, kind and value of what was not hidden, and of what a needless mask covers."""

    @property
    def recall(self) -> float:
        """How much of what is personal was hidden."""
        return self.hidden.total() / max(self.personal.total(), 1)

    @property
    def precision(self) -> float:
        """How many of the masks cover something personal, or of the signs under them, whichever is less."""
        return 1 - max(self.needless / max(self.masks, 1), self.spoilt / max(self.signs, 1))


def measure(texts: Iterable[Penalty]) -> dict[StrEnum, Figures]:
    """Return the figures of each set that *texts* are of."""
    found: dict[StrEnum, Figures] = {}
    for one in texts:
        _count(one, found.setdefault(one.half, Figures()))
    return found


def together(figures: Iterable[Figures]) -> Figures:
    """Return the sum of *figures*."""
    total = Figures()
    for one in figures:
        total.texts += one.texts
        total.length += one.length
        total.masks += one.masks
        total.needless += one.needless
        total.signs += one.signs
        total.spoilt += one.spoilt
        total.personal += one.personal
        total.hidden += one.hidden
        total.hurt += one.hurt
        total.misses += one.misses
    return total


def _count(text: Penalty, figures: Figures) -> None:
    masks = find_personal(text.words, names=True)
    places = [(one.start, one.end) for one in masks]
    figures.texts += 1
    figures.length += len(text.words)
    figures.masks += len(masks)
    for piece in text.personal:
        figures.personal[piece.kind] += 1
        if any(start <= piece.start and piece.end <= end for start, end in places):
            figures.hidden[piece.kind] += 1
        else:
            figures.misses.append((text.template, piece.kind, text.words[piece.start : piece.end]))
    ours = {at for one in text.personal for at in range(one.start, one.end)}
    for start, end in places:
        figures.signs += end - start
        figures.spoilt += sum(at not in ours for at in range(start, end))
        if not any(_touch(one, start, end) for one in text.personal):
            figures.needless += 1
            figures.hurt.update(_hurt(text, start, end))
            figures.misses.append((text.template, "needless", text.words[max(0, start - 6) : end + 4]))


def _hurt(text: Penalty, start: int, end: int) -> Iterator[str]:
    touched = [one.kind for one in text.public if _touch(one, start, end)]
    yield from touched or ["other words"]


def _touch(piece: Piece, start: int, end: int) -> bool:
    return piece.start < end and start < piece.end
