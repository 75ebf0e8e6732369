"""The classifier beside the rules: a linear model of short runs of characters, joined with what the rules say."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.matching.grams import SIZES, Gram, runs, shown
from monitor.matching.notice import Field
from monitor.matching.reasons import Found

Floats = NDArray[np.float32]

SHOWN = 4  # runs that a reason names
_LOOKED_AT = 24  # runs that are looked at for them; many lie inside one another
_SHORTEST = 2  # characters; a single one explains nothing
_SOFT = 0.02  # keeps the odds of a score of 0 or 1 finite


@dataclass(frozen=True, kw_only=True, eq=False)
class Linear:
    """One weight for each known run and category; a notice's margins are the scaled sums of its runs."""

    grams: tuple[Gram, ...]
    rarity: Floats
    """Of each run: how few of the notices that were learned from hold it."""
    weights: Floats
    """Runs × categories, rarity included."""
    bias: Floats

    @cached_property
    def _rows(self) -> dict[Field, dict[str, int]]:
        rows: dict[Field, dict[str, int]] = {place: {} for place in SIZES}
        for row, (place, run) in enumerate(self.grams):
            rows[place][run] = row
        return rows

    def rows(self, texts: Mapping[Field, str]) -> NDArray[np.intp]:
        """Return the rows of the runs that *texts* hold, each once."""
        met = {
            known[run]
            for place, known in self._rows.items()
            for run in runs(texts.get(place, ""), SIZES[place])
            if run in known
        }
        return np.fromiter(met, dtype=np.intp, count=len(met))

    def margins(self, rows: NDArray[np.intp]) -> Floats:
        """Return how far each category lies from its border."""
        if not rows.size:
            return self.bias
        margins: Floats = self.weights[rows].sum(axis=0) / self._length(rows) + self.bias
        return margins

    def _length(self, rows: NDArray[np.intp]) -> float:
        return math.sqrt(float(np.square(self.rarity[rows]).sum()))


@dataclass(frozen=True, kw_only=True)
class Combiner:
    """How far rules and classifier are believed; learned from answers on notices that neither had learned from."""

    base: float
    rules: float
    margin: float
    other_rules: float
    """For what the rules say of the best other category."""
    other_margin: float
    stated: tuple[float, ...] = (0.0, 1.0)
    """Rising chances as the sum gives them …"""
    observed: tuple[float, ...] = (0.0, 1.0)
    """… and how often each came true, where that was tried."""

    def chances(self, scores: Floats, margins: Floats) -> Floats:
        """Return the chance that each category is right, given the rules' scores and the classifier's margins."""
        sum_ = (
            self.base
            + self.rules * odds(scores)
            + self.margin * margins
            + self.other_rules * best_other(scores)
            + self.other_margin * best_other(margins)
        )
        chances: Floats = 1 / (1 + np.exp(-np.clip(sum_, -30, 30)))
        true: Floats = np.interp(chances, self.stated, self.observed).astype(np.float32)
        return true


def odds(scores: Floats) -> Floats:
    """Return the softened logarithmic odds of scores from 0 to 1."""
    logs: Floats = np.log((scores + _SOFT) / (1 + _SOFT - scores))
    return logs


def best_other(values: Floats) -> Floats:
    """Return for each place of the last axis the greatest value at another place."""
    order = np.sort(values, axis=-1)
    first, second = order[..., -1:], order[..., -2:-1]
    others: Floats = np.where(
        values >= first, np.where((values >= first).sum(-1, keepdims=True) > 1, first, second), first
    )
    return others


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """Where an answer ends and a person is asked."""

    asserted: float = 0.6
    """From this chance on a category is asserted, where an answer must be given."""
    doubt: float = 0.1
    """A notice in whose answer more wrong statements than this are to be expected is one for a person.

    One category with a chance between this and one less this is enough.
    """

    def doubts(self, chances: Floats) -> Floats:
        """Return how many wrong statements are to be expected of each notice's answer."""
        doubts: Floats = np.where(chances >= self.asserted, 1 - chances, chances).sum(axis=-1)
        return doubts


@dataclass(frozen=True, kw_only=True, eq=False)
class Model:
    """A trained classifier with what it was made of."""

    categories: tuple[str, ...]
    linear: Linear
    combiner: Combiner
    thresholds: Thresholds
    provenance: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""
    """Of the file it was read from."""

    def __repr__(self) -> str:
        return f"Model({self.digest!r})"

    def read(
        self, texts: Mapping[Field, str], scores: Mapping[str, float], floors: Mapping[str, float]
    ) -> "Opinion":
        """Return what the model thinks of plain *texts* for which the rules gave *scores*.

        No chance falls below its floor: what the model cannot see it cannot deny.
        """
        rows = self.linear.rows(texts)
        said = np.array([scores.get(one, 0.0) for one in self.categories], dtype=np.float32)
        chances = self.combiner.chances(said, self.linear.margins(rows))
        if floors:
            chances = np.maximum(chances, np.array([floors.get(one, 0.0) for one in self.categories]))
        return Opinion(
            model=self,
            rows=rows,
            chances=dict(zip(self.categories, chances.tolist(), strict=True)),
            torn=bool(self.thresholds.doubts(chances) > self.thresholds.doubt),
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Opinion:
    """What the model thinks of one notice."""

    model: Model
    rows: NDArray[np.intp]
    chances: Mapping[str, float]
    torn: bool
    """Whether a person should decide."""

    def why(self, category: str, *, against: bool = False) -> Found:
        """Return the runs that speak most for *category*, or against it, where they stand."""
        linear, column = self.model.linear, self.model.categories.index(category)
        weights = linear.weights[self.rows, column] * (-1 if against else 1)
        order = np.argsort(-weights)[:_LOOKED_AT]
        best = self.rows[order[weights[order] > 0]].tolist()
        return _places([linear.grams[one] for one in best])


def _places(ranked: Sequence[Gram]) -> Found:
    """Return the first few runs by field; a run inside another one is left out."""
    kept: list[Gram] = []
    for place, run in ranked:
        word = shown(run)
        near = [one for one in kept if one[0] == place]
        if len(word) >= _SHORTEST and not any(word in one or one in word for _, one in near):
            kept.append((place, word))
        if len(kept) == SHOWN:
            break
    return tuple(
        (place, tuple(word for there, word in kept if there == place))
        for place in dict.fromkeys(place for place, _ in kept)
    )
