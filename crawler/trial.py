"""Tries a list out: the whole way of a crawl for one page of it, in a store that is thrown away afterwards."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.archive.reader import read_answer
from crawler.clock import Clock, local_day
from crawler.crawl import crawl_sites
from crawler.records import SightingRecord
from crawler.registry import Site
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.visit import Progress
from crawler.words import Outcome
from crawler.workspace import ArchiveSettings, CrawlSettings, Settings, Workspace

_RESERVE_MB = 16


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


def try_out(site: Site, behaviour: CrawlSettings, clock: Clock) -> Trial:
    """Read the first page of every column of *site*, by the adapters that the pages themselves suggest."""
    columns = tuple(replace(one, adapter="", max_pages=1, min_rows=0) for one in site.column)
    tried = replace(site, adapter="", column=columns)
    with TemporaryDirectory(prefix="gongkai-") as folder:
        root = Path(folder)
        settings = Settings(archive=ArchiveSettings(reserve_mb=_RESERVE_MB), crawl=behaviour)
        workspace = Workspace(root=root, settings=settings, database_url=f"sqlite:///{root / 'trial.db'}")
        engine = open_database(workspace.database_url)
        try:
            prepare_facts(engine)
            summary = asyncio.run(crawl_sites(workspace, [tried], engine, clock, lists_only=True))
            reader = FactReader(engine)
            rows = reader.sightings(site.id)
            pages = _pages(reader, workspace.archive, site.id)
        finally:
            engine.dispose()
    return Trial(progress=summary.sites[site.id], rows=tuple(rows), pages=pages)


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
