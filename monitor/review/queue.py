"""The queue of what people have to decide, the greatest effect first: the points of a bureau's score that hang on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monitor.judgement import Judgement
from monitor.review.state import Review
from monitor.review.words import Waits
from monitor.scores.score import score_all
from monitor.scores.tree import Tree
from monitor.verdict import Verdict

SEATS = frozenset({Waits.REVIEWER, Waits.SECOND})


@dataclass(frozen=True, kw_only=True)
class Item:
    """One verdict that waits for somebody."""

    verdict: Verdict
    review: Review
    effect: float
    """Points of its bureau's score that hang on it."""


def queue(judged: Judgement, tree: Tree, *, reader: str = "", waits: Waits | None = None) -> tuple[Item, ...]:
    """Return what is open; only what *reader* can still decide where one is named, only what *waits* so where asked."""
    costs: dict[str, float] = {}
    for one in score_all(judged, tree):
        costs |= one.costs
    found = [
        Item(verdict=verdict, review=review, effect=costs.get(verdict.key, 0.0))
        for verdict, review in _open(judged)
        if (waits is None or review.waits is waits) and (not reader or _can(review, reader))
    ]
    return tuple(sorted(found, key=lambda one: (-one.effect, one.verdict.due or date.max, one.verdict.key)))


def _open(judged: Judgement) -> Iterator[tuple[Verdict, Review]]:
    for one in judged.verdicts:
        review = judged.reviews.get(one.key)
        if review and review.state.open:
            yield one, review


def _can(review: Review, reader: str) -> bool:
    """Return whether *reader* may take a seat, or arbitrate between two others."""
    return review.waits in SEATS | {Waits.ARBITER} and not review.ruling.sits(reader)
