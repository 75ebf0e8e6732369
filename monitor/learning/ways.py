"""The ways of matching that are measured beside each other, each trained on some notices and asked about others."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from monitor.catalogue.model import Edition
from monitor.learning.fit import ASSERTED, balance, choose, combine, outside, torn, train
from monitor.learning.labelled import Labelled
from monitor.learning.linear import fit_linear, margins
from monitor.learning.material import Flags, Material
from monitor.matching.knowledge import Knowledge
from monitor.matching.linear import Floats
from monitor.matching.plain import plain


@dataclass(frozen=True, kw_only=True, eq=False)
class Answers:
    """What one way said of some notices."""

    scores: Floats
    asserted: Flags
    """Where every notice is answered."""
    answered: Flags
    """The notices that would not be left to a person."""


Way = Callable[[Material, Material], Answers]
"""Learns from the first and answers for the second."""


def rules_alone(knowledge: Knowledge) -> Way:
    """Return the way of the hand-written rules with their own thresholds; it learns nothing."""

    def answer(_learned: Material, asked: Material) -> Answers:
        said = asked.scores >= knowledge.asserted
        near = (asked.scores >= knowledge.near) & ~said
        answered: Flags = ~np.any(near, axis=1) | np.any(said, axis=1)
        return Answers(scores=asked.scores, asserted=said, answered=answered)

    return answer


def classifier_alone(examples: Material | None) -> Way:
    """Return the way of the linear model without a word from the rules."""

    def answer(learned: Material, asked: Material) -> Answers:
        mute = np.zeros_like(learned.scores)
        unseen = outside(learned, examples)
        combiner = combine(learned, mute, unseen)
        thought = combiner.chances(mute, unseen)
        thresholds = choose(thought, asserted=balance(thought, learned))
        given = margins(fit_linear(learned, examples), asked)
        chances = combiner.chances(np.zeros_like(asked.scores), given)
        return Answers(
            scores=chances, asserted=chances >= thresholds.asserted, answered=~torn(chances, thresholds)
        )

    return answer


def both(examples: Material | None, further: Material | None = None) -> Way:
    """Return the way that is shipped: rules and classifier joined.

    Of the *further* notices those are learned from whose issuers are not asked about.
    """

    def answer(learned: Material, asked: Material) -> Answers:
        trained = train(learned if further is None else _with(learned, further, asked), examples)
        chances = trained.chances(asked)
        return Answers(
            scores=chances, asserted=chances >= ASSERTED, answered=~torn(chances, trained.thresholds)
        )

    return answer


def _with(learned: Material, further: Material, asked: Material) -> Material:
    """Return what was *learned* from and of the *further* notices those of other issuers than *asked*."""
    known = frozenset(asked.issuers)
    rows = [row for row, issuer in enumerate(further.issuers) if issuer not in known]
    return learned.join(further.take(np.array(rows, dtype=np.intp)))


def patterns_alone(edition: Edition, notices: Sequence[Labelled]) -> Way:
    """Return the way of the catalogue's title patterns: whatever one of a category's patterns fits is asserted."""
    fits = {
        one.id: [re.compile(each, re.IGNORECASE) for each in one.terms.titles] for one in edition.categories
    }
    titles = {one.notice.id: plain(one.notice.title) for one in notices}

    def fit(category: str, notice: str) -> bool:
        return any(one.search(titles[notice]) for one in fits[category])

    def answer(_learned: Material, asked: Material) -> Answers:
        flags = np.array([[fit(one, row) for one in asked.categories] for row in asked.ids])
        return Answers(
            scores=flags.astype(np.float32), asserted=flags, answered=np.ones(len(asked), dtype=np.bool_)
        )

    return answer
