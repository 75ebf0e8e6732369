"""Reads the city's script: who lives there, what is written, what happens when. All of it is data beside this file."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from crawler.practice.model import Trouble
from crawler.practice.workdays import Workdays
from crawler.strict import read_toml

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, kw_only=True)
class ColumnPlan:
    """A column, how many old notices it holds on the first day, and how many days lie between two new ones."""

    id: str
    name: str
    code: int
    history: int
    rhythm: int = 0
    gbk: bool = False
    moved: str = ""
    stub: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """A bureau, what it is busy with, and its site."""

    id: str
    unit: str
    name: str
    short: str
    code: str
    """What its document numbers begin with."""
    family: str
    topics: tuple[str, ...]
    columns: tuple[ColumnPlan, ...]
    dialect: str = ""
    troubles: tuple[Trouble, ...] = ()
    level: str = "city"
    here: str = ""
    """The place that it governs, where that is not the city."""
    whole: bool = True
    """Whether somebody vouches for its columns."""


@dataclass(frozen=True, kw_only=True)
class Offence:
    """Something that a bureau fines."""

    bureau: str
    fact: str
    basis: str
    measure: str


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who lives in the city, and the stock that names are made from."""

    name: str
    first: date
    last: date
    places: tuple[str, ...]
    trades: tuple[str, ...]
    marks: tuple[str, ...]
    surnames: tuple[str, ...]
    given: tuple[str, ...]
    bureau: tuple[Part, ...]
    offence: tuple[Offence, ...]


@dataclass(frozen=True, kw_only=True)
class TimingPlan:
    """When a duty of the script falls due."""

    duty: str
    rule: str
    """``within_working_days``, ``within_days``, ``fixed``, ``standing``, ``prompt``, which no number binds, ``shown``,
    or ``span`` and ``season``, which only prompt and are over on a day."""
    n: int = 0
    due: date | None = None
    what: str = ""
    counted: bool = True
    """Whether it is known how many are owed."""
    binds: bool = True
    """Whether a source that was read stands behind it."""
    elements: bool = True
    """Whether such a source wants what the text has to contain."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One duty discharged well, badly or not at all."""

    bureau: str
    duty: str
    document: str = ""
    subject: str = ""
    trigger: date | None = None
    registered: bool = False
    """Whether the trigger is known from elsewhere, so that a notice which never came can be missed."""
    column: str = ""
    misplaced: bool = False
    appears: date | None = None
    claims: date | None = None
    """The day that the notice states for itself, where that is not the day on which it appeared."""
    edited: date | None = None
    gone: date | None = None
    omit: tuple[str, ...] = ()
    due: date | None = None
    """The last day of a period, where the duty has one for each."""
    what: str = ""
    """The name of that period."""
    year: int = 0
    """The year that the text is of, where that is not the year of its trigger."""
    attached: bool = False
    """Whether the text stands in its files alone."""
    elsewhere: bool = False
    """Whether its row leads to another site."""
    leaking: bool = False
    """Whether it spills what the law protects about a person."""
    stale: bool = False
    """Whether it is of a law that was replaced."""
    nothing: bool = False
    """Whether it says that there was nothing to publish."""


@dataclass(frozen=True, kw_only=True)
class Scenes:
    """The whole script of events."""

    timing: tuple[TimingPlan, ...]
    scene: tuple[Scene, ...]


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph to fill in; ``key`` is the required element that it carries."""

    text: str
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class FilePlan:
    """A file that goes with a text."""

    name: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """A text that discharges a duty."""

    kind: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    what: str = ""
    find: str = ""
    basis: str = ""
    event: str = ""
    files: tuple[FilePlan, ...] = ()
    numbered: str = ""
    """The word in its number between the bureau's code and the year, where it has a number."""


@dataclass(frozen=True, kw_only=True)
class Documents:
    """All texts that discharge duties; a kind may have several wordings."""

    document: tuple[Document, ...]

    def of(self, kind: str) -> tuple[Document, ...]:
        """Return the wordings of *kind*."""
        return tuple(one for one in self.document if one.kind == kind)


@dataclass(frozen=True, kw_only=True)
class Filler:
    """A sort of everyday notice."""

    columns: tuple[str, ...]
    titles: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Fillers:
    """All sorts of everyday notices."""

    filler: tuple[Filler, ...]


@dataclass(frozen=True, kw_only=True)
class Script:
    """The five files together."""

    cast: Cast
    scenes: Scenes
    documents: Documents
    fillers: Fillers
    workdays: Workdays

    @property
    def timings(self) -> dict[str, TimingPlan]:
        """The timing of each duty in play."""
        return {one.duty: one for one in self.scenes.timing}

    def part(self, bureau: str) -> Part:
        """Return the bureau's plan."""
        return next(one for one in self.cast.bureau if one.id == bureau)


@cache
def load_script() -> Script:
    """Return the script that comes with the package."""
    return Script(
        cast=read_toml(FOLDER / "cast.toml", Cast),
        scenes=read_toml(FOLDER / "scenes.toml", Scenes),
        documents=read_toml(FOLDER / "duties.toml", Documents),
        fillers=read_toml(FOLDER / "fillers.toml", Fillers),
        workdays=read_toml(FOLDER / "calendar.toml", Workdays),
    )
