"""What of a verdict a score may count: the machine's word less what people took back, or only what people confirmed."""

from dataclasses import dataclass
from enum import StrEnum

from monitor.judgement import Judgement
from monitor.review.entry import accuses, claim_of
from monitor.review.words import State
from monitor.verdict import Verdict
from monitor.words import Flag, Standing


class Basis(StrEnum):
    """Whose word counts."""

    MACHINE = "machine"
    """For the inside: suspicions count until people take them back."""
    CONFIRMED = "confirmed"
    """For the outside: a suspicion that nobody confirmed is not told, neither for nor against."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A verdict as a score sees it."""

    verdict: Verdict
    standing: Standing
    flags: frozenset[Flag]
    unsure: frozenset[Flag] = frozenset()
    """Flags that nobody confirmed, where only what is confirmed counts."""
    confirmed: bool = False
    overdue: bool = False
    """Confirmed, and not put right by the day that was set."""

    def has(self, claim: str) -> bool:
        """Return whether it stands so, or carries that flag."""
        return self.standing.value == claim or claim in {one.value for one in self.flags}


def counted(verdict: Verdict, judged: Judgement, basis: Basis) -> Counted | None:
    """Return what counts of *verdict*; None where it counts nowhere."""
    review = judged.review(verdict.key)
    if review.state is State.EXCUSED:
        return None
    mine = review.claim == claim_of(verdict)
    confirmed = mine and review.state is State.CONFIRMED
    flags = frozenset(verdict.flags)
    standing, unsure = verdict.standing, frozenset[Flag]()
    if accuses(verdict) and mine and review.state.clears:
        standing, flags = (Standing.MET, flags) if standing.accuses else (standing, frozenset())
    elif basis is Basis.CONFIRMED and not confirmed:
        standing = Standing.CANNOT_TELL if standing.accuses else standing
        unsure, flags = flags, frozenset()
    elif basis is Basis.CONFIRMED and standing.accuses:
        unsure, flags = flags, frozenset()  # what was confirmed is the standing
    overdue = confirmed and review.rectify_by is not None and judged.day > review.rectify_by
    return Counted(
        verdict=verdict, standing=standing, flags=flags, unsure=unsure, confirmed=confirmed, overdue=overdue
    )
