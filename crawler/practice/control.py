"""The control port: move the day, ask for the truth, ask who was here."""

import asyncio
import json
import re
from collections.abc import Callable, Coroutine
from datetime import date
from typing import Any

from crawler.practice.door import HOST, Connection
from crawler.practice.http import NOT_FOUND, Reply, Request, encode
from crawler.practice.server import RunningCity
from crawler.practice.truth import as_json, listed_json

_DAY = re.compile(r"/day/(\d{4}-\d\d-\d\d)")
BAD = 400


class Control:
    """Answers on its own port; lives in the city's loop."""

    def __init__(self, running: RunningCity) -> None:
        self.running = running
        self.opened: set[asyncio.Transport] = set()
        self.server: asyncio.Server | None = None

    async def open(self, port: int) -> int:
        """Listen on *port* (0: any) and return the port."""
        loop = asyncio.get_running_loop()
        self.server = await loop.create_server(lambda: Connection(self.answer, self.opened), HOST, port)
        return int(self.server.sockets[0].getsockname()[1])

    async def shut(self) -> None:
        """Stop listening."""
        if self.server:
            self.server.close()
            for transport in list(self.opened):
                transport.abort()
            while self.opened:  # noqa: ASYNC110 - an aborted connection is lost when the loop has come round, with no event
                await asyncio.sleep(0)
            await self.server.wait_closed()

    def answer(self, request: Request) -> bytes | Coroutine[Any, Any, bytes]:
        """Answer one request; a move of the day is answered when every site has followed."""
        return self._move(request.path) if request.method == "POST" else encode(self._told(request.path))

    def _told(self, path: str) -> Reply:
        running = self.running
        tellers: dict[str, Callable[[], object]] = {
            "/truth": lambda: as_json(running.city),
            "/listed": lambda: listed_json(running.city, running.day),
            "/day": lambda: {"day": str(running.day)},
            "/sites": lambda: running.sites,
            "/counts": lambda: {site: dict(counts) for site, counts in running.counts.items()},
        }
        if path not in tellers:
            return Reply(status=NOT_FOUND, kind="text/plain", body=b"no such thing\n")
        return _json(tellers[path]())

    async def _move(self, path: str) -> bytes:
        found = _DAY.fullmatch(path)
        try:
            day = date.fromisoformat(found[1]) if found else None
        except ValueError:
            day = None
        if day is None:
            said = b"want /day/YYYY-MM-DD\n"
            return encode(Reply(status=BAD, reason="Bad Request", kind="text/plain", body=said))
        await self.running.move(day)
        return encode(_json({"day": str(day)}))


def _json(value: object) -> Reply:
    return Reply(kind="application/json; charset=utf-8", body=json.dumps(value, ensure_ascii=False).encode())
