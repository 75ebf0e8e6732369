"""What is asked before every request: may this host be asked at all, at this hour, and once more today."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from urllib.parse import urlsplit

from crawler.clock import SHANGHAI, Clock, local_day
from crawler.errors import Withheld
from crawler.group import GroupWriter
from crawler.manners.backoff import LONGEST_SHUT, left_alone_until
from crawler.manners.hours import is_open
from crawler.manners.past import HostPast, host_of
from crawler.registry import Column, Site
from crawler.store.facts import Evidence

LISTEN = timedelta(seconds=5)  # how old what we know of stopped hosts may be; the promise is a minute


class Promises:
    """Counts the requests of a crawl and withholds those that would break a promise."""

    def __init__(
        self,
        writer: GroupWriter,
        clock: Clock,
        *,
        past: Mapping[str, HostPast],
        halted: Mapping[str, str],
        daily: int,
        robots: Mapping[str, Evidence] = MappingProxyType({}),
    ) -> None:
        self.writer = writer
        self.clock = clock
        self.past = past
        self.daily = daily
        self.robots = robots
        """What earlier runs were answered for robots.txt."""
        self._halted = halted
        self._heard = asyncio.get_running_loop().time()
        today = local_day(clock())
        self._asked: Counter[tuple[str, date]] = Counter(
            {(host, today): one.today for host, one in past.items()}
        )

    async def keep(self, site: Site, url: str) -> None:
        """Count a request for *site*; raise Withheld instead where a promise forbids it."""
        host = host_of(url)
        if why := await self.refusal(site, url):
            raise Withheld(why, host=host)
        self._asked[host, local_day(self.clock())] += 1

    async def refusal(self, site: Site, url: str) -> str:
        """Return why *url* may not be asked for now, or an empty text."""
        await self._listen()
        host, now = host_of(url), self.clock()
        for name in (host.lower(), urlsplit(url).hostname or ""):
            if name in self._halted:
                return f"{name} is left alone: {self._halted[name]}"
        if not is_open(site.hours, now):
            return f"{site.id} is visited at {site.hours} only"
        limit = self.limit(site)
        if limit and self._asked[host, local_day(now)] >= limit:
            return f"{host} was asked {limit} times today, its daily budget"
        return ""

    def absence(self, url: str) -> str:
        """Return why the host of *url* is not even tried now, at which no connection was to be had, or an empty text.

        Nothing is recorded then: what was not tried is no failed visit.
        """
        host = host_of(url)
        past = self.past.get(host)
        until = left_alone_until(past.shut, LONGEST_SHUT) if past else None
        if until is None or self.clock() >= until:
            return ""
        local = until.astimezone(SHANGHAI)
        return f"{host} is left alone until {local:%Y-%m-%d %H:%M} after no connection was to be had"

    def present(self, site: Site, due: Sequence[tuple[Column, bool]]) -> list[tuple[Column, bool]]:
        """Return those of the *due* columns whose hosts are tried now."""
        return [(one, whole) for one, whole in due if not self.absence(site.address(one))]

    def away(self, site: Site, due: Sequence[tuple[Column, bool]]) -> str:
        """Return why not even one of the *due* columns is tried now, or an empty text."""
        return self.absence(site.address(due[0][0])) if due and not self.present(site, due) else ""

    def limit(self, site: Site) -> int:
        """Return how many requests a host of *site* gets in a day, 0 for as many as it takes.

        One on our own machine or network has a limit only where its file says so.
        """
        return site.daily_requests or (0 if site.allow_private else self.daily)

    async def _listen(self) -> None:
        """Hear whether somebody has stopped us, every few seconds."""
        now = asyncio.get_running_loop().time()
        if now - self._heard < LISTEN.total_seconds():
            return
        self._heard = now
        self._halted = await self.writer.submit(lambda facts, _: facts.halted())
