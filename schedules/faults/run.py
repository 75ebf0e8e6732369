"""Runs the faults: one crawl of a town a day, then one judgement; what differs from the sound bureau is a finding."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from crawler.clock import Clock, fixed_clock
from crawler.crawl import crawl_sites
from crawler.files.sandbox import Sandbox
from crawler.files.step import read_files
from crawler.practice.faults.model import Fault
from crawler.practice.faults.server import FaultyCity, serve_faulty
from crawler.practice.faults.town import DAYS_BEFORE, DAYS_WITH, build_town
from crawler.practice.workspace import write_workspace
from crawler.store.database import open_database
from crawler.workspace import CrawlSettings, Workspace, open_workspace
from schedules.faults.shown import Shown, evening, look
from schedules.store import prepare

QUICK = CrawlSettings(list_timeout=1.0, file_timeout=30.0)
"""How long an answer may take here, so that what never ends is over soon."""


def run_faults(
    faults: Sequence[Fault],
    folder: Path,
    clock: Clock,
    tell: Callable[[date], None] = lambda _: None,
    *,
    long: bool = False,
) -> list[Shown]:
    """Crawl a site of each of *faults* in *folder*, sound at first, then with it; return what came of each."""
    town = build_town(faults)
    with serve_faulty(town.city, DAYS_BEFORE[0], town.laid(folder, clock, long=long)) as running:
        write_workspace(folder, running)
        workspace = open_workspace(folder)
        workspace = replace(workspace, settings=replace(workspace.settings, crawl=QUICK))
        engine = open_database(workspace.database_url)
        try:
            prepare(engine)
            failures = asyncio.run(_play(workspace, engine, running, tell))
            return look(town, workspace, engine, evening(DAYS_WITH[-1]), failures)
        finally:
            engine.dispose()


async def _play(
    workspace: Workspace, engine: Engine, running: FaultyCity, tell: Callable[[date], None]
) -> dict[str, str]:
    """Crawl on every day; return what went wrong on our own side, by site."""
    failures: dict[str, str] = {}
    with Sandbox() as sandbox:
        for day in (*DAYS_BEFORE, *DAYS_WITH):
            tell(day)
            await asyncio.to_thread(running.set_day, day)
            clock = fixed_clock(evening(day))
            summary = await crawl_sites(workspace, workspace.sites(), engine, clock)
            read_files(workspace.archive, engine, clock, sandbox)
            failures |= {one.site: one.failure for one in summary.sites.values() if one.failure}
    return failures
