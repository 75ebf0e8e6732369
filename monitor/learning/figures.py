"""The figures by which matching is judged: precision, recall, F1, what stays clean, and whether scores say the truth."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.learning.material import Flags, Material
from monitor.matching.linear import Floats

DECILES = 10
_Z = 1.96  # deviations of a normal variable within which 95 of 100 lie


@dataclass(frozen=True, kw_only=True)
class Count:
    """Hits and errors of one category, or of all."""

    hit: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of what was asserted that was wanted."""
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was asserted."""
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        errors = self.extra + self.missed
        return 2 * self.hit / (2 * self.hit + errors) if self.hit + errors else 0.0


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What came of some notices."""

    answered: int
    asked: int
    each: tuple[Count, ...]
    clean: int
    """Notices of no category of which nothing was asserted."""
    empty: int
    """Notices of no category."""

    @property
    def share(self) -> float:
        """Share answered."""
        return self.answered / self.asked if self.asked else 0.0

    @property
    def whole(self) -> Count:
        """All categories together."""
        return Count(
            hit=sum(one.hit for one in self.each),
            extra=sum(one.extra for one in self.each),
            missed=sum(one.missed for one in self.each),
        )

    @property
    def macro(self) -> float:
        """The mean F1 of the categories that occur."""
        wanted = [one.f1 for one in self.each if one.hit + one.missed]
        return sum(wanted) / len(wanted) if wanted else 0.0

    @property
    def kept_clean(self) -> float:
        """Share of the notices of no category of which nothing was asserted."""
        return self.clean / self.empty if self.empty else 1.0


def figures(asserted: Flags, truth: Material, answered: Flags | None = None) -> Figures:
    """Return the figures of what was *asserted* of the notices *answered*, all of them by default."""
    rows = np.ones(len(truth), dtype=np.bool_) if answered is None else answered
    said, wanted = (asserted & ~truth.ignored)[rows], truth.wanted[rows]
    counts = zip((said & wanted).sum(0), (said & ~wanted).sum(0), (~said & wanted).sum(0), strict=True)
    empty = ~wanted.any(axis=1)
    return Figures(
        answered=int(rows.sum()),
        asked=len(truth),
        each=tuple(
            Count(hit=int(hit), extra=int(extra), missed=int(missed)) for hit, extra, missed in counts
        ),
        clean=int((empty & ~said.any(axis=1)).sum()),
        empty=int(empty.sum()),
    )


@dataclass(frozen=True, kw_only=True)
class Bin:
    """Some statements of like score: what they promised and what came true."""

    count: int
    stated: float
    right: float

    @property
    def off(self) -> float:
        """How far the promise was from the truth."""
        return abs(self.stated - self.right)

    @property
    def interval(self) -> tuple[float, float]:
        """Between what shares the true one lies, 95 times of 100 (Wilson), for so few were counted."""
        spread = _Z**2 / self.count
        middle = (self.right + spread / 2) / (1 + spread)
        half = (
            _Z
            * float(np.sqrt(self.right * (1 - self.right) / self.count + spread / self.count / 4))
            / (1 + spread)
        )
        return max(0.0, middle - half), min(1.0, middle + half)

    @property
    def chance(self) -> float:
        """How far it would be by chance alone, were every score exact (one standard deviation)."""
        return float(np.sqrt(self.stated * (1 - self.stated) / self.count))


def deciles(stated: Floats, right: Flags) -> Iterator[Bin]:
    """Yield ten bins of equal size, lowest scores first."""
    order = np.argsort(stated, kind="stable")
    for part in np.array_split(order, DECILES):
        if part.size:
            yield Bin(
                count=int(part.size), stated=float(stated[part].mean()), right=float(right[part].mean())
            )


def confidence(chances: Floats, asserted: Flags) -> NDArray[np.float64]:
    """Return for each notice the stated chance that its whole answer is right."""
    sure: NDArray[np.float64] = np.where(asserted, chances, 1 - chances).astype(np.float64).prod(axis=1)
    return sure


def wholly_right(asserted: Flags, truth: Material) -> Flags:
    """Return for each notice whether its whole answer is right."""
    wrong = (asserted != truth.wanted) & ~truth.ignored
    right: Flags = ~wrong.any(axis=1)
    return right
