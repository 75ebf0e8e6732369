"""Scores as tables and as JSON: every number with its coverage, every loss with the verdict that caused it."""

from collections.abc import Iterable, Mapping
from typing import Any

from crawler.registry import Bureau
from monitor.guard import Cell
from monitor.scores.score import Score
from monitor.scores.standing import Peers, Placed
from monitor.verdict import plain

RANKING = ("place", "bureau", "bureau_name", "score", "judged", "due", "coverage", "vetoes", "refused")
LOSSES = ("group", "leaf", "obligation", "cause", "share", "points")
TREND = ("day", "score", "judged", "due", "coverage", "refused")


def ranking_rows(placed: Iterable[Placed], bureaus: Mapping[str, Bureau]) -> list[list[Cell]]:
    """Return a row a bureau, those without a score last."""
    return [
        [
            one.place,
            one.score.bureau,
            bureaus[one.score.bureau].name,
            rounded(one.score.value),
            one.score.coverage.judged,
            one.score.coverage.due,
            rounded(one.score.coverage.share, 4),
            " ".join(veto.id for veto in one.score.vetoes),
            one.score.refused,
        ]
        for one in placed
    ]


def loss_rows(score: Score) -> list[list[Cell]]:
    """Return a row for everything that cost anything, the dearest first."""
    rows: list[list[Cell]] = [
        [group.group.id, leaf.leaf.id, loss.key, loss.cause, rounded(loss.share, 4), rounded(loss.points, 4)]
        for group in score.groups
        for leaf in group.leaves
        for loss in sorted(leaf.losses, key=lambda one: (-one.points, one.key))
    ]
    return rows + [
        ["deduction", one.deduction.id, key, "", None, rounded(one.points / len(one.keys), 4)]
        for one in score.taken
        for key in one.keys
    ]


def trend_rows(scores: Iterable[Score]) -> list[list[Cell]]:
    """Return a row a day."""
    return [
        [
            one.day,
            rounded(one.value),
            one.coverage.judged,
            one.coverage.due,
            rounded(one.coverage.share, 4),
            one.refused,
        ]
        for one in scores
    ]


def as_data(score: Score, beside: Peers, tree_id: str) -> dict[str, Any]:
    """Return a score as JSON knows it."""
    said = {
        "bureau": score.bureau,
        "day": score.day,
        "tree": tree_id,
        "basis": score.basis,
        "score": rounded(score.value),
        "weighed": rounded(score.weighed),
        "coverage": {
            "judged": score.coverage.judged,
            "due": score.coverage.due,
            "share": score.coverage.share,
        },
        "refused": score.refused,
        "vetoes": [{"id": one.id, "cap": one.cap} for one in score.vetoes],
        "deductions": [{"id": one.deduction.id, "points": one.points} for one in score.taken],
        "groups": [
            {
                "id": one.group.id,
                "share": rounded(one.share, 4),
                "worth": rounded(one.worth),
                "leaves": [
                    {"id": leaf.leaf.id, "share": rounded(leaf.share, 4), "of": leaf.total}
                    for leaf in one.leaves
                ],
            }
            for one in score.groups
        ],
        "losses": [dict(zip(LOSSES, row, strict=True)) for row in loss_rows(score)],
        "peers": beside,
    }
    return dict(plain(said))


def rounded(value: float | None, digits: int = 2) -> float | None:
    """Return *value* to so many digits; None stays None."""
    return None if value is None else round(value, digits)
