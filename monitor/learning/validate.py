"""Cross-validation by issuer: every way learns from four fifths of the issuers and answers for the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from monitor.learning.figures import Bin, Figures, confidence, deciles, figures, wholly_right
from monitor.learning.folds import parts
from monitor.learning.material import Flags, Material
from monitor.learning.ways import Answers, Way


@dataclass(frozen=True, kw_only=True, eq=False)
class Outcome:
    """The answers of one way for every notice, each given by a model that had not seen its issuer."""

    truth: Material
    answers: Answers

    def every(self, rows: Flags | None = None) -> Figures:
        """Return the figures with every notice answered."""
        return figures(self.answers.asserted, self.truth, rows)

    def answered(self, rows: Flags | None = None) -> Figures:
        """Return the figures on the notices that the way does not leave to a person."""
        part = np.ones(len(self.truth), dtype=np.bool_) if rows is None else rows
        where = np.flatnonzero(part)
        return figures(self.answers.asserted[where], self.truth.take(where), self.answers.answered[where])

    def scores_against_truth(self) -> tuple[Bin, ...]:
        """Return by tenths what the scores of asserted categories promised, and what came true."""
        said = self.answers.asserted & self.answers.answered[:, None] & ~self.truth.ignored
        return tuple(deciles(self.answers.scores[said], self.truth.wanted[said]))

    def answers_against_truth(self) -> tuple[Bin, ...]:
        """Return by tenths of the answered notices how sure the answers were, and how many were wholly right."""
        rows = self.answers.answered
        sure = confidence(self.answers.scores, self.answers.asserted)[rows]
        return tuple(deciles(sure.astype(np.float32), wholly_right(self.answers.asserted, self.truth)[rows]))


def cross_validate(
    truth: Material, way: Way, folds: int, *, seed: str = "", said: Callable[[int], None] = lambda _: None
) -> Outcome:
    """Return the outcome of *way* over *folds*; *said* hears of each fold that is done."""
    scores = np.zeros_like(truth.scores)
    asserted = np.zeros_like(truth.wanted)
    answered = np.zeros(len(truth), dtype=np.bool_)
    for fold, (learned, asked) in enumerate(parts(truth.issuers, folds, seed), 1):
        given = way(truth.take(learned), truth.take(asked))
        scores[asked], asserted[asked], answered[asked] = given.scores, given.asserted, given.answered
        said(fold)
    return Outcome(truth=truth, answers=Answers(scores=scores, asserted=asserted, answered=answered))


def read_by_author(truth: Material) -> Flags:
    """Return the notices whose errors the author of the rules had read: those with an even SHA-256 of their id.

    On the others the rules had never been corrected, so only they tell what the rules are worth on new notices.
    """
    return np.array([int(sha256(one.encode()).hexdigest(), 16) % 2 == 0 for one in truth.ids], dtype=np.bool_)
