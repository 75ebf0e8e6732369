"""What an edition says: categories, duties, timings, elements, units and instruments, as frozen values."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from monitor.catalogue.content import Element, ElementSet, ValueKind
from monitor.catalogue.timing import Chain, Link, Roll, Timing, Total
from monitor.catalogue.units import Locality, Succession, TerritoryChange, UnitEntry
from monitor.words import Checkability, Inspects, Kind, Mode, Strength

__all__ = [
    "Category",
    "Chain",
    "Duty",
    "Edition",
    "Element",
    "ElementSet",
    "Instrument",
    "Link",
    "MatchTerms",
    "Roll",
    "Succession",
    "TerritoryChange",
    "Timing",
    "Total",
    "UnitEntry",
    "ValueKind",
]


@dataclass(frozen=True, kw_only=True)
class RecalledArticle:
    """An article that nobody has read, always or in the wording that held until a day."""

    article: str
    until: date | None = None
    """The last day of the wording that was not read; None where no wording was."""


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A law, regulation or document that duties cite; ``id`` is what citations start with (``reg2008#18``)."""

    id: str
    name: str
    doc_no: str
    strength: Strength
    jurisdiction: str
    valid_from: date
    valid_to: date | None = None
    recalled: bool = False
    """Known from memory only, so nothing that rests on it alone convicts."""
    recalled_articles: tuple[RecalledArticle, ...] = ()
    """Articles known from memory only though others of it were read."""
    placeholder: bool = False
    """The first day of validity is not verified."""


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
    elements_as: str = ""
    """The duty whose elements these are, where it says so."""
    elements_cite: tuple[str, ...] = ()
    """Sources of the elements; without any they rest on those of the duty."""
    elements_apart: bool = False
    """Whether each may be published by itself, as the steps of a tender are, so that no notice lacks the others."""
    element_sets: tuple[ElementSet, ...] = ()
    obliged: tuple[str, ...] = ()
    """Unit ids; empty: as the category says."""
    denominator: str = ""
    """Where the number of things owed comes from; empty: there is none, and nothing is ever missing."""
    terms: MatchTerms = MatchTerms()
    """Terms of this duty beside its category's, where the category alone cannot tell its duties apart."""
    level: str = ""
    """``city`` where only the city owes it, and so on; empty: every level."""
    cite: tuple[str, ...] = ()
    """Sources of the duty itself, beside those of its timings."""
    channel: str = ""
    """The platform on which it belongs, when that is not the bureau's own site."""
    venue: str = ""
    """The place off the web where the law wants it; such a duty is never missing from a site."""
    privacy: str = ""
    """``medium`` or ``high``: how much personal data such a notice tends to spill."""
    redact: tuple[str, ...] = ()
    """What must not stand in the published text."""
    exempt: tuple[str, ...] = ()
    """Cases that need not be published."""
    stale_terms: tuple[str, ...] = ()
    """Words that only an outdated text still holds."""
    stale_since: date | None = None
    """The day of the change that made those words outdated; without it they prove nothing."""
    fresh_terms: tuple[str, ...] = ()
    """Words of the time after that change; a text that holds one is not outdated, whatever else it quotes."""
    later: bool = False
    """Owed by later law, not by the source document."""
    firm: bool = True
    """Whether a binding source that was read stands behind it; otherwise its absence prompts and never convicts."""
    inspects: Inspects | None = None
    """What of the site itself it is about; such a duty shows things to a person and never accuses."""
    same_as: str = ""
    """The category or duty that carries the same thing in more detail."""
    valid_from: date | None = None
    valid_to: date | None = None

    def elements_on(self, day: date) -> tuple[Element, ...]:
        """Return the elements owed when the trigger falls on *day*."""
        further = (
            one
            for part in self.element_sets
            if (part.valid_from is None or part.valid_from <= day)
            and (part.valid_to is None or day <= part.valid_to)
            for one in part.elements
        )
        return (*self.elements, *further)


@dataclass(frozen=True, kw_only=True)
class Category:
    """One row of the annex (C01-C23) or a further obligation of the body (B01-B19)."""

    id: str
    number: int | None
    name: str
    name_en: str
    mode: Mode
    """How lead and others share the work."""
    lead: tuple[str, ...]
    others: tuple[str, ...]
    passage: str
    """The sentence of the source document that makes it a duty."""
    terms: MatchTerms
    duties: tuple[Duty, ...]
    supervisors: tuple[str, ...] = ()
    in_practice: tuple[str, ...] = ()
    """Unit ids that in fact hold the information though the document names others."""
    merged_into: str = ""
    place: str = ""
    """Where in the source document it stands."""
    valid_from: date | None = None
    valid_to: date | None = None


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
    name_en: str = ""
    document: str = ""
    """Name of the source document."""
    doc_no: str = ""
    document_date: date | None = None
    instruments: dict[str, Instrument] = field(default_factory=dict)
    units: dict[str, UnitEntry] = field(default_factory=dict)
    successions: tuple[Succession, ...] = ()
    territory: tuple[TerritoryChange, ...] = ()
    chains: tuple[Chain, ...] = ()
    totals: tuple[Total, ...] = ()
    rolls: tuple[Roll, ...] = ()
    values: tuple[ValueKind, ...] = ()
    """What the values of elements look like."""
    nothing_terms: tuple[str, ...] = ()
    """Expressions over a sentence by which a bureau says that it has nothing to publish."""
    categories: tuple[Category, ...] = ()
    places: tuple[Locality, ...] = ()
    """Where bureaus may be, each with what it lies in; a rule binds in its jurisdiction and all that lies in it."""
    language: str = "zh"
    """Language of its names and terms, by its two letters."""
    timezone: str = "Asia/Shanghai"
    """Where its days begin and end."""
    english: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    """The English of phrases in it; it changes no verdict, so that it is no part of what the digest is made of."""

    def say(self, text: str, lang: str = "zh") -> str:
        """Return *text*, a phrase of this edition, in *lang*; as it stands where it has no English."""
        return self.english.get(text, text) if lang == "en" else text

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of its days."""
        return ZoneInfo(self.timezone)

    @cached_property
    def _categories(self) -> dict[str, Category]:
        return {one.id: one for one in self.categories}

    @cached_property
    def _duties(self) -> dict[str, tuple[Category, Duty]]:
        return {duty.id: (one, duty) for one in self.categories for duty in one.duties}

    def category(self, category_id: str) -> Category:
        """Return the category, or raise KeyError."""
        return self._categories[category_id]

    def category_of(self, duty_id: str) -> Category:
        """Return the category that holds the duty, or raise KeyError."""
        return self._duties[duty_id][0]

    def duty(self, duty_id: str) -> Duty:
        """Return the duty, or raise KeyError."""
        return self._duties[duty_id][1]
