"""What is done to notices after they were published, and what must be said of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crawler.practice.model import Notice


class Deed(StrEnum):
    """One way to change what was published."""

    TYPO = "typo"
    FIGURE = "figure"
    DAY = "day in the text"
    WORDING = "wording"
    BOILERPLATE = "boilerplate"
    SAME_FILE = "file replaced, same address"
    OTHER_FILE = "file replaced, other address"
    NO_FILE = "file taken off"
    NEW_FILE = "file added"
    PREDATED = "shown date moved back"
    REDATED = "shown date moved on"
    MARKED = "figure, the page says so"
    ANNOUNCED = "figure, a notice says so"
    REPUBLISHED = "published anew, old gone"
    TWICE = "published anew, old stays"
    WITHDRAWN = "withdrawn"
    RESTORED = "withdrawn, then back"
    BLINKED = "absent at one look"
    BACKDATED = "inserted with an old date"
    BULK = "many inserted with old dates"


FILES = frozenset({Deed.SAME_FILE, Deed.OTHER_FILE, Deed.NO_FILE})
"""Deeds that need a notice with a file."""
ALONE = tuple(one for one in Deed if one is not Deed.BULK)
"""Deeds done to one notice."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """One deed, done to one notice at one moment."""

    deed: Deed
    site: str
    number: int
    """Of the notice."""
    at: datetime
    until: datetime | None = None
    """When it came back, or when it was taken off again."""
    others: tuple[int, ...] = ()
    """Numbers of the notices that were published with it."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What one site shows from a moment on."""

    since: datetime
    notices: tuple[Notice, ...]


@dataclass(frozen=True, kw_only=True)
class Outage:
    """Days on which a site shows nothing of its own."""

    site: str
    since: date
    until: date
    how: str
    """``down`` (503), ``refused`` (403), ``lost`` (404 for everything) or ``soft`` (a page that says 404)."""


@dataclass(frozen=True, kw_only=True)
class Play:
    """The whole script: what every site shows at every moment, what was done, and when each notice really came."""

    first: date
    last: date
    looks: tuple[datetime, ...]
    """When a crawl begins, one a day."""
    frames: dict[str, tuple[Frame, ...]]
    acts: tuple[Act, ...]
    came: dict[tuple[str, int], datetime]
    """Site and number of a notice → when it was published, for those that came while we looked."""
    outages: tuple[Outage, ...]
