"""Crawls sites: takes their locks, puts the store in order, runs the spider once, and sums up."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from sqlalchemy import Engine

from crawler import settings
from crawler.archive.adoption import OnAdopted, say_nothing
from crawler.archive.proof.keys import load_signer
from crawler.archive.writer import ArchiveWriter
from crawler.browser.browser import Browser
from crawler.clock import Clock
from crawler.collecting import fewer_collections
from crawler.errors import LockHeld
from crawler.group import GroupWriter
from crawler.locks import allow_open_files, site_lock
from crawler.logbook.keep import keep_logs
from crawler.manners.past import recall_hosts
from crawler.manners.promises import Promises
from crawler.manners.remembered import recall_robots
from crawler.ourclock import OurClock
from crawler.registry import Site
from crawler.spiders.disclosure import DisclosureSpider
from crawler.spiders.plan import Plan
from crawler.store.writer import FactWriter
from crawler.transport.handler import SOURCE
from crawler.visit import CrawlSummary, OnProgress, Progress
from crawler.workspace import Workspace


async def crawl_sites(
    workspace: Workspace,
    sites: Mapping[str, Site] | Iterable[Site],
    engine: Engine,
    clock: Clock,
    on_progress: OnProgress | None = None,
    *,
    max_requests: int = -1,
    stop: asyncio.Event | None = None,
    due: Mapping[str, Mapping[str, bool]] | None = None,
    lists_only: bool = False,
    archiving: type[ArchiveWriter] = ArchiveWriter,
    on_adopted: OnAdopted = say_nothing,
) -> CrawlSummary:
    """Crawl *sites* once; may be called again and again in one process.

    A site that another process is at is left out and named in the summary. Setting *stop* ends the crawl cleanly
    before its end; *due* (site → column → whether whole) leaves out what is not due, *lists_only* the notices.
    Answers are kept by *archiving*, which only a benchmark gives. *on_adopted* hears of every segment of a release
    before the chain, which is taken into it first: that reads the whole archive, once.
    Raises DiskLow or DatabaseUnavailable when what was seen can no longer be stored.
    """
    allow_open_files()
    planned = partial(
        Plan,
        on_progress=on_progress,
        stop=stop or asyncio.Event(),
        max_requests=max_requests,
        due=due,
        lists_only=lists_only,
    )
    with fewer_collections(), contextlib.ExitStack() as locks:
        taken, locked = _taken(workspace, sites.values() if isinstance(sites, Mapping) else sites, locks)
        ours = OurClock(clock)
        archive = archiving(
            workspace.archive,
            engine,
            ours,
            workspace.settings.archive.reserve_mb,
            signer=load_signer(workspace.signing_key),
            closing=lambda: _closing(workspace, ours),
        )
        writer = GroupWriter(FactWriter(engine, ours), archive)
        summary = await _crawl(workspace, taken, writer, ours, planned, on_adopted)
    return replace(summary, locked=tuple(locked))


async def _crawl(
    workspace: Workspace,
    sites: Mapping[str, Site],
    writer: GroupWriter,
    clock: OurClock,
    planned: Callable[..., Plan],
    on_adopted: OnAdopted,
) -> CrawlSummary:
    """Crawl *sites*, whose locks are ours, as *planned*; keep what the crawl says of itself."""
    progress = {one: Progress(site=one) for one in sites}
    browser = Browser(workspace.settings.crawl.browser, workspace.settings.crawl.draw_timeout)
    try:
        await writer.run(lambda: writer.archive.recover(on_adopted))
        clock.begins_after(await writer.submit(lambda facts, _: facts.newest_moment()))
        plan = planned(
            sites=sites,
            progress=progress,
            behaviour=workspace.settings.crawl,
            agent=workspace.agent,
            writer=writer,
            archive=workspace.archive,
            promises=await _promises(workspace, writer, clock),
            clock=clock,
            browser=browser,
        )
        stopped = await _run(plan) if sites else False
        runs = [one.run for one in progress.values() if one.run]
        await writer.submit(lambda facts, _: facts.record_clock(runs, clock.known))
        told = {one.run: _told(one) for one in progress.values() if one.run}
        await writer.run(lambda: keep_logs(writer.facts, writer.archive, sites, told))
    finally:
        await browser.close()
        await writer.close()
    return CrawlSummary(sites=progress, stopped=stopped, clock=clock.known)


def _closing(workspace: Workspace, clock: OurClock) -> dict[str, str]:
    """Return what a segment says at its end of the crawl that wrote it."""
    known = clock.known
    told = {
        "user-agent": workspace.agent,
        "vantage": workspace.settings.crawl.vantage,
        "clock-offset-seconds": _seconds(known.offset, "too few servers told"),
        "clock-behind-seconds": _seconds(known.behind, "0"),
    }
    return {name: value for name, value in told.items() if value}


def _seconds(span: timedelta | None, otherwise: str) -> str:
    return otherwise if span is None else f"{span.total_seconds():.3f}"


async def _promises(workspace: Workspace, writer: GroupWriter, clock: Clock) -> Promises:
    """Return what we owe the hosts, as the stored fetches remember it."""
    vantage = workspace.settings.crawl.vantage
    past, halted, robots = await writer.submit(
        lambda facts, _: (recall_hosts(facts, vantage), facts.halted(), recall_robots(facts))
    )
    daily = workspace.settings.crawl.daily_requests
    return Promises(writer, clock, past=past, halted=halted, daily=daily, robots=robots)


def _taken(
    workspace: Workspace, sites: Iterable[Site], locks: contextlib.ExitStack
) -> tuple[dict[str, Site], list[str]]:
    """Return the sites whose lock is ours now, and the ids of those that another process is at."""
    taken: dict[str, Site] = {}
    locked: list[str] = []
    for site in sites:
        try:
            locks.enter_context(site_lock(workspace.locks, site.id))
        except LockHeld:
            locked.append(site.id)
        else:
            taken[site.id] = site
    return taken, locked


async def _run(plan: Plan) -> bool:
    """Run the spider to its end; return whether it was stopped before."""
    own = settings.overrides(plan.behaviour.concurrency, plan.agent, _gaps(plan.sites.values()))
    runner = AsyncCrawlerRunner(Settings({**own, SOURCE: plan.behaviour.source_address}))
    crawler = runner.create_crawler(DisclosureSpider)
    await runner.crawl(crawler, plan=plan)
    spider = crawler.spider
    if not isinstance(spider, DisclosureSpider):
        raise TypeError(f"the spider never began: {spider!r}")
    if spider.failure is not None:
        raise _first(spider.failure)
    return spider.stopped


def _told(progress: Progress) -> dict[str, str]:
    """Return what the columns of a visit were told to be from their first pages."""
    return {column: one.adapter for column, one in progress.detected.items()}


def _gaps(sites: Iterable[Site]) -> dict[str, float]:
    """Return the pause of every host; where sites share one, the longest."""
    found: dict[str, float] = {}
    for site in sites:
        for host in site.hosts:
            found[host] = max(site.gap, found.get(host, 0.0))
    return found


def _first(error: BaseException) -> BaseException:
    """Return the error that a group of errors began with."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
