"""Crawls the practice hosts on both days and holds what was collected against what they served."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from sqlalchemy import Engine, Row, func, select

from crawler.crawl import crawl_sites
from crawler.practice.hosts.build import DAY_ONE, DAY_TWO, kinds
from crawler.practice.hosts.measured import Measured
from crawler.practice.model import Bureau, City, Notice
from crawler.practice.render import notice_path
from crawler.practice.server import RunningCity, serve_city
from crawler.practice.workspace import write_workspace
from crawler.records import VersionRecord
from crawler.store.addresses import url_key
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.store.tables import fetch, run, sighting
from crawler.visit import CrawlSummary
from crawler.words import Outcome, Purpose
from crawler.workspace import open_workspace

NOON = time(4, tzinfo=UTC)  # in Asia/Shanghai
LATER = timedelta(hours=1)  # on the second day, so that whatever was seen on the first is a day old
TICK = timedelta(milliseconds=1)


class Ticking:
    """A clock of which no two readings are the same, so that a row can be told by its request's moment."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the time, and let some pass."""
        self.now += TICK
        return self.now


def measure(city: City, folder: Path) -> tuple[Measured, ...]:
    """Crawl every host of *city* on both days, in a workspace in *folder*; return what came of each."""
    with serve_city(city, DAY_ONE) as running:
        write_workspace(folder, running)
        workspace = open_workspace(folder)
        engine = open_database(workspace.database_url)
        try:
            prepare_facts(engine)
            clock = Ticking(datetime.combine(DAY_ONE, NOON))
            first = asyncio.run(crawl_sites(workspace, workspace.sites(), engine, clock))
            between = clock()
            running.set_day(DAY_TWO)
            clock.now = datetime.combine(DAY_TWO, NOON) + LATER
            asyncio.run(crawl_sites(workspace, workspace.sites(), engine, clock))
            return tuple(_Host(one, running, engine, between).measured(first) for one in city.bureaus)
        finally:
            engine.dispose()


class _Host:
    """One host, what it serves, and what the store holds of it."""

    def __init__(self, bureau: Bureau, running: RunningCity, engine: Engine, between: datetime) -> None:
        self.bureau = bureau
        self.base = f"{running.sites[bureau.site]}/"
        self.engine = engine
        self.between = between
        self.reader = FactReader(engine)
        self.wrong: list[str] = []

    def measured(self, first: CrawlSummary) -> Measured:
        """Return what was collected, with everything that differs."""
        progress = first.sites[self.bureau.site]
        home = self.bureau.columns[0].id
        adapter = progress.detected[home].adapter if home in progress.detected else ""
        wanted = kinds()[self.bureau.id].adapter
        if adapter != wanted:
            self.wrong.append(f"adapter {adapter!r}, not {wanted!r}")
        expected, found = self._served(), self._found()
        self.wrong += [f"not found: {one}" for one in sorted(expected - found, key=str)[:3]]
        self.wrong += [f"not served: {one}" for one in sorted(found - expected, key=str)[:3]]
        self._texts()
        self._files()
        self._endings()
        past = self._past_the_end()
        if past > 1:
            self.wrong.append(f"{past} requests past the last page")
        counts = self._second_day()
        return Measured(
            name=self.bureau.id,
            adapter=adapter,
            expected=len(expected),
            found=len(found),
            right=len(expected & found),
            first_day=counts[0],
            second_day=counts[1],
            past_the_end=past,
            wrong=tuple(self.wrong),
        )

    def _address(self, notice: Notice) -> str:
        column = self.bureau.column(notice.columns[0])
        return urljoin(self.base, notice_path(self.bureau, column, notice))

    def _served(self) -> set[tuple[object, ...]]:
        """Return every row that stood in a list on one of the days."""
        return {
            (
                column.id,
                one.title,
                one.claimed if one.row_date else None,
                url_key(urljoin(self.base, notice_path(self.bureau, column, one))),
            )
            for one in self.bureau.notices
            for column in self.bureau.columns
            if column.id in one.columns
        }

    def _found(self) -> set[tuple[object, ...]]:
        rows = self.reader.sightings(self.bureau.site)
        return {(one.column, one.title, one.claimed, url_key(one.url)) for one in rows}

    def _texts(self) -> None:
        """Hold title, date and number of versions of every page against what was served."""
        notices = {url_key(one.url): one.id for one in self.reader.notices(self.bureau.site)}
        versions = self.reader.versions(self.bureau.site)
        looks = {one.notice: one.outcome for one in self.reader.looks(self.bureau.site)}
        for one in self.bureau.notices:
            if one.external:
                continue
            identity = notices.get(url_key(self._address(one)), 0)
            if one.outcome and looks.get(identity) != one.outcome:
                self.wrong.append(f"{looks.get(identity)}, not {one.outcome}: {one.title!r}")
            mine = [found for found in versions if found.notice == identity]
            if len(mine) != (0 if one.outcome else 1 + len(one.edits)):
                self.wrong.append(f"{len(mine)} versions of {one.title!r}")
            for found in mine:
                self._read_right(one, found)

    def _read_right(self, notice: Notice, found: VersionRecord) -> None:
        """Hold what was read from a page against its *notice*."""
        said = repr(notice.title)
        if (found.title, found.published) != (notice.title, notice.published):
            self.wrong.append(f"read as {found.title!r} of {found.published}: {said}")
        names = {file.name for file in found.attachments}
        if names != {file.label for file in notice.attachments}:
            self.wrong.append(f"files {sorted(names)} of {said}")
        if found.partial or not notice.stands_in(found.body):
            self.wrong.append(f"text of {said}")
        if found.index_number != notice.index_number:
            self.wrong.append(f"index number {found.index_number!r} of {said}")

    def _files(self) -> None:
        """Hold the digest of every file against that of what was served."""
        wanted = {
            url_key(urljoin(self.base, file.path)): file.sha256
            for one in self.bureau.notices
            for file in one.attachments
            if file.there
        }
        had = {
            url_key(one.url): one.payload_sha256
            for one in self._fetches()
            if one.outcome == Outcome.OK and url_key(one.url) in wanted
        }
        self.wrong += [f"file differs or is missing: {url}" for url in wanted if had.get(url) != wanted[url]]

    def _endings(self) -> None:
        """Hold the end of every reading against how it must end."""
        wanted = {one.id: one.ending for one in self.bureau.columns}
        for one in self.reader.readings(self.bureau.site):
            if one.ending != wanted[one.column] and (wanted[one.column] or not one.complete):
                self.wrong.append(f"{one.column} ended as {one.ending}: {one.detail}")

    def _past_the_end(self) -> int:
        """Return the most requests for a list, on the first day, after the one that brought its last row."""
        latest = (
            select(sighting.c.column, func.max(sighting.c.seen_at).label("at"))
            .where(sighting.c.site == self.bureau.site, sighting.c.seen_at < self.between)
            .group_by(sighting.c.column)
        )
        with self.engine.connect() as connection:
            ends = {one.column: one.at for one in connection.execute(latest)}
        asked = [one for one in self._fetches() if one.purpose == Purpose.LIST and one.at < self.between]
        return max(
            (sum(one.column == column and one.at > at for one in asked) for column, at in ends.items()),
            default=0,
        )

    def _second_day(self) -> tuple[int, int]:
        """Return the requests of either day; on the second, only what is new, changed or gone may be looked at."""
        known = {url_key(one.url): one.id for one in self.reader.notices(self.bureau.site)}
        free = {known.get(url_key(self._address(one))) for one in self.bureau.notices if self._moves(one)}
        files = {
            url_key(urljoin(self.base, file.path))
            for one in self.bureau.notices
            for file in one.attachments
            if one.appears == DAY_TWO or not file.there
        }
        asked = self._fetches()
        second = [one for one in asked if one.at >= self.between]
        for one in second:
            if one.purpose == Purpose.NOTICE and one.notice_id not in free:
                self.wrong.append(f"looked at again: {one.url}")
            if one.purpose == Purpose.ATTACHMENT and url_key(one.url) not in files:
                self.wrong.append(f"fetched again: {one.url}")
        return len(asked) - len(second), len(second)

    def _moves(self, notice: Notice) -> bool:
        """Whether a second look at *notice* is due; a row that leads to nowhere is tried again every day."""
        away = notice.external.startswith("http")
        return bool(notice.edits or notice.gone or notice.outcome or away or notice.appears == DAY_TWO)

    def _fetches(self) -> Sequence[Row[Any]]:
        mine = run.c.site == self.bureau.site
        wanted = select(fetch).join(run, run.c.id == fetch.c.run_id).where(mine).order_by(fetch.c.id)
        with self.engine.connect() as connection:
            return connection.execute(wanted).all()
