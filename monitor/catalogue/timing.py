"""One rule of time with its source, and the steps of a chain that such a rule ties together, as frozen values."""

from dataclasses import dataclass
from datetime import date

from monitor.words import Strength, TimeRule, Unit


@dataclass(frozen=True, kw_only=True)
class Timing:
    """One rule of time with its citation and validity; chosen by the day of the trigger."""

    id: str
    """``<duty>/t<n>``, n counted in the duty's file; a shared template's versions are ``t<n>a``, ``t<n>b``, …"""
    rule: TimeRule
    trigger: str
    strength: Strength
    jurisdiction: str
    cite: tuple[str, ...]
    n: int | None = None
    """How many units; for a prompt rule the soft limit."""
    unit: Unit | None = None
    grace: int = 0
    """Working days added to the end, where the rule itself grants them."""
    due: str = ""
    """``MM-DD`` for by_date, ``YYYY-MM-DD`` for one_off, ``MM-DD..MM-DD`` for expect_window."""
    valid_from: date | None = None
    valid_to: date | None = None
    scope: tuple[str, ...] = ()
    """Unit ids that this rule binds, sets resolved; empty: all who owe the duty."""
    only_for: str = ""
    """What the rule is limited to, in words that no program can test; so limited, it never convicts by itself."""
    derived: bool = False
    """A bound we reasoned out; never convicts by itself."""
    unverified: bool = False
    """The number is from memory or a copy of another place; never convicts by itself."""
    recalled_only: bool = False
    """Every instrument cited is known from memory only; never convicts."""
    channel: str = ""
    """Where the rule wants it published, when that is not the bureau's own site."""
    about: str = ""
    places: tuple[str, ...] = ()
    """The places of the edition that lie in its jurisdiction."""
    years_back: int = 0
    """How many years before the due day's the year lies that is reported on."""
    placeholder: bool = False
    """The first day of validity is not verified."""
    titles: tuple[str, ...] = ()
    """Expressions over titles, for a least time of showing: the notices that it binds; without any it binds none."""

    @property
    def convicts(self) -> bool:
        """Whether breaking this rule may lead to late or missing."""
        soft = self.derived or self.unverified or self.recalled_only or bool(self.only_for)
        return self.rule.hard and self.strength.convicts and not soft

    def in_force(self, day: date, unit: str, place: str = "") -> bool:
        """Whether the rule binds *unit* of *place* (the edition's own when empty) when its trigger falls on *day*."""
        started = self.valid_from is None or self.valid_from <= day
        ended = self.valid_to is not None and self.valid_to < day
        return started and not ended and (not self.scope or unit in self.scope) and self.holds_in(place)

    def holds_in(self, place: str) -> bool:
        """Whether the rule is law in *place*, which is the edition's own when empty."""
        return not place or place in self.places


@dataclass(frozen=True, kw_only=True)
class Link:
    """One step of a chain."""

    id: str
    name: str
    duty: str
    titles: tuple[str, ...]
    """Expressions over simplified, half-width titles that tell this step from the others."""
    before: Timing | None = None
    """How long before a later step it had to be out; None where a later step proves nothing of it."""
    watch: int = 0
    """Calendar days before that day in which it may have come and gone; who did not watch them cannot miss it."""


@dataclass(frozen=True, kw_only=True)
class Total:
    """A number that a yearly report gives and that says how much there was to publish."""

    id: str
    name: str
    duty: str
    """What is counted."""
    report: str
    """The duty that the report discharges."""
    patterns: tuple[str, ...]
    """Expressions over its text, in any of whose groups ``count`` the number stands."""


@dataclass(frozen=True, kw_only=True)
class Roll:
    """A list that a bureau publishes of things that each owe notices of their own, such as projects."""

    id: str
    name: str
    duty: str
    """What a notice about one of them discharges."""
    titles: tuple[str, ...]
    """Expressions over simplified, half-width titles that tell such a list."""
    heads: tuple[str, ...]
    """What the column is called in which the names stand."""
    after: int
    """Calendar days after which something of each may be expected."""


@dataclass(frozen=True, kw_only=True)
class Chain:
    """Steps of one matter in the order in which they happen; a later one proves that an earlier one was owed."""

    id: str
    name: str
    subject: str
    """Expression over a title whose group ``subject`` names the matter."""
    several: str
    """Expression over a title that tells of several matters, or only about a step; empty: there is none."""
    code: str
    """Expression over a text for a number that names the matter; empty: there is none."""
    links: tuple[Link, ...]
