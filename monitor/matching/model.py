"""The classifier beside the rules: a linear model joined with what the rules say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from monitor.matching.grams import Gram
from monitor.matching.linear import Floats, Linear, Rows
from monitor.matching.notice import Field
from monitor.matching.reasons import Found

SHOWN = 4  # runs that a reason names
_LOOKED_AT = 24  # runs that are looked at for them; many lie inside one another
_SHORTEST = 2  # characters; a single one explains nothing
_SOFT = 0.02  # keeps the odds of a score of 0 or 1 finite


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
        chances: Floats = 1 / (1 + np.exp(np.minimum(np.maximum(-sum_, -30), 30)))
        true: Floats = np.interp(chances, self.stated, self.observed).astype(np.float32)
        return true


def odds(scores: Floats) -> Floats:
    """Return the softened logarithmic odds of scores from 0 to 1."""
    logs: Floats = np.log((scores + _SOFT) / (1 + _SOFT - scores))
    return logs


def best_other(values: Floats) -> Floats:
    """Return for each place of the last axis the greatest value at another place."""
    highest = np.partition(values, -2, axis=-1)
    others: Floats = np.where(values >= highest[..., -1:], highest[..., -2:-1], highest[..., -1:])
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


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One notice about which a model is asked."""

    texts: Mapping[Field, str]
    """As they are compared, without the names in the title."""
    scores: Mapping[str, float]
    """What the rules gave."""
    floors: Mapping[str, float]
    """Chances below which none falls: what the model cannot see it cannot deny."""


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

    def read(self, asked: Sequence[Asked], least: float = 0.0) -> "list[Opinion]":
        """Return what the model thinks of each notice; many at once cost far less than one by one.

        Of a category of which the rules say nothing a chance below *least* is left out.
        """
        margins, runs = self.linear.weigh([one.texts for one in asked])
        chances = self.combiner.chances(self._table([one.scores for one in asked]), margins)
        if any(one.floors for one in asked):
            chances = np.maximum(chances, self._table([one.floors for one in asked]))
        torn = self.thresholds.doubts(chances) > self.thresholds.doubt
        said: list[dict[str, float]] = [{} for _ in asked]
        for at, column in np.argwhere(chances >= np.float64(least)).tolist():
            said[at][self.categories[column]] = float(chances[at, column])
        for at, one in enumerate(asked):
            for name in one.scores:
                if name in self._column:
                    said[at][name] = float(chances[at, self._column[name]])
        return [
            Opinion(model=self, runs=held, chances=mine, torn=doubted)
            for held, mine, doubted in zip(runs, said, torn.tolist(), strict=True)
        ]

    def _table(self, said: Sequence[Mapping[str, float]]) -> Floats:
        """Return notices × categories of what is *said* of some."""
        table = np.zeros((len(said), len(self.categories)), dtype=np.float32)
        for at, row in enumerate(said):
            for name, value in row.items():
                if name in self._column:
                    table[at, self._column[name]] = value
        return table

    def column(self, category: str) -> int:
        """Return at which place *category* stands."""
        return self._column[category]

    @cached_property
    def _column(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.categories)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Opinion:
    """What the model thinks of one notice."""

    model: Model
    runs: Rows
    """The places of those that the notice holds."""
    chances: Mapping[str, float]
    """Of the categories that were worth a word."""
    torn: bool
    """Whether a person should decide."""

    def why(self, category: str, *, against: bool = False) -> Found:
        """Return the runs that speak most for *category*, or against it, where they stand."""
        linear = self.model.linear
        held = linear.weights[self.runs, self.model.column(category)]
        weights = held if against else -held
        order = np.argsort(weights, kind="stable")[:_LOOKED_AT]
        ranked = self.runs[order[weights[order] < 0]].tolist()
        return _places([(linear.grams[row][0], linear.words[row]) for row in ranked])


def _places(ranked: Sequence[Gram]) -> Found:
    """Return the first few runs by field; a run inside another one is left out."""
    kept: dict[Field, list[str]] = {}
    wanted = SHOWN
    for place, word in ranked:
        if len(word) < _SHORTEST:
            continue
        near = kept.setdefault(place, [])
        if not any(word in one or one in word for one in near):
            near.append(word)
            wanted -= 1
        if not wanted:
            break
    return tuple([(place, tuple(words)) for place, words in kept.items()])
