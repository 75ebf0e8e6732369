"""What a fault is: a way to change an ordinary answer, and what a collector must make of it."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from crawler.practice.http import HTML, Reply, Request, encode
from crawler.practice.model import Bureau
from crawler.words import Ending, Outcome, Purpose

_WAITING = 1 << 20  # bytes on their way out before more are made
_POLL = 0.001


@dataclass(frozen=True, kw_only=True)
class Wire:
    """What goes over the wire in place of a whole answer: pieces with a pause after each."""

    pieces: Iterable[bytes]
    pause: float = 0.0
    hang_up: bool = True

    async def play(self, transport: asyncio.Transport) -> None:
        """Send the pieces until the other side has had enough."""
        for one in self.pieces:
            if transport.is_closing():
                return
            transport.write(one)
            await asyncio.sleep(self.pause)
            while transport.get_write_buffer_size() > _WAITING and not transport.is_closing():  # noqa: ASYNC110 - a transport tells its protocol, not us, when it has room
                await asyncio.sleep(_POLL)
        if self.hang_up:
            transport.close()


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One request to a site that a fault lies over, and what the site itself would answer."""

    request: Request
    reply: Reply
    purpose: Purpose
    first: str
    """The target of the first page of the list that is asked for; empty for anything else."""
    ask: Callable[[str], Reply]
    """Returns what the site answers for another target."""
    day: date
    served: int
    """How many requests the site has had since the fault lies over it."""
    long: bool = False
    """Whether heavy answers come in their full weight."""

    @property
    def markup(self) -> str:
        """The page as text; empty where the answer is no page that is there."""
        whole = self.reply.status == 200 and self.reply.kind.startswith(HTML)  # noqa: PLR2004 - the good status
        return self.reply.body.decode(charset_of(self.reply), "replace") if whole else ""

    def page(self, text: str) -> Reply:
        """Return *text* in place of the page."""
        return replace(self.reply, body=text.encode(charset_of(self.reply), "replace"))

    @property
    def plain(self) -> bytes:
        """The whole ordinary answer."""
        return encode(self.reply)


def charset_of(reply: Reply) -> str:
    """Return the encoding that *reply* is in."""
    head = reply.body[:1024].lower()
    old = b"charset=gb" in head or b'charset="gb' in head or "gb" in reply.kind.lower()
    return "gb18030" if old else "utf-8"


Lay = Callable[[Scene], Reply | Wire]
Alter = Callable[[Bureau, date], Bureau]
"""Returns the bureau as it is otherwise from a day on."""


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault, the row of the matrix that it belongs to, and what must come of it."""

    row: int
    name: str
    lay: Lay
    over: frozenset[Purpose] = frozenset({Purpose.LIST})
    """The answers that it lies over."""
    endings: tuple[Ending, ...] = (Ending.EXHAUSTED, Ending.COVERED)
    """How the readings may end while it lies there; the first must be among what is seen, complete ones apart."""
    outcome: Outcome | None = None
    """How requests for what it lies over must go; None where it may show in no request."""
    detail: str = ""
    """What the detail of such a request must hold."""
    days: int | None = None
    """For how many visits it lies there; None is for good."""
    tls: str = ""
    """The kind of certificate that the site has, where it is over HTTPS."""
    closed: bool = False
    """Whether its port is closed."""
    host: str = ""
    """The name that its address has in place of its own."""
    heavy: bool = False
    """Whether its answers are so slow or large that they would hold up others in the same crawl."""
    alter: Alter | None = None
    """What the bureau itself does otherwise from the day on which it lies there; None for nothing."""
    second: bool = False
    """Whether a second network looks, too, because what it is about takes two."""
    wasted: int | None = None
    """Requests more than without it that all its visits together may cost; None where that is not the point."""

    @property
    def label(self) -> str:
        """Row and name."""
        return f"{self.row} {self.name}"
