"""What the files of an edition look like before templates and references are written out.

.. code-block:: text

    <edition>/edition.yaml        the edition itself             EditionFile
    <edition>/instruments.yaml    what duties cite               InstrumentsFile
    <edition>/units.yaml          who can be responsible         UnitsFile
    <edition>/timings.yaml        time rules that many share     TimingsFile
    <edition>/categories/*.yaml   one category a file            CategoryRow
    <edition>/chains.yaml         steps that prove each other    ChainsFile; an edition needs none
    <edition>/values.yaml         what values look like          ValuesFile; an edition needs none
    <edition>/english.toml        its phrases in English         EnglishFile, read by ``english.py``; an edition needs none
"""

from dataclasses import dataclass
from datetime import date

from monitor.catalogue.content import ValueKind
from monitor.catalogue.documents import Place
from monitor.catalogue.model import Element, Instrument, MatchTerms, Succession, TerritoryChange, UnitEntry
from monitor.catalogue.units import Locality
from monitor.words import Checkability, Inspects, Kind, Level, Mode, Strength, TimeRule, Unit

NO_TERMS = MatchTerms()


@dataclass(frozen=True, kw_only=True)
class EditionFile:
    """``edition.yaml``: names, source document, and the terms that hold for every category."""

    at: Place
    id: str
    name: str
    name_en: str = ""
    jurisdiction: str
    year: int
    calendar: str
    document: str = ""
    doc_no: str = ""
    document_date: date | None = None
    general_columns: tuple[str, ...] = ()
    news_terms: tuple[str, ...] = ()
    draft_terms: tuple[str, ...] = ()
    nothing_terms: tuple[str, ...] = ()
    places: tuple[Locality, ...] = ()
    language: str = "zh"
    timezone: str = "Asia/Shanghai"


@dataclass(frozen=True, kw_only=True)
class InstrumentsFile:
    """``instruments.yaml``."""

    at: Place
    instruments: tuple[Instrument, ...]


@dataclass(frozen=True, kw_only=True)
class UnitsFile:
    """``units.yaml``."""

    at: Place
    units: tuple[UnitEntry, ...]
    successions: tuple[Succession, ...] = ()
    territory: tuple[TerritoryChange, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TimingRow:
    """A time rule as written: its own, a shared one (``use``), or those of another duty (``like``)."""

    at: Place
    use: str = ""
    like: str = ""
    rule: TimeRule | None = None
    n: int | None = None
    unit: Unit | None = None
    grace: int = 0
    trigger: str = ""
    due: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    jurisdiction: str = ""
    strength: Strength | None = None
    cite: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    only_for: str = ""
    derived: bool = False
    unverified: bool = False
    placeholder: bool = False
    channel: str = ""
    about: str = ""
    years_back: int = 0
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ValuesFile:
    """``values.yaml``."""

    at: Place
    values: tuple[ValueKind, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Template:
    """A shared rule, one row for each time it changed."""

    at: Place
    id: str
    timings: tuple[TimingRow, ...]


@dataclass(frozen=True, kw_only=True)
class TimingsFile:
    """``timings.yaml``."""

    at: Place
    templates: tuple[Template, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ElementSetRow:
    """Further elements owed for a time."""

    at: Place
    elements: tuple[Element, ...]
    cite: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class DutyRow:
    """A duty as written; ``elements_as`` takes over another duty's elements."""

    at: Place
    id: str
    name: str
    name_en: str = ""
    kind: Kind
    checkability: Checkability
    denominator: str = ""
    obliged: tuple[str, ...] = ()
    level: Level | None = None
    cite: tuple[str, ...] = ()
    channel: str = ""
    venue: str = ""
    privacy: str = ""
    redact: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    stale_terms: tuple[str, ...] = ()
    stale_since: date | None = None
    fresh_terms: tuple[str, ...] = ()
    later: bool = False
    inspects: Inspects | None = None
    same_as: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    terms: MatchTerms = NO_TERMS
    timings: tuple[TimingRow, ...] = ()
    elements: tuple[Element, ...] = ()
    elements_cite: tuple[str, ...] = ()
    elements_apart: bool = False
    elements_as: str = ""
    element_sets: tuple[ElementSetRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CategoryRow:
    """A category's file; its name starts with the category's id."""

    at: Place
    id: str
    number: int | None = None
    name: str
    name_en: str = ""
    mode: Mode
    lead: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    supervisors: tuple[str, ...] = ()
    in_practice: tuple[str, ...] = ()
    merged_into: str = ""
    place: str = ""
    passage: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    terms: MatchTerms = NO_TERMS
    duties: tuple[DutyRow, ...]
