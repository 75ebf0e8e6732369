"""Tries a list out: the whole way of a crawl for one page of it, in a store that is thrown away afterwards."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.archive.reader import read_answer
from crawler.browser.need import need
from crawler.browser.program import absence
from crawler.clock import Clock, local_day
from crawler.crawl import crawl_sites
from crawler.extract.decode import decode
from crawler.outcomes import SHELL
from crawler.records import SightingRecord
from crawler.registry import Site
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.visit import Progress
from crawler.words import Outcome
from crawler.workspace import ArchiveSettings, CrawlSettings, Settings, Workspace

_RESERVE_MB = 16
_LEFT_ALONE = "left alone after it refused"
"""What a reading says whose host was not asked any more."""


@dataclass(frozen=True, kw_only=True)
class TriedPage:
    """One page that came, as it came."""

    asked: str
    url: str
    """Where it came from in the end."""
    content_type: str
    day: date
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What the first pages of a site's columns showed."""

    progress: Progress
    rows: tuple[SightingRecord, ...]
    pages: dict[str, tuple[TriedPage, ...]] = field(default_factory=dict)
    """Column → the good answers on the way to its first rows."""
    needs: dict[str, str] = field(default_factory=dict)
    """Column → why it seems that only a browser can show its rows."""
    drawn: frozenset[str] = frozenset()
    """Those of them whose rows a browser did show."""
    absence: str = ""
    """Why no browser was asked, where one was needed."""


def try_out(
    site: Site,
    behaviour: CrawlSettings,
    clock: Clock,
    *,
    draw: bool = True,
    pause: Callable[[float], None] = time.sleep,
) -> Trial:
    """Read the first page of every column of *site*, by the adapters that the pages themselves suggest.

    A column without rows that scripts seem to draw is looked at a second time with the browser, where one is here
    and *draw* allows it.
    """
    columns = tuple(replace(one, adapter="", max_pages=1, min_rows=0) for one in site.column)
    tried = replace(site, adapter="", column=columns)
    plain, shown = _tried(tried, behaviour, clock)
    needs = _needs(tried, plain, shown)
    why = absence(behaviour.browser) if needs and draw else ""
    if not needs or not draw or why:
        return replace(plain, needs=needs, absence=why)
    pause(site.gap)
    again = tuple(replace(one, render=True) for one in columns if one.id in needs)
    return _together(plain, _tried(replace(tried, column=again), behaviour, clock)[0], needs)


def _needs(site: Site, plain: Trial, shown: dict[str, str]) -> dict[str, str]:
    """Return the columns that seem to need a browser; a host of shells left some of its others unasked."""
    readings, detected = plain.progress.readings, plain.progress.detected
    found = {}
    for one in site.column:
        if one.id in readings and not one.render:
            adapter = detected[one.id].adapter if one.id in detected else ""
            if why := need(shown.get(one.id, ""), readings[one.id], adapter):
                found[one.id] = why
    if any(SHELL in readings[one].detail for one in found):
        left = [one for one, ended in readings.items() if _LEFT_ALONE in ended.detail]
        found |= dict.fromkeys(left, "not asked: its host shows nothing without scripts")
    return found


def _together(plain: Trial, drawn: Trial, needs: dict[str, str]) -> Trial:
    """Return what was shown with the browser where that was more than without."""
    better = {one.column for one in drawn.rows}
    progress = plain.progress
    for one in better:
        progress.readings[one] = drawn.progress.readings[one]
        progress.detected |= {key: found for key, found in drawn.progress.detected.items() if key == one}
    pages = plain.pages | {one: found for one, found in drawn.pages.items() if found}
    rows = (*plain.rows, *drawn.rows)
    return replace(plain, rows=rows, pages=pages, needs=needs, drawn=frozenset(better))


def _tried(site: Site, behaviour: CrawlSettings, clock: Clock) -> tuple[Trial, dict[str, str]]:
    """Crawl the lists of *site* in a store of its own; return what they showed, and the text of each last page."""
    with TemporaryDirectory(prefix="gongkai-") as folder:
        root = Path(folder)
        settings = Settings(archive=ArchiveSettings(reserve_mb=_RESERVE_MB), crawl=behaviour)
        workspace = Workspace(root=root, settings=settings, database_url=f"sqlite:///{root / 'trial.db'}")
        engine = open_database(workspace.database_url)
        try:
            prepare_facts(engine)
            summary = asyncio.run(crawl_sites(workspace, [site], engine, clock, lists_only=True))
            reader = FactReader(engine)
            rows = reader.sightings(site.id)
            pages = _pages(reader, workspace.archive, site.id)
            shown = _shown(reader, workspace.archive, site.id)
        finally:
            engine.dispose()
    return Trial(progress=summary.sites[site.id], rows=tuple(rows), pages=pages), shown


def _shown(reader: FactReader, archive: Path, site: str) -> dict[str, str]:
    """Return the text of the last page that came for each column, good or not."""
    found: dict[str, str] = {}
    for reading in reader.readings(site):
        for one in reader.pages(reading.id):
            if one.segment:
                answer = read_answer(archive, one)
                found[reading.column] = decode(answer.body, answer.content_type)
    return found


def _pages(reader: FactReader, archive: Path, site: str) -> dict[str, tuple[TriedPage, ...]]:
    """Return what came for each column."""
    found: dict[str, tuple[TriedPage, ...]] = {}
    for reading in reader.readings(site):
        came = [one for one in reader.pages(reading.id) if one.segment and one.outcome is Outcome.OK]
        answers = [(one, read_answer(archive, one)) for one in came]
        found[reading.column] = tuple(
            TriedPage(
                asked=one.url,
                url=answer.url,
                content_type=answer.content_type,
                day=local_day(one.at),
                body=answer.body,
            )
            for one, answer in answers
        )
    return found
