"""Serves a city with faults laid over its sites: over HTTPS, behind a closed port, or with other answers."""

import asyncio
import ssl
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from crawler.practice.door import BACKLOG, HOST, Connection, Door
from crawler.practice.faults.laid import Laid
from crawler.practice.faults.model import Wire
from crawler.practice.http import Request, encode
from crawler.practice.model import City
from crawler.practice.server import RunningCity


class FaultyConnection(Connection):
    """A connection over which an answer may come in pieces, late, or not to its end."""

    def _send(self, reply: bytes | Coroutine[Any, Any, bytes] | Wire) -> None:
        if not isinstance(reply, Wire):
            super()._send(reply)
            return
        task = asyncio.get_running_loop().create_task(reply.play(self.transport))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)


@dataclass(kw_only=True)
class FaultyDoor(Door):
    """The port of a site that a fault may lie over."""

    context: ssl.SSLContext | None = None
    """What answers a handshake, where the site is over HTTPS."""

    async def open(self) -> None:
        """Listen."""
        if self.held is not None:
            self.server = await asyncio.get_running_loop().create_server(
                lambda: FaultyConnection(self.answer, self.opened),
                sock=self.held,
                backlog=BACKLOG,
                ssl=self.context,
            )
            self.held = None


class FaultyCity(RunningCity):
    """A served city with a fault over some of its sites, each from its own day on; others can be laid while it runs."""

    def __init__(
        self, city: City, day: date, laid: Mapping[str, Laid], ports: Mapping[str, int] | None = None
    ) -> None:
        """*ports* are those that sites have to be at; another site is at any that is free."""
        super().__init__(city, day)
        self.laid = laid
        self._faulty = {
            one.site: FaultyDoor(
                answer=self._answering(one.site, self._doors[one.site].answer),
                port=(ports or {}).get(one.site, 0),
            )
            for one in city.bureaus
        }
        self._doors.update(self._faulty)

    @property
    def sites(self) -> dict[str, str]:
        """The address of each site on the day: over HTTPS where it has a certificate, by another name where a fault says so."""
        found = super().sites
        for site, one in self.laid.items():
            scheme = "https" if one.context else "http"
            host = one.fault.host if one.fault.host and one.lies(self.day) else HOST
            found[site] = f"{scheme}://{host}:{self._doors[site].port}"
        return found

    def lay(self, laid: Mapping[str, Laid], day: date) -> None:
        """Lay these faults in place of those before, and move to *day*."""
        self.laid = laid
        self.set_day(day)

    async def move(self, day: date) -> None:
        """Move the city to *day*, from inside its own loop; a port is closed, or secured, as its fault has it."""
        for site, door in self._faulty.items():
            one = self.laid.get(site)
            if door.context is not (context := one.context if one else None):
                await door.shut()
                door.context = context
        await super().move(day)
        for site, one in self.laid.items():
            if one.fault.closed and one.lies(day):
                await self._faulty[site].shut()

    def _answering(self, site: str, sound: Callable[[Request], Any]) -> Callable[[Request], Any]:
        def answer(request: Request) -> Any:
            laid = self.laid.get(site)
            if laid is None or not laid.lies(self.day):
                return sound(request)
            self.counts[site][request.target] += 1
            made = laid.answer(self.day, request)
            return made if isinstance(made, Wire) else encode(made, head=request.method == "HEAD")

        return answer


@contextmanager
def serve_faulty(
    city: City, day: date, laid: Mapping[str, Laid], ports: Mapping[str, int] | None = None
) -> Iterator[FaultyCity]:
    """Serve *city* while the block runs, with the faults *laid* over its sites, at *ports* where they are given."""
    running = FaultyCity(city, day, laid, ports)
    running.start()
    try:
        yield running
    finally:
        running.stop()
