"""Crawls the mutating sites through the real crawler, one look a day, by a clock that goes on while it crawls."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from crawler.crawl import crawl_sites
from crawler.practice.model import City
from crawler.practice.mutating.deeds import Play
from crawler.practice.mutating.site import MutatingCity, serve_mutating
from crawler.practice.workspace import write_workspace
from crawler.store.database import open_database
from crawler.workspace import CrawlSettings, Workspace, open_workspace
from schedules.store import prepare

STEP = timedelta(
    milliseconds=400
)  # that go by at every reading of the clock; a crawl takes some minutes of the play
DAILY = tuple(range(1, 366))
WINDOW = 120  # days: so deep that rows inserted with old dates are met


class GoingClock:
    """Goes on a little whenever it is read; may be looked at without that."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the time, and let some pass."""
        self.now += STEP
        return self.now

    def peek(self) -> datetime:
        """Return the time."""
        return self.now


def crawl_play(
    play: Play, city: City, folder: Path, *, usual: bool = False
) -> tuple[Workspace, Engine, MutatingCity]:
    """Crawl at every look of *play*, in a workspace in *folder*; return it, its database, and the sites as they were left.

    Every notice is looked at again on every day, or by the *usual* plan of the settings.
    """
    clock = GoingClock(play.looks[0])
    with serve_mutating(city, play, clock.peek) as running:
        write_workspace(folder, running)
        workspace = _watching(open_workspace(folder), usual=usual)
        engine = open_database(workspace.database_url)
        prepare(engine)
        asyncio.run(_looks(play, workspace, engine, clock))
        return workspace, engine, running


def _watching(workspace: Workspace, *, usual: bool) -> Workspace:
    crawl = CrawlSettings(back_window_days=WINDOW)
    if not usual:
        crawl = replace(crawl, recheck_days=DAILY, recheck_file_days=DAILY)
    return replace(workspace, settings=replace(workspace.settings, crawl=crawl))


async def _looks(play: Play, workspace: Workspace, engine: Engine, clock: GoingClock) -> None:
    for look in play.looks:
        clock.now = max(clock.now, look)
        await crawl_sites(workspace, workspace.sites(), engine, clock)
