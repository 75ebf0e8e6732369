"""The spider: visits all sites of a crawl side by side, and at each one step after the other."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler

from crawler import settings
from crawler.cms.registry import ADAPTERS
from crawler.errors import DatabaseUnavailable, DiskLow, GongkaiError, Interrupted
from crawler.fetched import Ask
from crawler.fetching import Fetcher
from crawler.manners.remembered import rules_of
from crawler.reach import Outage
from crawler.registry import Column, Site
from crawler.robots import Rules, origin, read_rules
from crawler.spiders.column import ColumnReader
from crawler.spiders.front import FrontPage
from crawler.spiders.kin import Kin
from crawler.spiders.notices import NoticeReader
from crawler.spiders.plan import Plan
from crawler.visit import Progress, Visit
from crawler.ways import Ways
from crawler.words import Ending, Purpose, RunState

SOFTWARE = "gongkai 0.1"


class DisclosureSpider(Spider):
    """Reads lists, looks at notices, fetches files. It follows nothing: what to do next is in the archive."""

    name = "disclosure"
    fetcher: Fetcher

    def __init__(self, plan: Plan, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.plan = plan
        self.failure: BaseException | None = None
        self.stopped = False
        self.outages: tuple[Outage, ...] = ()
        self.turns = asyncio.Semaphore(settings.SITES_AT_ONCE)
        self.kin = Kin(ADAPTERS, plan.sites, self.turns)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "DisclosureSpider":
        """Return the spider with its way to send requests."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        plan = spider.plan
        spider.fetcher = Fetcher(
            crawler,
            plan.writer,
            plan.clock,
            past=plan.promises.past,
            timeouts=(plan.behaviour.list_timeout, plan.behaviour.file_timeout),
            budget=plan.max_requests,
        )
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Visit every site; all requests are sent and awaited here, none is handed to the scheduler."""
        work = asyncio.ensure_future(self._visit_all())
        stop = asyncio.ensure_future(self.plan.stop.wait())
        try:
            await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
            self.stopped = not work.done()
        finally:
            stop.cancel()
            if not work.done():
                work.cancel()
            await asyncio.wait({work})
            if not work.cancelled():
                self.failure = work.exception()
        nothing: tuple[Request, ...] = ()
        for one in nothing:
            yield one

    async def keep_promises(self, site: Site, url: str) -> None:
        """Raise Withheld where *url* may not be asked for now."""
        await self.plan.promises.keep(site, url)

    async def robots_for(self, request: Request, known: Rules | None) -> Rules:
        """Return the rules for the origin of *request*, read anew once a day, by whichever process."""
        url = f"{origin(request.url)}/robots.txt"
        if known is None:
            known = rules_of(self.plan.archive, self.plan.promises.robots, url)
        if known is None or not known.fresh(self.plan.clock()):
            visit: Visit = request.meta["visit"]
            ask = Ask(purpose=Purpose.ROBOTS, url=url)
            fetched = await self.fetcher.get(visit, ask)
            await self.fetcher.record(visit, fetched)
            body = fetched.answer.body if fetched.answer else b""
            known = read_rules(fetched.outcome, body, self.plan.clock())
        await self.fetcher.keep_pace(request.url, known.delay)
        return known

    async def _visit_all(self) -> None:
        async def in_turn(site: Site) -> None:
            async with self.turns:
                try:
                    await self._visit(site)
                finally:
                    self.kin.say(site)

        async with asyncio.TaskGroup() as group:
            for site in self.plan.sites.values():
                group.create_task(in_turn(site))
        self.outages = self.fetcher.reach.outages()
        if self.outages:
            await self.plan.writer.submit(lambda facts, _: facts.record_outages(self.outages))
        for one in self.plan.progress.values():
            one.self_outage = any(one.run in outage.runs for outage in self.outages)

    async def _visit(self, site: Site) -> None:
        """Make one run of *site*; what is not done when it is stopped is there to be done in the next."""
        plan, progress = self.plan, self.plan.progress[site.id]
        submit = plan.writer.submit
        why = await plan.promises.refusal(site, site.base) or plan.promises.away(site, plan.due_columns(site))
        if why:
            progress.withheld, progress.state = why, RunState.INTERRUPTED
            progress.doing = progress.state
            self._tell(progress)
            return
        _, run, known = await submit(
            lambda facts, _: (
                facts.close_interrupted(site.id),
                facts.start_run(site, SOFTWARE, plan.behaviour.vantage),
                facts.ways(site.id),
            )
        )
        ways = Ways(used={one.asked: one.used for one in known}, strict=site.tls == "strict")
        visit = Visit(
            site=site,
            run=run,
            agent=plan.agent,
            progress=progress,
            vantage=plan.behaviour.vantage,
            ways=ways,
            browser=plan.browser,
        )
        progress.run, progress.state = run, RunState.INTERRUPTED
        try:
            await self._steps(visit)
            progress.state = RunState.FINISHED
        except* Interrupted as spent:
            progress.withheld = _said(spent).partition(": ")[2]
            self.logger.info("%s: %s", site.id, progress.withheld)
        except* (DiskLow, DatabaseUnavailable):
            raise
        except* Exception as group:
            # the one place where everything is caught: a site that brings us down must not bring down the others
            progress.failure = _said(group)
            self.logger.exception("%s: given up", site.id)
        finally:
            progress.doing = progress.state
            self._tell(progress)
            with contextlib.suppress(GongkaiError):
                await submit(lambda facts, _: facts.finish_run(run, progress.state, plan.clock.known))

    async def _steps(self, visit: Visit) -> None:
        behaviour = self.plan.behaviour

        def told() -> None:
            self._tell(visit.progress)

        window = timedelta(days=behaviour.back_window_days)
        front = FrontPage(self.fetcher, visit, asks=not self.plan.lists_only)
        reader = ColumnReader(self.fetcher, visit, window=window, kin=self.kin, front=front, told=told)
        vanished = []
        for column, whole in self.plan.promises.present(visit.site, self.plan.due_columns(visit.site)):
            visit.progress.doing = column.name
            vanished += await reader.read(column, glance=not whole)
        if self.plan.lists_only or visit.progress.unread:
            return  # a site that shows none of its lists would not show its notices either
        notices = NoticeReader(self.fetcher, visit, front=front, told=told)
        await notices.look(vanished, behaviour.recheck_days, behaviour.recheck_file_days)
        failed = [one for one in visit.site.column if self._passing(visit, one)]
        if failed or notices.failed:
            await self._once_more(visit, failed, reader, notices)

    async def _once_more(
        self, visit: Visit, failed: list[Column], reader: ColumnReader, notices: NoticeReader
    ) -> None:
        """Try what failed for a moment once more, one attempt each, after a pause that the gap of the site sets."""
        visit.progress.doing = "waiting"
        await asyncio.sleep(visit.site.gap * settings.SECOND_PASS)
        reader.visit = notices.visit = replace(visit, attempts=1)
        vanished = []
        for column in failed:
            visit.progress.doing = column.name
            vanished += await reader.read(column)
        await notices.look(vanished, ())

    def _passing(self, visit: Visit, column: Column) -> bool:
        """Whether a column could not be read for a reason that may be gone a little later in this run."""
        ended = visit.progress.readings.get(column.id)
        if ended is None or not ended.passing or ended.ending is not Ending.UNREACHABLE:
            return False
        return not self.fetcher.mute(visit, visit.site.address(column))

    def _tell(self, progress: Progress) -> None:
        if self.plan.on_progress:
            self.plan.on_progress(progress)


def _said(group: BaseExceptionGroup[Exception]) -> str:
    """Return the first error of *group* in words."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__}: {error}"
