"""A lead: something that a person may want to look into; never a verdict, in no score, against nobody."""

from dataclasses import dataclass
from enum import StrEnum

from monitor.elements.spot import NOWHERE, Spot


class LeadKind(StrEnum):
    """What makes it worth a look."""

    NUMBER_HOLE = "number_hole"
    """A number between two published ones of the same series was not seen."""
    YEARLY_TOTAL = "yearly_total"
    """A report counts more than was seen."""
    NEXT_STEP = "next_step"
    """A step of a matter was seen, the one that usually follows was not."""
    LISTED_PROJECT = "listed_project"
    """A project stands in a list and no notice names it."""


@dataclass(frozen=True, kw_only=True)
class Lead:
    """One lead with where it comes from."""

    kind: LeadKind
    bureau: str
    duty: str
    """Id of the duty or category that it may touch."""
    what: str
    """What was not seen."""
    seen: tuple[str, ...]
    """What was seen and makes one ask: titles, passages, numbers."""
    spot: Spot = NOWHERE
    """Where the words among them stand."""
    count: int = 0
    """How many are said to be, where something was counted."""
    found: int = 0
    """How many were seen."""
