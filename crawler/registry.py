"""The sites and bureaus of a workspace, read from its files: one TOML file a site, one table of bureaus."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from crawler.errors import InvalidFile, UsageError
from crawler.listservice import ListService
from crawler.manners.hours import read_hours
from crawler.strict import line_of, read_toml
from crawler.ways import with_twins

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
TLS = ("record", "strict")
GAP = 3.0  # seconds between two requests to one host; what the strictest operators ask for


def is_id(value: str) -> bool:
    """Whether *value* can be an id, and so a file's name and part of an address."""
    return _ID.fullmatch(value) is not None


def _check_id(value: str) -> None:
    if not is_id(value):
        raise ValueError(f"an id is lower-case words joined by hyphens, not {value!r}")


@dataclass(frozen=True, kw_only=True)
class Column:
    """One list of notices; ``url`` may be relative to the site's base."""

    id: str
    name: str
    url: str
    adapter: str = ""
    max_pages: int = 200
    min_rows: int = 0
    """A healthy reading met at least so many rows; fewer is drift."""
    row: str = ""
    """CSS selector of a row, for the rare list that no adapter reads."""
    service: ListService | None = None
    """Where the list's rows come from, for the rare service that no adapter knows."""
    render: bool = False
    """Whether the list is drawn by scripts, so that a browser has to draw it."""
    render_notices: bool = False
    """Whether the pages of its notices are drawn by scripts too."""
    render_hosts: tuple[str, ...] = ()
    """Further hosts, with their port where it is a rare one, from which scripts and data may come."""

    def __post_init__(self) -> None:
        """Refuse an id that cannot be a file name or part of an address."""
        _check_id(self.id)


@dataclass(frozen=True, kw_only=True)
class Site:
    """Where a bureau publishes."""

    id: str
    name: str
    bureau: str
    base: str
    adapter: str = ""
    """Named, or detected when empty."""
    gap: float = GAP
    obey_robots: bool = True
    allow_private: bool = False
    """Whether addresses that are not public may be visited; for practice on this machine."""
    tls: str = "record"
    """``record``: where a certificate is not valid the content is fetched all the same, and every fetch says so;
    ``strict``: such a site is not read, nor by plain HTTP in its stead."""
    hours: str = ""
    """When it may be visited, local time, such as ``22:00-06:00``; at any hour when empty."""
    daily_requests: int = 0
    """Requests that a host of it gets in a day; 0 is what gongkai.toml says."""
    whole: bool = False
    """Whether a person vouches that these columns are all the places where the bureau publishes; without that,
    nothing is ever called missing for not standing here."""
    caveats: str = ""
    column: tuple[Column, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no crawl could use; all of it at once."""
        if wrong := list(self._wrong()):
            raise ValueError(*wrong)

    def _wrong(self) -> Iterator[str]:
        checks: tuple[tuple[Callable[[str], object], str], ...] = (
            (_check_id, self.id),
            (read_hours, self.hours),
        )
        for check, value in checks:
            try:
                check(value)
            except ValueError as error:
                yield str(error)
        parts = urlsplit(self.base)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            yield f"base wants an http or https address, not {self.base!r}"
        if self.tls not in TLS:
            yield f"tls wants {' or '.join(TLS)}, not {self.tls!r}"
        if self.daily_requests < 0:
            yield f"daily_requests cannot be {self.daily_requests}"
        if self.gap < 0:
            yield f"gap cannot be {self.gap}"
        if not self.column:
            yield "a site needs at least one [[column]]"
        ids = [one.id for one in self.column]
        if twice := {one for one in ids if ids.count(one) > 1}:
            yield f"column id used twice: {', '.join(sorted(twice))}"

    def address(self, column: Column) -> str:
        """Return the absolute address of a column."""
        return urljoin(self.base, column.url)

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that its lists are on, each with and without ``www.``, with their ports."""
        return with_twins(urlsplit(one).netloc for one in [self.base, *map(self.address, self.column)])

    @property
    def drawn(self) -> bool:
        """Whether anything of it is drawn by scripts."""
        return any(one.render or one.render_notices for one in self.column)

    @property
    def digest(self) -> str:
        """SHA-256 of the values, stored with each run."""
        return sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Bureau:
    """An organisation that owes disclosure; ``unit`` ties it to the units of the editions."""

    id: str
    name: str
    unit: str = ""
    level: str = "city"
    aliases: tuple[str, ...] = ()
    place: str = ""
    """Where it is, by the edition's places, where that is not the edition's own: rules of other places do not bind it."""
    since: date | None = None
    """First day of the office, where it was founded or took a place over while we watch."""
    until: date | None = None
    """Its last day; what comes after it is owed by whoever follows."""

    def __post_init__(self) -> None:
        """Refuse an id that cannot be part of an address, and an end before the beginning."""
        _check_id(self.id)
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"until {self.until} is before since {self.since}")

    def stood(self, day: date) -> bool:
        """Return whether the office was there on *day*."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True)
class _Bureaus:
    bureau: tuple[Bureau, ...] = ()


def load_site(path: Path) -> Site:
    """Return the site of one file; its id must be the file's name."""
    site = read_toml(path, Site)
    if site.id != path.stem:
        line = line_of(path, "id")
        raise InvalidFile(path, line, f"id {site.id!r} differs from the file's name {path.stem!r}")
    return site


def load_sites(folder: Path) -> dict[str, Site]:
    """Return all sites of *folder* by id, in order of file name; what is wrong in any of them is raised at once."""
    sites, wrong = try_sites(folder)
    if wrong:
        raise InvalidFile.of(wrong)
    return {path.stem: site for path, site in sites.items()}


def try_sites(folder: Path) -> tuple[dict[Path, Site], list[InvalidFile]]:
    """Return the sites of *folder* that can be read, and what is wrong with the others."""
    sites: dict[Path, Site] = {}
    wrong: list[InvalidFile] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            sites[path] = load_site(path)
        except InvalidFile as error:
            wrong.append(error)
    return sites, wrong


def load_bureaus(path: Path) -> dict[str, Bureau]:
    """Return all bureaus of the table at *path* by id."""
    found: dict[str, Bureau] = {}
    wrong: list[InvalidFile] = []
    for at, one in enumerate(read_toml(path, _Bureaus).bureau):
        if one.id in found:
            line = line_of(path, "bureau", str(at), "id")
            wrong.append(InvalidFile(path, line, f"bureau id {one.id!r} stands twice"))
        found[one.id] = one
    if wrong:
        raise InvalidFile.of(wrong)
    return found


def pick_sites(sites: dict[str, Site], wanted: tuple[str, ...]) -> dict[str, Site]:
    """Return the *wanted* sites, or all when none is named; raise UsageError for an unknown one."""
    if unknown := [one for one in wanted if one not in sites]:
        raise UsageError(
            f"no such site: {', '.join(unknown)}", hint=f"sites here: {', '.join(sites) or 'none'}"
        )
    return {one: sites[one] for one in wanted} if wanted else dict(sites)
