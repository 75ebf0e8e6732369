"""Faults of the connection: rows 4 to 6, 12 and 26 of the matrix."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime

from crawler.practice.faults.model import Fault, Scene, Wire
from crawler.practice.http import Reply, encode
from crawler.words import Ending, Outcome, Purpose

_PAGES = frozenset({Purpose.LIST, Purpose.NOTICE})
_FILES = frozenset({Purpose.ATTACHMENT})
_GONE = (Ending.UNREACHABLE,)
_LENGTH = re.compile(rb"Content-Length: (\d{1,12})\r\n")
_HOPS = 20
_DRIP = 0.1  # seconds between two bytes
_APART = timedelta(days=3)


def drip(scene: Scene) -> Wire:
    """Send one byte after the other, with pauses that no single read would call too long."""
    whole = scene.plain
    return Wire(pieces=(whole[at : at + 1] for at in range(len(whole))), pause=_DRIP)


def cut_length(scene: Scene) -> Wire:
    """Promise a length and hang up half way."""
    whole = scene.plain
    return Wire(pieces=(whole[: len(whole) - len(scene.reply.body) // 2],))


def cut_chunks(scene: Scene) -> Wire:
    """Send half of a body in chunks, without the last one."""
    head, body = _LENGTH.sub(b"Transfer-Encoding: chunked\r\n", _head(scene.reply)), scene.reply.body
    half = body[: len(body) // 2]
    return Wire(pieces=(head, b"%x\r\n%b\r\n" % (len(half), half)))


def close_at(scene: Scene, share: float) -> Wire:
    """Answer as HTTP/1.0 does, whose end is the end of the connection, at *share* of the body."""
    head = _LENGTH.sub(b"", _head(scene.reply)).replace(b"HTTP/1.1", b"HTTP/1.0", 1)
    return Wire(pieces=(head, scene.reply.body[: int(len(scene.reply.body) * share)]))


def loop(scene: Scene) -> Reply:
    """Send the visitor to where it is."""
    return Reply(status=302, reason="Found", headers=(("Location", scene.request.target),))


def hops(scene: Scene) -> Reply:
    """Send the visitor on, twenty times."""
    base, _, at = scene.request.target.partition("#hop")
    number = int(scene.request.query.get("hop", at or "0"))
    if number >= _HOPS:
        return scene.ask(base.partition("?hop=")[0])
    onward = f"{scene.request.target.partition('?hop=')[0]}?hop={number + 1}"
    return Reply(status=301, reason="Moved Permanently", headers=(("Location", onward),))


def gate(scene: Scene) -> Reply:
    """Send the visitor to where it is, once, to see its cookie."""
    if "gate=open" in scene.request.headers.get("cookie", ""):
        return scene.reply
    cookie = ("Set-Cookie", "gate=open; Path=/; HttpOnly")
    return Reply(status=302, reason="Found", headers=(("Location", scene.request.target), cookie))


def clock(scene: Scene, skew: timedelta) -> Reply:
    """Let the server's clock go wrong."""
    moment = datetime.combine(scene.day, time(12), UTC) + skew
    said = (("Date", format_datetime(moment, usegmt=True)),)
    return replace(scene.reply, headers=(*scene.reply.headers, *said))


def _head(reply: Reply) -> bytes:
    whole = encode(reply)
    return whole[: len(whole) - len(reply.body)]


FAULTS = (
    Fault(row=4, name="slow-loris", lay=drip, endings=_GONE, outcome=Outcome.TIMEOUT, heavy=True, days=2),
    Fault(row=5, name="cut before its length", lay=cut_length, endings=_GONE, outcome=Outcome.TRUNCATED),
    Fault(row=5, name="cut between chunks", lay=cut_chunks, endings=_GONE, outcome=Outcome.TRUNCATED),
    Fault(
        row=5,
        name="notices cut",
        lay=cut_length,
        over=frozenset({Purpose.NOTICE}),
        outcome=Outcome.TRUNCATED,
    ),
    Fault(row=5, name="files cut", lay=cut_length, over=_FILES, outcome=Outcome.TRUNCATED),
    Fault(
        row=6,
        name="HTTP/1.0 closed half way",
        lay=lambda scene: close_at(scene, 0.5),
        over=_PAGES,
        endings=_GONE,
        outcome=Outcome.TRUNCATED,
    ),
    Fault(
        row=6,
        name="HTTP/1.0 closed at the end",
        lay=lambda scene: close_at(scene, 1.0),
        over=_PAGES,
        outcome=Outcome.OK,
    ),
    Fault(row=12, name="redirect to itself", lay=loop, endings=_GONE, outcome=Outcome.REDIRECT_LOOP),
    Fault(row=12, name="twenty hops", lay=hops, endings=_GONE, outcome=Outcome.REDIRECT_LOOP),
    Fault(row=12, name="a gate by cookie", lay=gate, over=_PAGES, outcome=Outcome.OK),
    Fault(
        row=26,
        name="server three days ahead",
        lay=lambda scene: clock(scene, _APART),
        over=_PAGES,
        outcome=Outcome.OK,
    ),
    Fault(
        row=26,
        name="server three days behind",
        lay=lambda scene: clock(scene, -_APART),
        over=_PAGES,
        outcome=Outcome.OK,
    ),
)
