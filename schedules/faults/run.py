"""Runs the faults: one crawl of a town a day, then one judgement; what differs from the sound bureau is a finding."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
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
from crawler.words import Outcome
from crawler.workspace import CrawlSettings, Workspace, open_workspace
from schedules.faults.shown import Shown, evening, look
from schedules.store import prepare

QUICK, PATIENT = 0.4, 30.0
"""Seconds that an answer may take: few where that is the point, so that what never ends is over soon."""


def run_faults(
    faults: Sequence[Fault],
    folder: Path,
    clock: Clock,
    *,
    long: bool = False,
) -> list[Shown]:
    """Crawl a site of each of *faults* in *folder*, sound at first, then with it; return what came of each."""
    town = build_town(faults)
    with serve_faulty(town.city, DAYS_BEFORE[0], town.laid(folder, clock, long=long)) as running:
        write_workspace(folder, running)
        workspace = open_workspace(folder)
        seconds = QUICK if all(one.outcome is Outcome.TIMEOUT for one in faults) else PATIENT
        behaviour = CrawlSettings(list_timeout=seconds, file_timeout=PATIENT)
        workspace = replace(workspace, settings=replace(workspace.settings, crawl=behaviour))
        engine = open_database(workspace.database_url)
        try:
            prepare(engine)
            failures = asyncio.run(_play(workspace, engine, running))
            return look(town, workspace, engine, evening(DAYS_WITH[-1]), failures)
        finally:
            engine.dispose()


async def _play(workspace: Workspace, engine: Engine, running: FaultyCity) -> dict[str, str]:
    """Crawl on every day; return what went wrong on our own side, by site."""
    failures: dict[str, str] = {}
    with Sandbox() as sandbox:
        for day in (*DAYS_BEFORE, *DAYS_WITH):
            await asyncio.to_thread(running.set_day, day)
            clock = fixed_clock(evening(day))
            summary = await crawl_sites(workspace, workspace.sites(), engine, clock)
            read_files(workspace.archive, engine, clock, sandbox)
            failures |= {one.site: one.failure for one in summary.sites.values() if one.failure}
    return failures
