"""Serves the benchmark's pages as fast as one process can: every answer is made once and kept."""

import asyncio
import sys
from pathlib import Path

from crawler.practice.bench.pages import Shelf, answer

_ROBOTS = b"User-agent: *\nDisallow: /admin/\n"
_KEPT = 4000  # answers kept ready; about 100 MB


class _Pages:
    """Whole answers by target."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._ready: dict[str, bytes] = {}

    def get(self, target: str) -> bytes:
        """Return the whole answer to a GET of *target*."""
        if (ready := self._ready.get(target)) is not None:
            return ready
        made = self._make(target)
        if len(self._ready) < _KEPT:
            self._ready[target] = made
        return made

    def _make(self, target: str) -> bytes:
        plain = target == "/robots.txt"
        body = _ROBOTS if plain else answer(target, self.shelf)
        status = "404 Not Found" if body is None else "200 OK"
        body = body or b""
        kind = "text/plain" if plain else "text/html; charset=utf-8"
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


class _Connection(asyncio.Protocol):
    def __init__(self, pages: _Pages) -> None:
        self.pages = pages
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every whole request."""
        self._rest += data
        while b"\r\n\r\n" in self._rest:
            head, _, self._rest = self._rest.partition(b"\r\n\r\n")
            target = head.split(b" ", 2)[1].decode("latin-1")
            if isinstance(self._transport, asyncio.WriteTransport):
                self._transport.write(self.pages.get(target))


async def serve(shelf: Shelf, port_file: Path) -> None:
    """Serve until the process is ended; the port is in *port_file* as soon as it is open."""
    pages = _Pages(shelf)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(pages), "0.0.0.0", 0, backlog=4096)  # noqa: S104 - 127.x only is asked for
    ready = port_file.with_suffix(".new")
    ready.write_text(str(server.sockets[0].getsockname()[1]), encoding="utf-8")
    ready.rename(port_file)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Shelf(sites=int(sys.argv[1]), notices=int(sys.argv[2])), Path(sys.argv[3])))
