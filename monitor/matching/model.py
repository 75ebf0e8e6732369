"""The classifier beside the rules: a linear model of short runs of characters, joined with what the rules say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from monitor.matching.grams import SIZES, Gram, bounded, shown
from monitor.matching.notice import Field
from monitor.matching.reasons import Found

Floats = NDArray[np.float32]

SHOWN = 4  # runs that a reason names
_LOOKED_AT = 24  # runs that are looked at for them; many lie inside one another
_SHORTEST = 2  # characters; a single one explains nothing
_SOFT = 0.02  # keeps the odds of a score of 0 or 1 finite


Weighed = tuple[NDArray[np.intp], Floats]
"""The rows of a notice's runs, and the weights of each in every category."""


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
    def _known(self) -> dict[Field, tuple[AhoCorasick, list[int]]]:
        """The runs of each field, and the row of each."""
        held: dict[Field, dict[str, int]] = {place: {} for place in SIZES}
        for row, (place, run) in enumerate(self.grams):
            held[place][run] = row
        return {place: (AhoCorasick(rows), list(rows.values())) for place, rows in held.items()}

    def rows(self, texts: Mapping[Field, str]) -> list[int]:
        """Return the rows of the runs that *texts* hold, each once, in their order."""
        met: list[int] = []
        for place in SIZES:
            if text := texts.get(place):
                met += self._found(place, text) if place is Field.TITLE else self._remembered(place, text)
        return sorted(met)

    def _found(self, place: Field, text: str) -> set[int]:
        automaton, rows = self._known[place]
        met = automaton.find_matches_as_indexes(bounded(text), overlapping=True)
        return {rows[run] for run, _, _ in met}

    @cached_property
    def _remembered(self) -> Callable[[Field, str], set[int]]:
        """Columns and issuers recur from notice to notice."""
        return lru_cache(maxsize=1 << 12)(self._found)

    def weigh(self, asked: Sequence[Sequence[int]]) -> tuple[Floats, list[Weighed]]:
        """Return how far each category lies from its border, for each notice by the rows of its runs, and their weights."""
        margins = np.tile(self.bias, (len(asked), 1))
        rows = np.array([row for held in asked for row in held], dtype=np.intp)
        ends = np.cumsum([len(held) for held in asked])[:-1]
        weights = self.weights[rows]
        some = [at for at, held in enumerate(asked) if held]
        if some:
            starts = np.array([0, *ends])[some]
            lengths = np.sqrt(np.add.reduceat(np.square(self.rarity[rows]), starts))
            margins[some] += np.add.reduceat(weights, starts, axis=0) / lengths[:, None]
        return margins, list(zip(np.split(rows, ends), np.split(weights, ends), strict=True))


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

    def read(self, asked: Sequence[Asked]) -> "list[Opinion]":
        """Return what the model thinks of each notice; many at once cost far less than one by one."""
        margins, weighed = self.linear.weigh([self.linear.rows(one.texts) for one in asked])
        chances = self.combiner.chances(self._table(one.scores for one in asked), margins)
        chances = np.maximum(chances, self._table(one.floors for one in asked))
        torn = self.thresholds.doubts(chances) > self.thresholds.doubt
        return [
            Opinion(
                model=self, weighed=held, chances=dict(zip(self.categories, mine, strict=True)), torn=doubted
            )
            for held, mine, doubted in zip(weighed, chances.tolist(), torn.tolist(), strict=True)
        ]

    def _table(self, said: Iterable[Mapping[str, float]]) -> Floats:
        """Return notices × categories of what is *said* of some."""
        rows = list(said)
        table = np.zeros((len(rows), len(self.categories)), dtype=np.float32)
        for at, row in enumerate(rows):
            for name in row.keys() & self._column.keys():
                table[at, self._column[name]] = row[name]
        return table

    @cached_property
    def _column(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.categories)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Opinion:
    """What the model thinks of one notice."""

    model: Model
    weighed: Weighed
    chances: Mapping[str, float]
    torn: bool
    """Whether a person should decide."""

    def why(self, category: str, *, against: bool = False) -> Found:
        """Return the runs that speak most for *category*, or against it, where they stand."""
        linear, column = self.model.linear, self.model.categories.index(category)
        rows, held = self.weighed
        weights = held[:, column] * (-1 if against else 1)
        order = np.argsort(-weights, kind="stable")[:_LOOKED_AT]
        return _places([linear.grams[row] for row in rows[order[weights[order] > 0]].tolist()])


def _places(ranked: Sequence[Gram]) -> Found:
    """Return the first few runs by field; a run inside another one is left out."""
    kept: dict[Field, list[str]] = {}
    wanted = SHOWN
    for place, run in ranked:
        word = shown(run)
        near = kept.get(place, ())
        if len(word) >= _SHORTEST and not any(word in one or one in word for one in near):
            kept.setdefault(place, []).append(word)
            wanted -= 1
        if not wanted:
            break
    return tuple((place, tuple(words)) for place, words in kept.items())
