"""Crawls the host ``waf`` on both days and holds what was said of every protection page against what stood there."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from sqlalchemy import Engine, Row, select

from crawler.clock import system_clock
from crawler.crawl import crawl_sites
from crawler.manners.past import REFUSALS
from crawler.practice.faults.certificates import UNPROVEN, context
from crawler.practice.hosts.build import DAY_ONE, DAY_TWO
from crawler.practice.hosts.measure import NOON, Ticking
from crawler.practice.hosts.turning import OTHER, serve_turning
from crawler.practice.hosts.waf import Walled
from crawler.practice.model import City
from crawler.practice.render import notice_path
from crawler.practice.server import RunningCity
from crawler.practice.workspace import write_workspace
from crawler.records import ReadingRecord
from crawler.store.addresses import url_key
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.store.tables import fetch, run, way
from crawler.words import Outcome, Purpose
from crawler.workspace import open_workspace

OFTEN = timedelta(minutes=20)  # between two crawls of what is blocked
TIMES = 10  # crawls of a blocked day
HOUR = timedelta(hours=1)
MOST = 3  # requests that a host gets in an hour while it refuses us
_FINE = frozenset({Outcome.OK, Outcome.NOT_MODIFIED})


@dataclass(frozen=True, kw_only=True)
class Faced:
    """What was said of one site behind its protection page."""

    name: str
    wall: str
    label: str
    """What the page has to be called."""
    called: tuple[str, ...]
    """What it was called."""
    expected: int
    """Rows that must be known at the end."""
    found: int
    busiest: int
    """The most requests in an hour from a refusal on."""
    wrong: tuple[str, ...] = ()
    """Everything that is not as it must be, in words."""

    @property
    def labelled(self) -> bool:
        """Whether it was called by its name and by no other."""
        return all(one.startswith(self.label) for one in self.called) and bool(self.called) != (
            self.label == Outcome.OK
        )

    @property
    def clean(self) -> bool:
        """Whether all is as it must be."""
        return self.labelled and not self.wrong


def measure_waf(city: City, played: dict[str, Walled], folder: Path) -> tuple[Faced, ...]:
    """Crawl the sites of *city* on both days, the blocked ones again and again; return what was said of each."""
    folder.mkdir(parents=True, exist_ok=True)
    named = {one.bureau.site: one.case.scheme for one in played.values() if one.case.scheme}
    unproven = context(UNPROVEN, folder, system_clock())
    with serve_turning(city, DAY_ONE, named, unproven) as running:
        write_workspace(folder, running)
        workspace = open_workspace(folder)
        engine = open_database(workspace.database_url)
        try:
            prepare_facts(engine)
            for day in (DAY_ONE, DAY_TWO):
                running.set_day(day)
                sites = workspace.sites()
                blocked = [sites[one.bureau.site] for one in played.values() if one.blocked == day]
                for at in range(TIMES):
                    clock = Ticking(datetime.combine(day, NOON) + at * OFTEN)
                    asyncio.run(crawl_sites(workspace, blocked if at else sites.values(), engine, clock))
            return tuple(_Site(one, running, engine).faced(engine) for one in played.values())
        finally:
            engine.dispose()


class _Site:
    """One site, what stood before it, and what the store holds of it."""

    def __init__(self, walled: Walled, running: RunningCity, engine: Engine) -> None:
        self.walled = walled
        self.case, self.bureau = walled.case, walled.bureau
        self.base = f"{running.sites[self.bureau.site]}/"
        self.reader = FactReader(engine)
        self.fetches = _fetches(engine, self.bureau.site)
        self.wrong: list[str] = []

    def faced(self, engine: Engine) -> Faced:
        """Return what was said of the site, with everything that is not as it must be."""
        called = {f"{one.outcome} {one.detail}".strip() for one in self.fetches if self._refused(one)}
        expected, found = self._expected(), self._found()
        self.wrong += [f"not known: {one}" for one in sorted(expected - found, key=str)[:3]]
        self.wrong += [f"never served: {one}" for one in sorted(found - self._served(), key=str)[:3]]
        self._endings()
        self._content()
        if self.case.scheme:
            self._turned(engine)
        shut = "list" in self.case.before and not self.case.scheme
        busiest = _busiest(self.fetches, whole=shut)
        if busiest > MOST:
            self.wrong.append(f"{busiest} requests in an hour while it refused")
        return Faced(
            name=self.bureau.id,
            wall=self.case.wall or self.case.id,
            label=self.case.called,
            called=tuple(sorted(called)),
            expected=len(expected),
            found=len(expected & found),
            busiest=busiest,
            wrong=tuple(self.wrong),
        )

    def _refused(self, one: Row[Any]) -> bool:
        """Whether *one* met something else than a page on the blocked day; other forms of the address do not count."""
        asked = one.purpose != Purpose.ROBOTS and one.url.startswith(self.base)
        return asked and self._blocked(one.at) and one.outcome not in _FINE

    def _blocked(self, moment: datetime) -> bool:
        return moment.date() == self.walled.blocked  # the crawls are at noon, when UTC has the same day

    def _rows(self, *days: Any) -> set[tuple[object, ...]]:
        return {
            (
                column.id,
                one.title,
                one.claimed,
                url_key(urljoin(self.base, notice_path(self.bureau, column, one))),
            )
            for one in self.bureau.notices
            for column in self.bureau.columns
            if column.id in one.columns and any(one.listed_on(day) for day in days)
        }

    def _served(self) -> set[tuple[object, ...]]:
        return self._rows(DAY_ONE, DAY_TWO)

    def _expected(self) -> set[tuple[object, ...]]:
        """Return the rows that must be known at the end: all that stood in a list which could be read."""
        kept_out = self.case.ending and "list" in self.case.before
        return self._rows(
            *(one for one in (DAY_ONE, DAY_TWO) if not (kept_out and one == self.walled.blocked))
        )

    def _found(self) -> set[tuple[object, ...]]:
        rows = self.reader.sightings(self.bureau.site)
        return {(one.column, one.title, one.claimed, url_key(one.url)) for one in rows}

    def _endings(self) -> None:
        """Hold the ends of the readings of the blocked day against what they must be."""
        readings = self.reader.readings(self.bureau.site)
        kept_out = bool(self.case.ending) and "list" in self.case.before
        today = [one for one in readings if self._blocked(one.started_at)]
        self.wrong += [f"complete without a row: {one.column}" for one in readings if _hollow(one)]
        self.wrong += [f"not read when it was open: {one.column}" for one in readings if self._missed(one)]
        failed = [one for one in today if not one.complete]
        if kept_out and self.case.passes == 0 and len(failed) < len(today):
            self.wrong.append("complete while it was blocked")
        if kept_out and not failed:
            self.wrong.append("no reading was kept from its end")
        if not kept_out and self.case.ending in {"", "not_found"} and failed:
            self.wrong.append(f"kept from its end: {failed[0].detail}")
        self.wrong += [
            f"ended as {one.ending}: {one.detail}"
            for one in failed[:3]
            if one.ending != self.case.ending and kept_out
        ]

    def _turned(self, engine: Engine) -> None:
        """Hold the facts of how the site was reached against the one day on which the scheme of its file did not answer."""
        with engine.connect() as connection:
            mine = way.c.site == self.bureau.site
            ways = connection.execute(select(way).where(mine).order_by(way.c.id)).all()
        named = self.base.rstrip("/")
        other = named.replace(self.case.scheme, OTHER[self.case.scheme], 1)
        back = [named] if self.walled.blocked == DAY_ONE else []
        if [one.used for one in ways] != [other, *back]:
            self.wrong.append(f"turned to {[one.used for one in ways]}")
        if not all("refused" in one.reason or "tls" in one.reason for one in ways):
            self.wrong.append(f"turned because of {[one.reason for one in ways]}")

    def _missed(self, one: ReadingRecord) -> bool:
        return not one.complete and not self._blocked(one.started_at)

    def _content(self) -> None:
        """Make sure that nothing of a wall was stored as a notice or a file, and that what could be had is there."""
        notices = {url_key(one.url): one.id for one in self.reader.notices(self.bureau.site)}
        versions = self.reader.versions(self.bureau.site)
        open_at_the_end = self.walled.blocked == DAY_ONE
        for one in self.bureau.notices:
            column = self.bureau.column(one.columns[0])
            identity = notices.get(url_key(urljoin(self.base, notice_path(self.bureau, column, one))))
            mine = [found for found in versions if found.notice == identity]
            if not mine and (open_at_the_end or one.appears <= DAY_ONE):
                self.wrong.append(f"never read: {one.title!r}")
            for found in mine:
                whole = any(
                    all(part in found.body for part in one.body_on(day)) for day in (DAY_ONE, DAY_TWO)
                )
                if (found.title, found.published, whole) != (one.title, one.claimed, True):
                    self.wrong.append(f"stored {found.title!r} for {one.title!r}")
        digests = {file.sha256 for one in self.bureau.notices for file in one.attachments}
        files = [
            one for one in self.fetches if one.purpose == Purpose.ATTACHMENT and one.outcome == Outcome.OK
        ]
        self.wrong += [f"stored for a file: {one.url}" for one in files if one.payload_sha256 not in digests]
        if open_at_the_end and {one.payload_sha256 for one in files} != digests:
            self.wrong.append("a file was never had")


def _hollow(one: ReadingRecord) -> bool:
    return one.complete and not one.sightings


def _busiest(fetches: Sequence[Row[Any]], *, whole: bool) -> int:
    """Return the most requests in an hour that begins with a refusal; refused ones alone where not the *whole* is shut.

    What robots.txt forbade was not sent.
    """
    refused = [one.at for one in fetches if one.outcome in REFUSALS | {Outcome.REFUSED}]
    counted: Iterable[datetime] = (
        [one.at for one in fetches if one.outcome != Outcome.ROBOTS] if whole else refused
    )
    moments = list(counted)
    return max((sum(at <= other < at + HOUR for other in moments) for at in refused), default=0)


def _fetches(engine: Engine, site: str) -> Sequence[Row[Any]]:
    wanted = select(fetch).join(run, run.c.id == fetch.c.run_id).where(run.c.site == site)
    with engine.connect() as connection:
        return connection.execute(wanted.order_by(fetch.c.id)).all()
