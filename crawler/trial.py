"""Tries a list out: the whole way of a crawl for one page of it, in a store that is thrown away afterwards."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.clock import Clock
from crawler.crawl import crawl_sites
from crawler.records import SightingRecord
from crawler.registry import Site
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.visit import Progress
from crawler.workspace import ArchiveSettings, CrawlSettings, Settings, Workspace

_RESERVE_MB = 16


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What the first pages of a site's columns showed."""

    progress: Progress
    rows: tuple[SightingRecord, ...]


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
            rows = FactReader(engine).sightings(site.id)
        finally:
            engine.dispose()
    return Trial(progress=summary.sites[site.id], rows=tuple(rows))
