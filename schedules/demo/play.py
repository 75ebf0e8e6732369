"""Plays the city's days: moves the city, crawls all its sites, evening after evening."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Engine

from crawler.clock import SHANGHAI, fixed_clock
from crawler.crawl import crawl_sites
from crawler.files.sandbox import Sandbox
from crawler.files.step import read_files
from crawler.workspace import Workspace

EVENING = time(20)  # the day's publications are out by then


@dataclass(kw_only=True)
class Played:
    """What the crawls came to so far."""

    days: int = 0
    requests: int = 0
    new: int = 0
    versions: int = 0


def days_of(first: date, last: date) -> list[date]:
    """Return every day from *first* to *last*."""
    return [first + timedelta(days=one) for one in range((last - first).days + 1)]


async def play(
    workspace: Workspace,
    engine: Engine,
    move: Callable[[date], None],
    days: list[date],
    tell: Callable[[date, Played], None],
) -> Played:
    """Crawl every site on every day of *days* and read the files that came, as if each evening were now."""
    sites = workspace.sites()
    played = Played()
    with Sandbox() as sandbox:
        for day in days:
            move(day)
            moment = datetime.combine(day, EVENING, SHANGHAI).astimezone(UTC)
            clock = fixed_clock(moment)
            summary = await crawl_sites(workspace, sites, engine, clock)
            read_files(workspace.archive, engine, clock, sandbox)
            played.days += 1
            played.requests += summary.requests
            played.new += summary.new
            played.versions += summary.versions
            tell(day, played)
    return played
