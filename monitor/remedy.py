"""The smallest publication that would clear a verdict, and the day by which it helps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.evidence import Reason
from monitor.judgement import Judgement
from monitor.review.state import Review
from monitor.review.words import State
from monitor.verdict import Verdict
from monitor.words import Standing


class Until(StrEnum):
    """What ends on the day by which a remedy helps."""

    DUE = "due"
    GRACE = "grace"
    """Until then nothing is said."""
    REPLY = "reply"
    """Until then nothing is confirmed."""
    RECTIFY = "rectify"
    OPEN = "open"
    """No day is set yet: before it is confirmed."""


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """One thing to do, with everything that it clears."""

    bureau: str
    what: tuple[Reason, ...]
    by: date | None
    until: Until
    clears: tuple[str, ...]
    """Obligations."""


def remedy(verdict: Verdict, review: Review) -> Remedy | None:
    """Return what would clear *verdict* or keep it from being late; None where nothing is to be cleared."""
    what, by, until = _of(verdict, review)
    if not what or review.state.clears or review.state is State.FIXED:
        return None
    return Remedy(bureau=verdict.obligation.bureau, what=what, by=by, until=until, clears=(verdict.key,))


def remedies(judged: Judgement) -> tuple[Remedy, ...]:
    """Return what would clear the findings, one thing to do once, whatever it clears; soonest and largest first."""
    every = (remedy(one, judged.review(one.key)) for one in judged.findings())
    return merged(one for one in every if one)


def merged(found: Iterable[Remedy]) -> tuple[Remedy, ...]:
    """Return *found* with the same thing to do as one, by the soonest of its days."""
    held: dict[tuple[str, str], list[Remedy]] = {}
    for one in found:
        held.setdefault((one.bureau, repr(one.what)), []).append(one)
    joined = [_joined(group) for group in held.values()]
    return tuple(sorted(joined, key=lambda one: (one.by or date.max, -len(one.clears), one.clears)))


def _joined(group: list[Remedy]) -> Remedy:
    first = min(group, key=lambda one: one.by or date.max)
    keys = tuple(dict.fromkeys(key for one in group for key in one.clears))
    return Remedy(bureau=first.bureau, what=first.what, by=first.by, until=first.until, clears=keys)


def _of(verdict: Verdict, review: Review) -> tuple[tuple[Reason, ...], date | None, Until]:
    if verdict.standing is Standing.NOT_DUE:
        return (_publish(verdict),), verdict.due, Until.DUE
    if verdict.standing is Standing.CANNOT_TELL and verdict.reason.key == "in_grace":
        return (_publish(verdict),), verdict.evidence.grace_end, Until.GRACE
    if review.state is State.CONFIRMED:
        return verdict.clear, review.rectify_by, Until.RECTIFY
    if review.window_end is not None and review.window_end >= verdict.evidence.day:
        return verdict.clear, review.window_end, Until.REPLY
    return verdict.clear, None, Until.OPEN


def _publish(verdict: Verdict) -> Reason:
    """Return the one publication that was owed."""
    return Reason(key="clear_missing", values={"find": list(verdict.obligation.find), "due": verdict.due})
