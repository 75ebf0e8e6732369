"""Fits the linear model: one logistic regression a category over the runs of characters, weighted by rarity."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from monitor.learning.material import Material
from monitor.matching.grams import Gram
from monitor.matching.linear import Floats, Linear

HELD = 2
"""Notices that must hold a run before it is learned; a run of one notice would be that notice's text."""

_TRUST = 100.0  # inverse of the penalty on large weights
_RARE = 2.0  # how much a notice of the category counts against one of the others
_NEVER = -8.0  # margin of a category that no notice has


def fit_linear(learned: Material, examples: Material | None = None) -> Linear:
    """Return a model of *learned* and of the made-up *examples*."""
    sets = [*learned.grams, *(examples.grams if examples else ())]
    wanted = np.vstack([learned.wanted, *([examples.wanted] if examples else [])])
    ignored = np.vstack([learned.ignored, *([examples.ignored] if examples else [])])
    counts = Counter(one for held in sets for one in held)
    # of two runs that weigh the same the longer one says more, and reasons name the first
    known = sorted(
        (one for one, times in counts.items() if times >= HELD), key=lambda one: (-len(one[1]), one)
    )
    held_by = np.array([counts[one] for one in known])
    rarity = (np.log((1 + len(sets)) / (1 + held_by)) + 1).astype(np.float32)
    table = _table(sets, known, rarity)
    weights = np.zeros((len(known), wanted.shape[1]), dtype=np.float32)
    bias = np.full(wanted.shape[1], _NEVER, dtype=np.float32)
    for column in range(wanted.shape[1]):
        rows = ~ignored[:, column]
        said = wanted[rows, column]
        if said.any():
            fitted = LogisticRegression(
                C=_TRUST, solver="liblinear", class_weight={False: 1.0, True: _RARE}, random_state=0
            ).fit(table[rows], said)
            weights[:, column] = fitted.coef_[0] * rarity
            bias[column] = fitted.intercept_[0]
    return Linear(grams=tuple(known), rarity=rarity, weights=weights, bias=bias)


def margins(linear: Linear, asked: Material) -> Floats:
    """Return the margins of every notice in *asked*, as the model gives them one by one."""
    table = _table(asked.grams, linear.grams, linear.rarity)
    plain = linear.weights / linear.rarity[:, None]
    said: Floats = (table @ plain + linear.bias).astype(np.float32)
    return said


def _table(sets: Sequence[frozenset[Gram]], known: Sequence[Gram], rarity: Floats) -> csr_matrix:
    """Return notices × runs, each row of length one."""
    column = {one: number for number, one in enumerate(known)}
    rows = [sorted(column[one] for one in held if one in column) for held in sets]
    columns = np.array([one for row in rows for one in row], dtype=np.intp)
    starts = np.cumsum([0, *map(len, rows)])
    table = csr_matrix((rarity[columns], columns, starts), shape=(len(sets), len(known)))
    return normalize(table)
