"""What the script says was owed, and what is known from elsewhere to have set a duty off."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One thing owed, as the script has it."""

    bureau: str
    duty: str
    what: str
    rule: str
    due: date | None
    """None for a page that must simply stand, and where no source that was read sets a day."""
    trigger: date | None = None
    notice: int | None = None
    """The notice that discharges it; None when none was ever published."""
    omitted: tuple[str, ...] = ()
    misplaced: bool = False
    counted: bool = True
    """Whether it is known that so many were owed, so that one can be missed."""
    binds: bool = True
    """Whether a source that was read stands behind it; what only prompts never counts against anybody."""
    nothing: bool = False
    """Whether the notice says that there was nothing to publish."""
    leaking: bool = False
    """Whether the notice spills what the law protects about persons."""
    stale: bool = False
    """Whether the notice is of a law that was replaced."""
    stated: bool = False
    """Whether only the notice itself tells of what set the duty off."""
    named: bool = True
    """Whether the title of the notice holds what is known from elsewhere; a row of a list shows no more than that."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that is known, from elsewhere, to have set a duty off."""

    duty: str
    bureau: str
    what: str
    day: date
    find: tuple[str, ...]
    basis: str
