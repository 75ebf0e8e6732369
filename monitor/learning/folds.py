"""Divides notices into folds so that no issuer stands in two of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]


def fold_of(groups: Sequence[str], folds: int, seed: str = "") -> NDArray[np.intp]:
    """Return the fold of each row: the largest groups first, each to the fold that has least.

    The same groups give the same folds on every machine; *seed* deals groups of one size in another order.

    >>> fold_of(["a", "a", "b", "c"], 2).tolist() in ([0, 0, 1, 1], [1, 1, 0, 0])
    True
    """
    sizes = Counter(groups)
    order = sorted(sizes, key=lambda one: (-sizes[one], sha256(f"{seed}/{one}".encode()).digest()))
    filled = [0] * folds
    place: dict[str, int] = {}
    for group in order:
        least = filled.index(min(filled))
        place[group] = least
        filled[least] += sizes[group]
    return np.array([place[one] for one in groups], dtype=np.intp)


def parts(groups: Sequence[str], folds: int, seed: str = "") -> Iterator[tuple[Rows, Rows]]:
    """Yield for each fold the rows to learn from and the rows to be measured on."""
    where = fold_of(groups, folds, seed)
    for fold in range(folds):
        yield np.flatnonzero(where != fold), np.flatnonzero(where == fold)
