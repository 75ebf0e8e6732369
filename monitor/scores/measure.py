"""What one leaf measures: over which verdicts, and which of them lost which share of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.scores.basis import Counted
from monitor.scores.tree import Leaf


@dataclass(frozen=True, kw_only=True)
class Loss:
    """What one verdict cost."""

    key: str
    cause: str
    """The standing or flag that cost it."""
    share: float
    """Of this verdict's part in the leaf."""
    points: float
    """Of the whole score."""


@dataclass(frozen=True, kw_only=True)
class LeafScore:
    """A leaf with what it counted."""

    leaf: Leaf
    total: int
    """Verdicts in its denominator."""
    losses: tuple[Loss, ...]

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where nothing could be counted."""
        return 1 - sum(one.share for one in self.losses) / self.total if self.total else None


def measure(leaf: Leaf, due: Sequence[Counted], worth: float) -> LeafScore:
    """Return what *leaf* says of *due*, where a perfect leaf is *worth* so many points."""
    held = [one for one in due if _counts(leaf, one)]
    lost = [(one, *_lost(leaf, one)) for one in held]
    return LeafScore(
        leaf=leaf,
        total=len(held),
        losses=tuple(
            Loss(key=one.verdict.key, cause=cause, share=share, points=worth * share / len(held))
            for one, cause, share in lost
            if share
        ),
    )


def _counts(leaf: Leaf, one: Counted) -> bool:
    """Return whether *one* is in the leaf's denominator; a flag that nobody confirmed leaves it out."""
    if one.standing.value not in leaf.of or any(flag.value in leaf.loss for flag in one.unsure):
        return False
    return leaf.needs != "elements" or _absent(one) is not None


def _lost(leaf: Leaf, one: Counted) -> tuple[str, float]:
    """Return what cost most, and the share."""
    costs = [(share, word) for word, share in leaf.loss.items() if one.has(word)]
    if not costs:
        return "", 0.0
    share, word = max(costs)
    if leaf.in_parts:
        share *= _absent(one) or 0.0
    days = one.verdict.late_working_days or 0
    return word, min(share + leaf.per_day * days, 1.0)


def _absent(one: Counted) -> float | None:
    """Return the share of required elements that are absent, of those that could be looked for."""
    chosen = one.verdict.chosen
    told = [each.present for each in chosen.elements if each.present is not None] if chosen else []
    return told.count(False) / len(told) if told else None
