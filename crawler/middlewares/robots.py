"""Obeys robots.txt before every request and every hop; the stock one takes a failing file for a permission."""

import asyncio
from collections import defaultdict
from typing import Protocol

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.errors import FetchFailed
from crawler.robots import Rules, origin
from crawler.words import Outcome, Purpose


class RobotsReader(Protocol):
    """What a spider offers to this middleware."""

    async def robots_for(self, request: Request, known: Rules | None) -> Rules:
        """Return the rules for the origin of *request*: those *known* while they are fresh, or read anew."""
        ...


_BOOK: dict[str, Rules] = {}
"""Origin → rules, for all crawls of this process."""


class ObeyRobots:
    """Lets a request through when robots.txt does; one reading of the file serves all requests that wait for it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ObeyRobots":
        """Return the middleware of *crawler*."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise FetchFailed for what robots.txt forbids; keep the pace that it asks for."""
        if request.meta["purpose"] is Purpose.ROBOTS or not request.meta["obey"]:
            return
        where = origin(request.url)
        async with self._turns[where]:
            reader: RobotsReader = self.crawler.spider  # type: ignore[assignment]  # our spiders are readers
            rules = _BOOK[where] = await reader.robots_for(request, _BOOK.get(where))
        if why := rules.refusal(request.url):
            raise FetchFailed(Outcome.ROBOTS, why, behind=rules.behind)
