"""One thing owed: its name, how it came to be owed, and what would discharge it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.catalogue.model import Timing
from monitor.words import Inspects, Told


class Comes(StrEnum):
    """How an obligation came to be owed."""

    YEARLY = "yearly"
    ONCE = "once"
    EVENT = "event"
    """A person wrote the event down; the event itself is the denominator."""
    NOTICE = "notice"
    """A published notice states the day of its trigger; such an obligation is never missing."""
    STANDING = "standing"
    RECURRING = "recurring"
    """At least once, or so many times, in every span of time."""
    EXPECTED = "expected"
    """Experience expects it in a season; nobody is bound to it."""
    SHOWN = "shown"
    """A notice that has to stay for a time."""
    LINKED = "linked"
    """A later step was published, so this earlier one of the same matter was owed before it."""
    INSPECTED = "inspected"
    """Something of the site itself; a person is shown what to look at, and nobody is accused."""


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """One thing owed; bureau, duty and ``what`` name it."""

    bureau: str
    category: str
    duty: str
    what: str
    comes: Comes
    trigger: date | None
    """Day of the trigger; the due day itself for yearly and one-off duties."""
    counted: bool
    """Whether there is a denominator; without one nothing is ever missing."""
    find: tuple[str, ...] = ()
    basis: str = ""
    notice: int | None = None
    """The notice whose text states the trigger."""
    year: int | None = None
    """The year that the publication reports on, for yearly duties."""
    since: date | None = None
    """First day of the rule, for one-off duties; nothing older discharges them."""
    until: date | None = None
    """Last day of the span, for what recurs or is expected; ``trigger`` is its first."""
    wanted: int = 1
    """How many publications the span wants."""
    rule: Timing | None = None
    """The one rule that it came from, where others of the duty do not bear on it."""
    passage: str = ""
    """The words that state the day of the trigger."""
    told: Told | None = None
    """How the text tells that day."""
    stage: tuple[str, ...] = ()
    """Expressions of which a notice's title must meet one, for a step of a chain."""
    other_stages: tuple[str, ...] = ()
    """Expressions of the other steps; what meets one of these is no such step."""
    several: str = ""
    """Expression of titles that tell of several matters, of which this may be one."""
    inspects: Inspects | None = None
    """What of the site itself is looked at."""

    @property
    def key(self) -> str:
        """The name by which people and tables call it."""
        return f"{self.bureau}/{self.duty}/{self.what}"


@dataclass(frozen=True, kw_only=True)
class Found:
    """A notice that surely belongs to a duty and states the day of its trigger."""

    notice: int
    bureau: str
    duty: str
    title: str
    trigger: date
    passage: str = ""
    told: Told | None = None
    comes: Comes = Comes.NOTICE
