"""One act of review as it was written down, and the claim of a verdict that it is about."""

from dataclasses import dataclass
from datetime import datetime

from monitor.review.words import Act, Choice
from monitor.verdict import Verdict


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Who did what, why and when; entries are added and never changed."""

    id: int = 0
    """0 before it is kept."""
    obligation: str
    claim: str
    act: Act
    choice: Choice = Choice.NONE
    author: str
    reason: str
    link: str = ""
    """Where a bureau says that it stands."""
    at: datetime
    """When it was done."""
    recorded_at: datetime
    """When it was written down here; later than ``at`` for what was decided on paper."""
    as_of: datetime
    """The moment whose verdict was looked at."""
    digest: str
    """Of the verdict that was looked at."""


def claim_of(verdict: Verdict) -> str:
    """Return what *verdict* claims: its standing where that accuses, else its flags, else its standing.

    Decisions are about a claim, so that who confirmed that a thing is missing has not said that it is late.
    """
    if verdict.standing.accuses or not verdict.flags:
        return verdict.standing.value
    return "+".join(one.value for one in verdict.flags)


def accuses(verdict: Verdict) -> bool:
    """Return whether *verdict* says something that has to be reviewed before anybody outside is told."""
    return verdict.standing.accuses or bool(verdict.flags)


def name_of(author: str) -> str:
    """Return the form in which names of people are compared: one person cannot review twice by another spelling.

    >>> name_of(" Li Hua ") == name_of("li  hua")
    True
    """
    return " ".join(author.split()).casefold()
