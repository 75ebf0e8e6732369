"""The door of a practice site: its port, open or held but shut, and the connections that come in by it."""

import asyncio
import socket
import struct
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

from crawler.practice.http import Request

HOST = "127.0.0.1"
BACKLOG = 256
AT_ONCE = struct.pack("ii", 1, 0)  # linger for no time: the peer gets a reset and no end
HANDSHAKE = b"\x16\x03"  # of TLS, which no site here speaks
LARGEST_HEAD = 65536  # bytes of request line and headers


def parse_head(head: bytes) -> tuple[Request, int]:
    """Return the request of *head* without its body, and how long the body will be."""
    lines = head.decode("latin-1").split("\r\n")
    method, target, _ = lines[0].split(" ", 2)
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])
    }
    length = headers.get("content-length", "0")
    return Request(method=method, target=target, headers=headers), int(length) if length.isdecimal() else 0


Answer = Callable[[Request], bytes | Coroutine[Any, Any, bytes]]
"""Returns what to send, or work that ends with it."""


class Connection(asyncio.Protocol):
    """One connection, kept open; requests on it are answered one after the other."""

    def __init__(self, answer: Answer, opened: set[asyncio.Transport]) -> None:
        self.answer = answer
        self.opened = opened
        self.buffer = b""
        self.tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport, to cut it when the site goes down."""
        if isinstance(transport, asyncio.Transport):
            self.transport = transport
            self.opened.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the transport."""
        del exc
        self.opened.discard(self.transport)

    def data_received(self, data: bytes) -> None:
        """Answer every whole request that has arrived."""
        self.buffer += data
        if self.buffer.startswith(HANDSHAKE):
            self.transport.abort()
            return
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            try:
                request, length = parse_head(self.buffer[:end])
            except ValueError:
                self.transport.abort()
                return
            if len(self.buffer) < end + 4 + length:
                return
            body, self.buffer = self.buffer[end + 4 : end + 4 + length], self.buffer[end + 4 + length :]
            whole = replace(request, body=body, peer=self.transport.get_extra_info("peername")[0])
            self._send(self.answer(whole))
        if len(self.buffer) > LARGEST_HEAD:
            self.transport.abort()

    def _send(self, reply: bytes | Coroutine[Any, Any, bytes]) -> None:
        if isinstance(reply, bytes):
            self._write(reply)
            return
        task = asyncio.get_running_loop().create_task(self._later(reply))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _later(self, reply: Coroutine[Any, Any, bytes]) -> None:
        self._write(await reply)

    def _write(self, reply: bytes) -> None:
        """Send *reply*; where it is none, reset the connection."""
        if reply:
            self.transport.write(reply)
            return
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self.transport.abort()


@dataclass(kw_only=True)
class Door:
    """The port of one site: open while the site is up, and held but shut while it is down."""

    answer: Answer
    port: int = 0
    server: asyncio.Server | None = None
    held: socket.socket | None = None
    opened: set[asyncio.Transport] = field(default_factory=set)

    def hold(self) -> None:
        """Take the port without listening, so that a caller is refused and nobody else can have it."""
        self.held = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.held.bind((HOST, self.port))
        self.port = self.held.getsockname()[1]

    async def open(self) -> None:
        """Listen."""
        if self.held is not None:
            loop = asyncio.get_running_loop()
            self.server = await loop.create_server(
                lambda: Connection(self.answer, self.opened), sock=self.held, backlog=BACKLOG
            )
            self.held = None

    async def shut(self) -> None:
        """Stop listening, cut what is connected, hold the port."""
        if self.server is None:
            return
        while _is_accepting():  # noqa: ASYNC110 - who is half in when the server is closed would never be cut
            await asyncio.sleep(0)
        self.server.close()
        for transport in list(self.opened):
            transport.abort()
        while self.opened:  # noqa: ASYNC110 - an aborted connection is lost when the loop has come round, with no event
            await asyncio.sleep(0)
        await self.server.wait_closed()
        self.server = None
        self.hold()

    async def leave(self) -> None:
        """Give the port back."""
        await self.shut()
        if self.held is not None:
            self.held.close()


def _is_accepting() -> bool:
    """Whether the loop has accepted a connection and not made it yet; a server closed then leaves its socket open (gh-109564)."""
    accepting = (getattr(task.get_coro(), "__name__", "") for task in asyncio.all_tasks())
    return "_accept_connection2" in accepting
