"""Whether a page is the site's front page in the place of another; the front page is asked for once, on suspicion only."""

import asyncio
from dataclasses import replace

from crawler.fetched import Ask, Fetched
from crawler.fetching import Fetcher
from crawler.outcomes import Judged
from crawler.store.addresses import url_key
from crawler.visit import Visit
from crawler.words import Outcome, Purpose


class FrontPage:
    """The front page of one visit's site."""

    def __init__(self, fetcher: Fetcher, visit: Visit, *, asks: bool) -> None:
        self.fetcher = fetcher
        self.visit = visit
        self.asks = asks
        """Whether it may be asked for; who only tries lists out makes no request for it."""
        self._digest: str | None = None
        self._turn = asyncio.Lock()

    async def unmasked(self, fetched: Fetched) -> Fetched:
        """Return *fetched*, as a soft 404 where it is the front page to the byte."""
        if not self.asks or url_key(fetched.facts.url) == url_key(self.visit.site.base):
            return fetched
        if fetched.facts.payload_sha256 != await self._home():
            return fetched
        judged = Judged(outcome=Outcome.SOFT_404, detail="the front page in its place")
        facts = replace(fetched.facts, outcome=judged.outcome, detail=judged.detail)
        return replace(fetched, judged=judged, facts=facts)

    async def _home(self) -> str:
        """Return the digest of the front page; an empty text where it cannot be had."""
        async with self._turn:
            if self._digest is None:
                ask = Ask(purpose=Purpose.LIST, url=self.visit.site.base, tentative=True)
                fetched = await self.fetcher.get(self.visit, ask)
                await self.fetcher.record(self.visit, fetched)
                good = fetched.outcome is Outcome.OK
                self._digest = (fetched.facts.payload_sha256 or "") if good else ""
        return self._digest
