"""Asks before every request and every hop whether a promise of ours forbids it: budget, hours, a host to be left alone."""

from typing import Protocol

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.registry import Site


class PromiseKeeper(Protocol):
    """What a spider offers to this middleware."""

    async def keep_promises(self, site: Site, url: str) -> None:
        """Raise Withheld where *url* may not be asked for now."""
        ...


class KeepPromises:
    """Lets a request through that no promise forbids."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "KeepPromises":
        """Return the middleware of *crawler*."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise Withheld for a request that a promise forbids; nothing is sent then."""
        keeper: PromiseKeeper = self.crawler.spider  # type: ignore[assignment]  # our spiders keep them
        await keeper.keep_promises(request.meta["visit"].site, request.url)
