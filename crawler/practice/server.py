"""Serves the city on loopback: one port a site, a listener that really closes when a site is down, no sleeping."""

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from email.utils import format_datetime
from typing import Any, TypeVar

from crawler.practice.door import HOST, Door
from crawler.practice.http import Reply, Request, encode
from crawler.practice.model import Bureau, City
from crawler.practice.render import guarded, render

T = TypeVar("T")


class RunningCity:
    """A city being served; the day can be moved while it runs."""

    def __init__(self, city: City, day: date) -> None:
        self.city = city
        self.day = day
        self.clocks: dict[str, datetime] = {}
        """Site → what its server says of the time; one that is not named says nothing of it."""
        self.counts: dict[str, Counter[str]] = {one.site: Counter() for one in city.bureaus}
        """Requests by site and target."""
        self._known: dict[tuple[str, str, str, str, bytes], bytes] = {}
        self._guarded: Counter[str] = Counter()
        """Requests of the day by site that came to where a protection page stands."""
        self._doors = {one.site: Door(answer=self._answerer(one)) for one in city.bureaus}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="practice-city", daemon=True)

    @property
    def sites(self) -> dict[str, str]:
        """The base address of each site."""
        return {site: f"http://{HOST}:{door.port}" for site, door in self._doors.items()}

    @property
    def requests(self) -> int:
        """How many requests were answered."""
        return sum(one.total() for one in self.counts.values())

    def set_day(self, day: date) -> None:
        """Move the city to *day*; returns when every site has followed."""
        self.call(self.move(day))

    async def move(self, day: date) -> None:
        """Move the city to *day*, from inside its own loop."""
        self.day = day
        self._known.clear()
        self._guarded.clear()
        for bureau in self.city.bureaus:
            trouble, door = bureau.trouble_on(day), self._doors[bureau.site]
            await (door.shut() if trouble and trouble.kind == "down" else door.open())

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """Run *work* in the city's loop and return its result."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def start(self) -> None:
        """Take the ports and open the doors."""
        for door in self._doors.values():
            door.hold()
        self._thread.start()
        self.set_day(self.day)

    def stop(self) -> None:
        """Shut every door and end the thread."""
        self.call(self._leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _leave(self) -> None:
        leaving: list[Awaitable[None]] = [door.leave() for door in self._doors.values()]
        await asyncio.gather(*leaving)

    def _answerer(self, bureau: Bureau) -> Callable[[Request], bytes]:
        def answer(request: Request) -> bytes:
            reply = said(request)
            moment = self.clocks.get(bureau.site)
            return dated(reply, moment) if moment else reply

        def said(request: Request) -> bytes:
            self.counts[bureau.site][request.target] += 1
            if guarded(bureau, self.day, request):
                self._guarded[bureau.site] += 1
                return encode(render(bureau, self.day, request, self._guarded[bureau.site]))
            asked = (
                request.headers.get("if-none-match", "") + "|" + request.headers.get("if-modified-since", "")
            )
            key = (bureau.site, request.method, request.target, asked, request.body)
            if key not in self._known:
                reply: Reply = render(bureau, self.day, request)
                self._known[key] = encode(reply, head=request.method == "HEAD")
            return self._known[key]

        return answer


def dated(reply: bytes, moment: datetime) -> bytes:
    """Return *reply* as a server sends it whose clock shows *moment*."""
    return reply.replace(b"\r\n", f"\r\nDate: {format_datetime(moment, usegmt=True)}\r\n".encode(), 1)


@contextmanager
def serve_city(city: City, day: date | None = None) -> Iterator[RunningCity]:
    """Serve *city* while the block runs, starting on *day* or on its first day."""
    running = RunningCity(city, day or city.first)
    running.start()
    try:
        yield running
    finally:
        running.stop()
