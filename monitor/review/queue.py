"""The queue of what people have to decide, the greatest effect first: the points of a bureau's score that hang on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monitor.evidence import Candidate
from monitor.judgement import Judgement
from monitor.review.entry import claim_of
from monitor.review.state import Review
from monitor.review.words import State, Waits
from monitor.scores.score import score_all
from monitor.scores.tree import Tree
from monitor.verdict import Verdict

SEATS = frozenset({Waits.REVIEWER, Waits.SECOND})
POSSIBLE = "possible_match"
"""The reason of a verdict that cannot be told before somebody says whether a notice is what is owed."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One verdict that waits for somebody."""

    verdict: Verdict
    review: Review
    effect: float
    """Points of its bureau's score that hang on it."""

    @property
    def possible(self) -> tuple[Candidate, ...]:
        """The notices that may be it."""
        return tuple(one for one in self.verdict.evidence.candidates if not one.certain)


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
        elif one.reason.key == POSSIBLE:
            yield one, Review(state=State.WAITING, waits=Waits.MATCH, claim=claim_of(one))


def _can(review: Review, reader: str) -> bool:
    """Return whether *reader* may take a seat, arbitrate between two others, or say of a notice what it is."""
    return review.waits in SEATS | {Waits.ARBITER, Waits.MATCH} and not review.ruling.sits(reader)
