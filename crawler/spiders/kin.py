"""Waits until every sibling of a site has said what its first page shows, before one takes over what another is."""

import asyncio
from collections.abc import Mapping

from crawler.cms.detect import GENERIC, Scored
from crawler.cms.page import Adapter, Page
from crawler.cms.siblings import Siblings, parent
from crawler.registry import Site


class Kin:
    """The sites of a crawl by parent domain, and which of them have not said yet what they are.

    A site that waits gives its turn to another, for the one it waits for may be without a turn.
    """

    def __init__(
        self, adapters: Mapping[str, Adapter], sites: Mapping[str, Site], turns: asyncio.Semaphore
    ) -> None:
        self._siblings = Siblings(adapters)
        self._turns = turns
        self._silent: dict[str, set[str]] = {}
        for one in sites.values():
            if family := parent(one.base):  # a host of its own waits for nobody
                self._silent.setdefault(family, set()).add(one.id)
        self._heard = {family: asyncio.Event() for family in self._silent}

    async def detect(self, site: Site, page: Page) -> Scored:
        """Return the adapter of *page*: its own, or where it shows none that of siblings that reads it."""
        scored = self._siblings.detect(page)
        self.say(site, page.url, scored)
        family = parent(page.url)
        if scored.adapter == GENERIC and family in self._heard and not self._heard[family].is_set():
            self._turns.release()
            try:
                await self._heard[family].wait()
            finally:
                await self._turns.acquire()
        return self._siblings.inherit(page, scored)

    def say(self, site: Site, url: str = "", scored: Scored | None = None) -> None:
        """Note that *site* has said what it is, or will not; only its first word counts."""
        family = parent(site.base)
        if site.id not in self._silent.get(family, ()):
            return
        if scored:
            self._siblings.say(url, scored)
        self._silent[family].discard(site.id)
        if not self._silent[family]:
            self._heard[family].set()
