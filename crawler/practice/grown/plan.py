"""Reads the plan by which the city grows: offices, sites, what is wrong with them, what is owed, and how well it is done."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from crawler.practice.script import FOLDER, Documents, Fillers
from crawler.strict import read_toml

GROWN = FOLDER / "grown"


@dataclass(frozen=True, kw_only=True)
class Office:
    """An office that the small city does not have."""

    id: str
    unit: str
    name: str
    short: str
    code: str
    topics: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What is wrong with a site, in days before the city's last one; nothing when nothing is said."""

    kind: str = ""
    wall: str = ""
    since: int = 0
    until: int = 0
    unvouched: bool = False


@dataclass(frozen=True, kw_only=True)
class Owing:
    """What a duty wants."""

    id: str
    form: str
    """``event``, ``standing``, ``yearly``, ``once``, ``season``, ``span`` (a year), or ``shown``."""
    units: tuple[str, ...]
    """Units, or ``offices``, ``everybody``, or ``fining``: who has something to fine for."""
    document: str
    column: str = "tzgg"
    rule: str = ""
    n: int = 0
    due: str = ""
    window: str = ""
    a_year: int = 1
    months: tuple[int, ...] = ()
    """The months of its events; any when empty."""
    subjects: tuple[str, ...] = ()
    omit: tuple[str, ...] = ()
    """Elements that an incomplete text may leave out."""
    registered: str = "some"
    """Whether ``some`` or ``all`` of its events are known from elsewhere."""
    old: str = ""
    """The text of the law before."""
    turns: date | None = None
    """The day after which such a text is stale."""
    nothing: str = ""
    """The text that says that there was nothing."""
    binds: bool = True
    counted: bool = True
    elements: bool = True
    """Whether a source that was read wants what the text has to contain."""


@dataclass(frozen=True, kw_only=True)
class ActPlan:
    """One way to do a thing."""

    name: str
    forms: tuple[str, ...]
    share: int
    when: str
    days: tuple[int, ...] = (0, 0)
    claims: int = 0
    """Working days from the due day to the day that it claims; 0 claims the day on which it appears."""
    gone: tuple[int, ...] = ()
    edited: tuple[int, ...] = ()
    omits: bool = False
    misplaced: bool = False
    attached: bool = False
    elsewhere: bool = False
    leaking: bool = False
    old: bool = False
    nothing: bool = False


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All of it."""

    last: date
    districts: tuple[str, ...]
    towns: tuple[str, ...]
    town_every: int
    idle_topics: tuple[str, ...]
    families: tuple[str, ...]
    office: tuple[Office, ...]
    condition: tuple[Condition, ...]
    duty: tuple[Owing, ...]
    act: tuple[ActPlan, ...]


@cache
def load_plan() -> Plan:
    """Return the plan that comes with the package."""
    return read_toml(GROWN / "plan.toml", Plan)


@cache
def further_documents() -> Documents:
    """Return the texts that the small city does not have."""
    return read_toml(GROWN / "documents.toml", Documents)


@cache
def further_fillers() -> Fillers:
    """Return the everyday notices of columns that the small city does not have."""
    return read_toml(GROWN / "fillers.toml", Fillers)
