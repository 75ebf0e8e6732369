"""A visit: one run of one site, what has come of it so far, and how a whole crawl is summed up."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from crawler import settings
from crawler.browser.browser import Browser
from crawler.browser.kept import Kept
from crawler.cms.detect import Scored
from crawler.ourclock import UNKNOWN, ClockFacts
from crawler.reading import Ended
from crawler.registry import Site
from crawler.ways import Ways
from crawler.words import Ending, Outcome, RunState

_UNREAD = frozenset({Ending.BLOCKED, Ending.UNREACHABLE, Ending.FORBIDDEN_BY_ROBOTS, Ending.NOT_FOUND})
"""Endings that show nothing of a site; one that has none of its lists for us has its notices for others, perhaps."""


@dataclass(kw_only=True)
class Progress:
    """What has come of a visit; read by whoever watches."""

    site: str
    doing: str = "waiting"
    requests: int = 0
    pages: int = 0
    new: int = 0
    """Rows that their column showed for the first time."""
    versions: int = 0
    files: int = 0
    readings: dict[str, Ended] = field(default_factory=dict)
    detected: dict[str, Scored] = field(default_factory=dict)
    """Column → the adapter that was told from its first page, where the files name none."""
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    state: RunState = RunState.RUNNING
    withheld: str = ""
    """Why a request was not sent, where a promise of ours or a limit of the run forbade it."""
    failure: str = ""
    """What went wrong on our own side, where something did."""
    run: int = 0
    self_outage: bool = False
    """Whether the network was out for us meanwhile; nothing of that is held against the site."""

    @property
    def unread(self) -> bool:
        """Whether the site let none of its columns be read."""
        endings = {one.ending for one in self.readings.values()}
        return bool(endings) and endings <= _UNREAD


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What every request for a site needs to know."""

    site: Site
    run: int
    agent: str
    progress: Progress
    vantage: str = ""
    attempts: int = settings.RETRIES + 1
    """How often a request is made, where its failure allows another."""
    ways: Ways = field(default_factory=Ways)
    """The forms of its addresses that answer."""
    browser: Browser | None = None
    """What draws pages for the crawl, where it has anything that does."""
    scripts: Kept = field(default_factory=Kept)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts that its lists are on, each with and without ``www.``."""
        return self.site.hosts


@dataclass(frozen=True, kw_only=True)
class CrawlSummary:
    """What came of a crawl, by site; ``locked`` are those that another process was at."""

    sites: Mapping[str, Progress]
    locked: tuple[str, ...] = ()
    stopped: bool = False
    """Whether it was asked to stop before its end."""
    clock: ClockFacts = UNKNOWN
    """What it learned of our own clock."""

    @property
    def new(self) -> int:
        """Rows seen for the first time."""
        return sum(one.new for one in self.sites.values())

    @property
    def versions(self) -> int:
        """Versions written."""
        return sum(one.versions for one in self.sites.values())

    @property
    def requests(self) -> int:
        """Requests sent."""
        return sum(one.requests for one in self.sites.values())

    @property
    def self_outage(self) -> bool:
        """Whether the network was out for us at any time of it."""
        return any(one.self_outage for one in self.sites.values())

    @property
    def nothing_read(self) -> bool:
        """Whether no site let itself be read."""
        return bool(self.sites) and all(one.unread for one in self.sites.values())
