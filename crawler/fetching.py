"""Sends the requests of a crawl: one attempt after the other where that is allowed, each with its outcome."""

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler import settings
from crawler.errors import FetchFailed, Interrupted, Withheld
from crawler.fetched import LATER, Ask, Fetched, facts_of, fetched_from
from crawler.group import GroupWriter
from crawler.manners.past import HostPast, host_of
from crawler.ourclock import OurClock
from crawler.outcomes import Judged
from crawler.pace import Host
from crawler.reach import Reach, is_closed
from crawler.transport.coding import ACCEPTED
from crawler.transport.downloader import AwaitingDownloader
from crawler.transport.guard import unusable
from crawler.transport.handler import TOOK
from crawler.visit import Visit
from crawler.words import Outcome, Purpose

_RETRIED = frozenset({Outcome.TIMEOUT, Outcome.SERVER_ERROR})


class Fetcher:
    """Sends requests through Scrapy's slots; knows which hosts are to be left alone."""

    def __init__(
        self,
        crawler: Crawler,
        writer: GroupWriter,
        clock: OurClock,
        *,
        past: Mapping[str, HostPast],
        timeouts: tuple[float, float],
        budget: int,
    ) -> None:
        self.crawler = crawler
        self.writer = writer
        self.clock = clock
        self.page_timeout, self.file_timeout = timeouts
        self.budget = budget
        self.past = past
        self.hosts: dict[str, Host] = {}
        self.reach = Reach()
        self._paced: set[str] = set()
        """Hosts whose pace, as robots.txt asks for it, was taken up from earlier runs."""

    async def get(self, visit: Visit, ask: Ask) -> Fetched:
        """Return what came of *ask* at last; attempts that failed before it are recorded here."""
        if why := unusable(ask.url):
            judged = Judged(outcome=Outcome.FORBIDDEN_ADDRESS, detail=why)
            return Fetched(judged=judged, facts=facts_of(ask, self.clock(), judged))
        if ask.purpose is not Purpose.ROBOTS:
            ask = replace(ask, url=visit.ways.turned(ask.url))
        host = self._host(visit, ask.url)
        for attempt in range(visit.attempts):
            fetched = await self._in_turn(host, visit, ask)
            if not fetched.sent:
                return fetched
            wait = self._pause(visit, fetched, attempt)
            if wait is None or attempt + 1 == visit.attempts:
                break
            await self.record(visit, fetched)
            await asyncio.sleep(wait.total_seconds())
        return fetched

    @property
    def _downloader(self) -> AwaitingDownloader:
        found = self.crawler.engine.downloader if self.crawler.engine else None
        if not isinstance(found, AwaitingDownloader):
            raise TypeError(f"not the downloader of our settings: {found!r}")
        return found

    def mute(self, visit: Visit, url: str) -> bool:
        """Whether the host of *url* was silent so often that it is asked for nothing more in this run."""
        host = self.hosts.get(host_of(visit.ways.turned(url)))
        return host is not None and (host.mute or host.shut)

    def _host(self, visit: Visit, url: str) -> Host:
        """Return the host of *url*, with what earlier runs have left of it."""
        name = host_of(url)
        if name not in self.hosts:
            self.hosts[name] = Host()
            self.hosts[name].remember(
                self.past.get(name, HostPast()), self.clock(), timedelta(seconds=visit.site.gap)
            )
        return self.hosts[name]

    async def _in_turn(self, host: Host, visit: Visit, ask: Ask) -> Fetched:
        """Send *ask* when nobody else is at the host and it rests no longer, unless it is to be left alone.

        robots.txt is asked for inside the turn of the request that needs it.
        """
        async with contextlib.nullcontext() if ask.purpose is Purpose.ROBOTS else host.turn:
            await host.rest()
            if dismissed := host.dismissal(self.clock()):
                return self._unsent(ask, dismissed.detail, dismissed.outcome)
            fetched = await self._once(visit, ask)
            host.waited(ask.url, fetched.judged)
            if not ask.tentative:
                host.note(ask.purpose, fetched.outcome, fetched.retry_after)
            return fetched

    async def record(self, visit: Visit, fetched: Fetched) -> int:
        """Record a request that led to no rows and no text; return its id, 0 where none was sent."""
        if not fetched.sent:
            return 0
        facts = fetched.facts
        return await self.writer.submit(
            lambda store, placed: store.record_fetch(visit.run, replace(facts, placed=placed)),
            fetched.exchange,
        )

    async def keep_pace(self, url: str, delay: float) -> None:
        """Leave at least *delay* seconds between the requests to the host of *url*, those of earlier runs among them."""
        name = host_of(url)
        self._downloader.keep_delay(name, delay)
        last = self.past.get(name, HostPast()).last
        if name in self._paced or last is None:
            return
        self._paced.add(name)
        left = delay - (self.clock() - last).total_seconds()
        if 0 < left <= delay:
            await asyncio.sleep(left)

    def _pause(self, visit: Visit, fetched: Fetched, attempt: int) -> timedelta | None:
        """Return how long to wait before another attempt, or None where there shall be none."""
        after = fetched.retry_after
        if after is not None and fetched.facts.status in LATER:
            return timedelta(0) if after <= settings.LONGEST_REST else None
        if fetched.outcome not in _RETRIED and not fetched.closed:
            return None
        return timedelta(seconds=visit.site.gap * 2**attempt)

    async def _once(self, visit: Visit, ask: Ask) -> Fetched:
        if self.budget == 0:
            raise Interrupted("no request is left of --max-requests")
        self.budget -= 1
        visit.progress.requests += 1
        at = self.clock()
        try:
            response = await self._downloader.get(self._request(visit, ask))
        except FetchFailed as error:
            self.reach.failed(visit.run, ask.url, at, error)
            judged = Judged(outcome=error.outcome, detail=error.message, behind=error.behind)
            return Fetched(judged=judged, facts=facts_of(ask, at, judged), closed=is_closed(error))
        except Withheld as error:
            self.budget += 1
            visit.progress.requests -= 1
            if error.host in visit.hosts:
                raise
            return self._unsent(ask, error.message)
        self.reach.answered(ask.url)
        fetched = fetched_from(ask, at, response, self.clock())
        if self.clock.listens(host_of(response.url)):
            self._hear(fetched, response)
        return fetched

    def _hear(self, fetched: Fetched, response: Response) -> None:
        """Let our clock hear what the server says of the time; names that lead to one server have one voice."""
        parts = urlsplit(response.url)
        server = f"{response.ip_address or parts.hostname} {parts.port or parts.scheme}"
        took = timedelta(seconds=response.meta.get(TOOK, 0.0))
        self.clock.heard(parts.netloc, server, fetched.answer.headers if fetched.answer else {}, took)

    def _request(self, visit: Visit, ask: Ask) -> Request:
        file = ask.purpose is Purpose.ATTACHMENT
        headers = {
            "User-Agent": visit.agent,
            "Accept": "*/*" if file else "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9",
            "Accept-Encoding": ACCEPTED,
            **ask.headers,
        }
        meta = {
            "visit": visit,
            "purpose": ask.purpose,
            "obey": visit.site.obey_robots,
            "private": visit.site.allow_private,
            "listed": visit.hosts,
            "strict": visit.site.tls == "strict",
            "timeout": self.file_timeout if file else self.page_timeout,
            "limit": settings.FILE_BYTES if file else settings.LIST_BYTES,
            "download_slot": urlsplit(ask.url).netloc,
        }
        url = ask.url.partition("#")[0]
        try:
            return Request(
                url, method=ask.method, body=ask.body, headers=headers, meta=meta, dont_filter=True
            )
        except ValueError as error:
            raise FetchFailed(Outcome.FORBIDDEN_ADDRESS, f"not an address: {error}") from error

    def _unsent(self, ask: Ask, why: str, outcome: Outcome = Outcome.BLOCKED) -> Fetched:
        judged = Judged(outcome=outcome, detail=why)
        return Fetched(judged=judged, facts=facts_of(ask, self.clock(), judged), sent=False)
