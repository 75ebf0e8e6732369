"""The downloader: Scrapy's, with a way in for those who wait for their answer instead of handing it to a callback."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from time import monotonic

from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.http import Response


@dataclass
class _Turn:
    """One host's turn: held by the one request that is at it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    last: float = float("-inf")
    """When its last request went out, by the clock of delays."""


class AwaitingDownloader(Downloader):
    """Sends one request at a time to a host, its delay after the one before, through the middlewares and the handler.

    ``ExecutionEngine.download_async`` does the same by way of four tasks and as many Deferreds for every request:
    twice the time of all the rest that lies between the spider and the wire.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._turns: defaultdict[str, _Turn] = defaultdict(_Turn)

    async def get(self, request: Request) -> Response:
        """Return the answer to *request* or to the last of those that middlewares put in its place."""
        while True:
            came = await self.middleware.download_async(self._in_turn, request)
            if isinstance(came, Response):
                return came
            request = came

    def delay(self, host: str) -> float:
        """Return the seconds from one request to the next at *host*."""
        found: float = self.per_slot_settings.get(host, {}).get("delay", self._delay)
        return found

    def keep_delay(self, host: str, least: float) -> None:
        """Leave at least *least* seconds between the requests to *host* from now on."""
        self.per_slot_settings.setdefault(host, {})["delay"] = max(self.delay(host), least)

    async def _in_turn(self, request: Request) -> Response:
        host: str = request.meta[self.DOWNLOAD_SLOT]
        turn = self._turns[host]
        async with turn.lock:
            wait = self.delay(host) - (monotonic() - turn.last)
            if wait > 0:
                await asyncio.sleep(wait)
            turn.last = monotonic()
            return await self.handlers.download_request_async(request)
