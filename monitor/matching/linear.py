"""A linear model of short runs of characters: which of them a notice holds, and how far each category lies from its border."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from monitor.matching.grams import SIZES, Gram, bounded, shown
from monitor.matching.notice import Field

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]
"""The places of some runs."""


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
    def _known(self) -> dict[Field, tuple[AhoCorasick, dict[str, int]]]:
        """The runs of each field, and the row of each."""
        held: dict[Field, dict[str, int]] = {place: {} for place in SIZES}
        for row, (place, run) in enumerate(self.grams):
            held[place][run] = row
        return {place: (AhoCorasick(rows, store_patterns=True), rows) for place, rows in held.items()}

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The runs as a person reads them."""
        return tuple(shown(run) for _, run in self.grams)

    def _rows(self, asked: Sequence[Mapping[Field, str]]) -> tuple[Rows, Rows]:
        """Return the rows of the runs that each notice holds, each once, in their order, and where each notice's begin.

        Lists of single numbers are slow, so that only titles make some; columns and issuers recur from notice to notice.
        """
        written: list[int] = []
        recurring: list[Rows] = []
        counts = np.zeros((len(asked), 2), dtype=np.intp)
        for at, texts in enumerate(asked):
            before = len(written)
            for place in SIZES:
                if text := texts.get(place):
                    if place is Field.TITLE:
                        written += self._found(place, text)
                    else:
                        recurring.append(self._remembered(place, text))
                        counts[at, 1] += recurring[-1].size
            counts[at, 0] = len(written) - before
        numbers = np.arange(len(asked))
        whose = np.concatenate([np.repeat(numbers, counts[:, 0]), np.repeat(numbers, counts[:, 1])])
        rows = np.concatenate([np.array(written, dtype=np.intp), *recurring])
        keys = np.unique(whose * len(self.grams) + rows)
        whose, rows = np.divmod(keys, max(1, len(self.grams)))
        return rows, np.searchsorted(whose, np.arange(len(asked) + 1))

    def _found(self, place: Field, text: str) -> list[int]:
        """Return the rows of the runs in *text*, some more than once."""
        automaton, rows = self._known[place]
        return [rows[run] for run in automaton.find_matches_as_strings(bounded(text), overlapping=True)]

    @cached_property
    def _remembered(self) -> Callable[[Field, str], Rows]:
        def found(place: Field, text: str) -> Rows:
            return np.array(self._found(place, text), dtype=np.intp)

        return lru_cache(maxsize=1 << 12)(found)

    def weigh(self, asked: Sequence[Mapping[Field, str]]) -> tuple[Floats, list[Rows]]:
        """Return how far each category lies from its border, for each notice by its texts, and the rows of its runs."""
        margins = np.tile(self.bias, (len(asked), 1))
        rows, bounds = self._rows(asked)
        some = np.flatnonzero(np.diff(bounds))
        if some.size:
            starts = bounds[some]
            lengths = np.sqrt(np.add.reduceat(np.square(self.rarity[rows]), starts))
            margins[some] += np.add.reduceat(self.weights[rows], starts, axis=0) / lengths[:, None]
        return margins, [rows[start:end] for start, end in pairwise(bounds.tolist())]
