"""What an edition says: categories, duties, timings, elements, units and instruments, as frozen values."""

from dataclasses import dataclass, field
from datetime import date

from monitor.words import Checkability, Kind, Strength, TimeRule, Unit


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A law, regulation or document that duties cite; ``id`` is what citations start with (``reg2008#18``)."""

    id: str
    name: str
    doc_no: str
    strength: Strength
    jurisdiction: str
    valid_from: date
    valid_to: date | None
    recalled: bool = False
    """Known from memory only, so nothing that rests on it alone convicts."""


@dataclass(frozen=True, kw_only=True)
class UnitEntry:
    """A responsible unit: names it went by, or a set or role that a register resolves."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    kind: str = "unit"
    """``unit``, ``set`` (all departments) or ``role`` (the drafter)."""


@dataclass(frozen=True, kw_only=True)
class Timing:
    """One rule of time with its citation and validity; chosen by the day of the trigger."""

    id: str
    """``<duty>/t<n>``."""
    rule: TimeRule
    trigger: str
    strength: Strength
    jurisdiction: str
    cite: tuple[str, ...]
    n: int | None = None
    unit: Unit | None = None
    due: str = ""
    """``MM-DD`` for by_date, ``YYYY-MM-DD`` for one_off, ``MM-DD..MM-DD`` for expect_window."""
    valid_from: date | None = None
    valid_to: date | None = None
    scope: tuple[str, ...] = ()
    """Unit ids that this rule binds; empty: all who owe the duty."""
    derived: bool = False
    """A bound we reasoned out; never convicts by itself."""
    channel: str = ""
    about: str = ""
    placeholder: bool = False
    """The first day of validity is not verified."""


@dataclass(frozen=True, kw_only=True)
class Element:
    """Something the text must contain; any synonym counts."""

    key: str
    name: str
    synonyms: tuple[str, ...] = ()
    applies: str = ""
    """``单位`` where it is only owed for organisations."""


@dataclass(frozen=True, kw_only=True)
class MatchTerms:
    """What betrays that a notice belongs here."""

    columns: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """Regular expressions over simplified, half-width titles."""
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A checkable item of a category."""

    id: str
    name: str
    name_en: str
    kind: Kind
    checkability: Checkability
    timings: tuple[Timing, ...]
    elements: tuple[Element, ...] = ()
    obliged: tuple[str, ...] = ()
    """Unit ids; empty: as the category says."""
    denominator: str = ""
    """Where the number of things owed comes from; empty: there is none, and nothing is ever missing."""
    terms: MatchTerms = MatchTerms()
    """Terms of this duty beside its category's, where the category alone cannot tell its duties apart."""
    level: str = ""
    """``city`` where only the city owes it, and so on; empty: every level."""


@dataclass(frozen=True, kw_only=True)
class Category:
    """One row of the annex (C01-C23) or a further obligation of the body (B01-B19)."""

    id: str
    number: int | None
    name: str
    name_en: str
    mode: str
    """``lead``, ``lead_plus_all``, ``all_departments``, ``separately``, ``every``, ``role``."""
    lead: tuple[str, ...]
    others: tuple[str, ...]
    passage: str
    """The sentence of the source document that makes it a duty."""
    terms: MatchTerms
    duties: tuple[Duty, ...]
    supervisors: tuple[str, ...] = ()
    merged_into: str = ""


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A catalogue as it stood in a year and a jurisdiction."""

    id: str
    name: str
    jurisdiction: str
    year: int
    calendar: str
    """Id of the working-day calendar."""
    general_columns: tuple[str, ...]
    """Column names in which anything may rightly be published, such as 通知公告."""
    news_terms: tuple[str, ...]
    draft_terms: tuple[str, ...]
    instruments: dict[str, Instrument] = field(default_factory=dict)
    units: dict[str, UnitEntry] = field(default_factory=dict)
    categories: tuple[Category, ...] = ()

    def category(self, category_id: str) -> Category:
        """Return the category, or raise KeyError."""
        return next(one for one in self.categories if one.id == category_id)

    def duty(self, duty_id: str) -> Duty:
        """Return the duty, or raise KeyError."""
        for category in self.categories:
            for duty in category.duties:
                if duty.id == duty_id:
                    return duty
        raise KeyError(duty_id)
