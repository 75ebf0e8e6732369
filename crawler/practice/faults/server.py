"""Serves a city with faults laid over its sites; a site over HTTPS has a second port for it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from crawler.practice.faults.laid import Laid
from crawler.practice.faults.model import Wire
from crawler.practice.http import Request, encode
from crawler.practice.model import City
from crawler.practice.render import render
from crawler.practice.server import BACKLOG, HOST, Connection, Door, RunningCity


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
    """The port of a site that a fault lies over."""

    async def open(self) -> None:
        """Listen."""
        if self.held is not None:
            self.server = await asyncio.get_running_loop().create_server(
                lambda: FaultyConnection(self.answer, self.opened), sock=self.held, backlog=BACKLOG
            )
            self.held = None


class FaultyCity(RunningCity):
    """A served city with a fault over some of its sites, each from its own day on."""

    def __init__(self, city: City, day: date, laid: Mapping[str, Laid]) -> None:
        super().__init__(city, day)
        self.laid = laid
        self._secure: list[asyncio.Server] = []
        self._opened: set[asyncio.Transport] = set()
        for site, one in laid.items():
            self._doors[site] = FaultyDoor(answer=self._faulty(site, one, self._doors[site].answer))

    @property
    def sites(self) -> dict[str, str]:
        """The base address of each site."""
        ports = {site: one.secure_port for site, one in self.laid.items() if one.context}
        return super().sites | {site: f"https://{HOST}:{port}" for site, port in ports.items()}

    def start(self) -> None:
        """Open the doors, and a second one for the sites that have a certificate."""
        super().start()
        for one in self.laid.values():
            if one.context:
                one.secure_port = self.call(self._open(one))

    def stop(self) -> None:
        """Shut every door."""
        self.call(self._close())
        super().stop()

    def _faulty(self, site: str, laid: Laid, sound: Callable[[Request], Any]) -> Callable[[Request], Any]:
        def answer(request: Request) -> Any:
            if not laid.lies(self.day):
                return sound(request)
            self.counts[site][request.target] += 1
            made = laid.answer(self.day, request)
            return made if isinstance(made, Wire) else encode(made, head=request.method == "HEAD")

        return answer

    async def _open(self, laid: Laid) -> int:
        def answer(request: Request) -> bytes:
            return encode(render(laid.bureau, self.day, request))

        server = await asyncio.get_running_loop().create_server(
            lambda: Connection(answer, self._opened), HOST, 0, ssl=laid.context
        )
        self._secure.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _close(self) -> None:
        for server in self._secure:
            server.close()
        for transport in list(self._opened):
            transport.abort()
        while self._opened:  # noqa: ASYNC110 - an aborted connection is lost when the loop has come round, with no event
            await asyncio.sleep(0)


@contextmanager
def serve_faulty(city: City, day: date, laid: Mapping[str, Laid]) -> Iterator[FaultyCity]:
    """Serve *city* while the block runs, with the faults *laid* over its sites."""
    running = FaultyCity(city, day, laid)
    running.start()
    try:
        yield running
    finally:
        running.stop()
