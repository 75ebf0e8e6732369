"""What is learned from, as arrays: runs of characters, the rules' scores, and what was wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.learning.folds import Rows
from monitor.learning.labelled import Labelled
from monitor.matching.grams import Gram, grams
from monitor.matching.match import Matcher

Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True, eq=False)
class Material:
    """Labelled notices as rows; categories as columns."""

    categories: tuple[str, ...]
    grams: tuple[frozenset[Gram], ...]
    scores: NDArray[np.float32]
    """By the rules alone."""
    wanted: Flags
    ignored: Flags
    """Neither right nor wrong."""
    issuers: tuple[str, ...]
    ids: tuple[str, ...]

    def take(self, rows: Rows) -> "Material":
        """Return some of the notices."""
        return Material(
            categories=self.categories,
            grams=tuple(self.grams[one] for one in rows),
            scores=self.scores[rows],
            wanted=self.wanted[rows],
            ignored=self.ignored[rows],
            issuers=tuple(self.issuers[one] for one in rows),
            ids=tuple(self.ids[one] for one in rows),
        )

    def join(self, other: "Material") -> "Material":
        """Return the notices of both, of the same categories."""
        return Material(
            categories=self.categories,
            grams=self.grams + other.grams,
            scores=np.vstack([self.scores, other.scores]),
            wanted=np.vstack([self.wanted, other.wanted]),
            ignored=np.vstack([self.ignored, other.ignored]),
            issuers=self.issuers + other.issuers,
            ids=self.ids + other.ids,
        )

    def __len__(self) -> int:
        return len(self.grams)


def material(matcher: Matcher, notices: Sequence[Labelled], categories: tuple[str, ...]) -> Material:
    """Return *notices* as the classifier sees them, with what the rules of *matcher* say of each."""
    runs, scores = [], np.zeros((len(notices), len(categories)), dtype=np.float32)
    for row, one in enumerate(notices):
        texts, ruled = matcher.ruled(one.notice)
        runs.append(frozenset(grams(texts)))
        scores[row] = [ruled.get(category, 0.0) for category in categories]
    return Material(
        categories=categories,
        grams=tuple(runs),
        scores=scores,
        wanted=_flags([one.wanted for one in notices], categories),
        ignored=_flags([one.optional for one in notices], categories),
        issuers=tuple(one.issuer for one in notices),
        ids=tuple(one.notice.id for one in notices),
    )


def _flags(said: Sequence[frozenset[str]], categories: tuple[str, ...]) -> Flags:
    return np.array([[one in row for one in categories] for row in said], dtype=np.bool_).reshape(
        len(said), len(categories)
    )
