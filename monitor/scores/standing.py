"""Scores beside each other: the ranking, the peers of a bureau, and its way over the days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from crawler.registry import Bureau
from monitor.scores.score import Score

SHOWN = 1  # decimals; scores that look the same share a place


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A score with its place; without a value it has none."""

    score: Score
    place: int | None


@dataclass(frozen=True, kw_only=True)
class Peers:
    """How a bureau stands among those of its kind."""

    kind: str
    """``unit`` where others have the same duty unit, else ``level``."""
    count: int
    """Those with a score, the bureau itself among them."""
    place: int | None
    median: float | None


def ranking(scores: Iterable[Score]) -> tuple[Placed, ...]:
    """Return *scores* best first; equal ones share a place, those without a value stand last and have none."""
    told = [(round(one.value, SHOWN), one) for one in scores if one.value is not None]
    told.sort(key=lambda one: (-one[0], one[1].bureau))
    values = [value for value, _ in told]
    return tuple(Placed(score=one, place=values.index(value) + 1) for value, one in told)


def with_refused(scores: Sequence[Score]) -> tuple[Placed, ...]:
    """Return the ranking with those that have no score behind it."""
    refused = sorted((one for one in scores if one.value is None), key=lambda one: one.bureau)
    return (*ranking(scores), *(Placed(score=one, place=None) for one in refused))


def peers(bureau: str, scores: Sequence[Score], bureaus: Mapping[str, Bureau]) -> Peers:
    """Return how *bureau* stands among bureaus of the same unit, or of its level where it is the only one."""
    mine = bureaus[bureau]
    alike = {one.id for one in bureaus.values() if mine.unit and one.unit == mine.unit}
    kind = "unit" if len(alike) > 1 else "level"
    if kind == "level":
        alike = {one.id for one in bureaus.values() if one.level == mine.level}
    held = ranking(one for one in scores if one.bureau in alike)
    values = [one.score.value for one in held if one.score.value is not None]
    return Peers(
        kind=kind,
        count=len(values),
        place=next((one.place for one in held if one.score.bureau == bureau), None),
        median=median(values) if values else None,
    )
