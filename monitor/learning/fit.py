"""Trains a classifier: the linear model, how far rules and model are believed, and when to ask a person."""

from dataclasses import dataclass, replace

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from monitor.learning.figures import figures
from monitor.learning.folds import parts
from monitor.learning.linear import fit_linear, margins
from monitor.learning.material import Flags, Material
from monitor.matching.linear import Floats, Linear
from monitor.matching.model import Combiner, Thresholds, best_other, odds

INNER = 5
ASSERTED = 0.6
"""From this chance on a category is asserted where every notice must be answered."""

ABSTAIN = 0.145
"""Share of the notices that may be left to a person; a little less than is allowed, for other notices differ."""

_EVEN = 1e-4  # of a column that says the same of every notice
_LIKELY = 0.5  # the chance from which on steps are learned; below, the sum says the truth
_STEP = 40  # answers in each step
_LIMITS = tuple(one / 50 for one in range(1, 50))


@dataclass(frozen=True, kw_only=True, eq=False)
class Trained:
    """What training gives."""

    linear: Linear
    combiner: Combiner
    thresholds: Thresholds

    def chances(self, asked: Material) -> Floats:
        """Return the chance of every category for every notice of *asked*."""
        return self.combiner.chances(asked.scores, margins(self.linear, asked))


def train(learned: Material, examples: Material | None = None) -> Trained:
    """Return what is learned from *learned* and from the made-up *examples*.

    How far rules and model are believed, and where a person is asked, is learned from the answers of models that
    had not seen the notices that they answered for; made-up titles take no part in that.
    """
    unseen = outside(learned, examples)
    combiner = calibrate(combine(learned, learned.scores, unseen), learned, unseen)
    chances = combiner.chances(learned.scores, unseen)
    return Trained(linear=fit_linear(learned, examples), combiner=combiner, thresholds=choose(chances))


def outside(learned: Material, examples: Material | None = None, folds: int = INNER) -> Floats:
    """Return for each notice the margins of a model that had learned from other issuers only."""
    given = np.zeros_like(learned.scores)
    for rows, asked in parts(learned.issuers, folds, "inner"):
        linear = fit_linear(learned.take(rows), examples)
        given[asked] = margins(linear, learned.take(asked))
    return given


def combine(learned: Material, scores: Floats, unseen: Floats) -> Combiner:
    """Return how far the rules' *scores* and the *unseen* margins are to be believed."""
    kept = ~learned.ignored
    table = np.stack([odds(scores), unseen, best_other(scores), best_other(unseen)], axis=-1)[kept]
    middle, scale = table.mean(axis=0), table.std(axis=0)
    scale[scale < _EVEN] = 1.0
    fitted = LogisticRegression(max_iter=1000).fit((table - middle) / scale, learned.wanted[kept])
    weights = fitted.coef_[0] / scale
    rules, margin, other_rules, other_margin = weights.tolist()
    return Combiner(
        base=float(fitted.intercept_[0] - weights @ middle),
        rules=rules,
        margin=margin,
        other_rules=other_rules,
        other_margin=other_margin,
    )


def calibrate(combiner: Combiner, learned: Material, unseen: Floats) -> Combiner:
    """Return *combiner* with what its chances were worth: rising steps of some dozens of answers each."""
    kept = ~learned.ignored
    chances = combiner.chances(learned.scores, unseen)[kept]
    order = np.argsort(chances, kind="stable")
    likely = order[chances[order] >= _LIKELY]
    steps = np.array_split(likely, max(1, len(likely) // _STEP))
    came_true = learned.wanted[kept]
    stated = np.array([chances[one].mean() for one in steps])
    observed = np.array([(came_true[one].sum() + chances[one].mean()) / (one.size + 1) for one in steps])
    sizes = np.array([one.size for one in steps])
    rising = IsotonicRegression(y_min=_LIKELY).fit_transform(stated, observed, sample_weight=sizes)
    return replace(
        combiner, stated=(0.0, _LIKELY, *stated.tolist()), observed=(0.0, _LIKELY, *rising.tolist())
    )


def torn(chances: Floats, thresholds: Thresholds) -> Flags:
    """Return for each notice whether a person should decide."""
    unsure: Flags = thresholds.doubts(chances) > thresholds.doubt
    return unsure


def balance(chances: Floats, truth: Material) -> float:
    """Return the chance from which on to assert, so that F1 is best where every notice is answered."""

    def worth(limit: float) -> float:
        said = figures(chances >= limit, truth)
        return said.whole.f1 + said.macro

    return max(_LIMITS, key=worth)


def choose(chances: Floats, *, asserted: float = ASSERTED) -> Thresholds:
    """Return the thresholds that leave the most doubtful ``ABSTAIN`` of the notices to a person."""
    free = Thresholds(asserted=asserted)
    return replace(free, doubt=float(np.quantile(free.doubts(chances), 1 - ABSTAIN)))
