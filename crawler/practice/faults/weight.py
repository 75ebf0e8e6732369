"""Faults of size and coding: rows 7 to 9 of the matrix."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

import brotli  # type: ignore[import-untyped]  # it ships no types

from crawler.practice.faults.model import Fault, Scene, Wire
from crawler.practice.http import Reply
from crawler.words import Ending, Outcome, Purpose

_PAGES = frozenset({Purpose.LIST, Purpose.NOTICE})
_GONE = (Ending.UNREACHABLE,)
_META = re.compile(r"<meta[^>]{0,80}charset=[\"']?[\w-]{3,20}[\"']?[^>]{0,20}>", re.IGNORECASE)
MEGABYTE = 1 << 20
SHORT, LONG = 40, 300
"""Megabytes of zeros in a bomb; both are beyond what a page may hold."""
PAGE = 50
_ZEROS = bytes(MEGABYTE)
ZSTD = bytes.fromhex("28b52ffd00586b0000100000" + "01005c2f0a24" * 4)
"""A frame of a coding that no request of ours accepts."""

MIXES = (
    ("utf-8", "utf-8", "iso-8859-1"),
    ("utf-8", "gb2312", "gbk"),
    ("utf-8", "", "gb2312"),
    ("utf-8", "", ""),
    ("utf-8", "gbk", "utf-8"),
    ("gb18030", "gb2312", "iso-8859-1"),
    ("gb18030", "utf-8", "utf-8"),
    ("gb18030", "gbk", "utf-8"),
    ("gb18030", "", "iso-8859-1"),
    ("gb18030", "", ""),
    ("utf-16", "utf-8", "gbk"),
    ("utf-8-sig", "gb2312", "gbk"),
)
"""What a page is written in, what its meta says, what its header says."""


def written(scene: Scene, body: str, meta: str, header: str) -> Reply:
    """Return the page in encoding *body*, labelled otherwise."""
    text = _META.sub("", scene.markup)
    if not text:
        return scene.reply
    label = '<meta http-equiv="X-UA-Compatible" content="IE=edge">' + (
        f'<meta charset="{meta}">' if meta else ""
    )
    text = re.sub(r"<head[^>]{0,40}>", lambda found: found[0] + label, text, count=1, flags=re.IGNORECASE)
    kind = f"text/html; charset={header}" if header else "text/html"
    return replace(scene.reply, kind=kind, body=text.encode(body))


def bomb(scene: Scene, coding: str) -> Reply:
    """Return a page that unfolds into far more than a page holds."""
    headers = (("Content-Encoding", coding),)
    return Reply(headers=headers, body=_packed(coding, LONG if scene.long else SHORT))


@cache
def _packed(coding: str, size: int) -> bytes:
    """Return *size* megabytes of zeros, packed without ever holding them."""
    if coding == "zstd":
        return ZSTD
    if coding == "br":
        packer = brotli.Compressor(quality=5)
        return b"".join([*(packer.process(_ZEROS) for _ in range(size)), packer.finish()])
    stream = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS + (16 if coding == "gzip" else 0))
    return b"".join([*(stream.compress(_ZEROS) for _ in range(size)), stream.flush()])


def heavy(scene: Scene) -> Wire:
    """Send a page of fifty megabytes, without saying so before."""

    def pieces() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
        chunk = b"<li>" * (MEGABYTE // 4)
        for _ in range(PAGE):
            yield b"%x\r\n%b\r\n" % (len(chunk), chunk)
        yield b"0\r\n\r\n"

    del scene
    return Wire(pieces=pieces())


def promised(scene: Scene) -> Wire:
    """Promise a page of fifty megabytes."""
    del scene
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {PAGE * MEGABYTE}\r\n\r\n"
    return Wire(pieces=(head.encode(), b"<html>"))


def whole_file(scene: Scene) -> Wire:
    """Send a file as large as such a page; a file may be."""

    def pieces() -> Iterator[bytes]:
        start, end = b"%PDF-1.4\n", b"\n%%EOF\n"
        length = len(start) + PAGE * MEGABYTE + len(end)
        yield f"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: {length}\r\n\r\n".encode()
        yield start
        chunk = b"%" * MEGABYTE
        for _ in range(PAGE):
            yield chunk
        yield end

    del scene
    return Wire(pieces=pieces())


FAULTS = (
    *(
        Fault(
            row=7,
            name=f"{body} that says {meta or 'nothing'} and {header or 'nothing'}",
            lay=partial(written, body=body, meta=meta, header=header),
            over=_PAGES,
            outcome=Outcome.OK,
        )
        for body, meta, header in MIXES
    ),
    *(
        Fault(
            row=8,
            name=f"a bomb in {one}",
            lay=partial(bomb, coding=one),
            endings=_GONE,
            outcome=found,
            heavy=True,
        )
        for one, found in {
            "gzip": Outcome.TOO_LARGE,
            "deflate": Outcome.TOO_LARGE,
            "br": Outcome.TOO_LARGE,
            "zstd": Outcome.TRUNCATED,
        }.items()
    ),
    Fault(row=9, name="a page of 50 MB", lay=heavy, endings=_GONE, outcome=Outcome.TOO_LARGE, heavy=True),
    Fault(
        row=9,
        name="a page that promises 50 MB",
        lay=promised,
        endings=_GONE,
        outcome=Outcome.TOO_LARGE,
        heavy=True,
    ),
    Fault(
        row=9,
        name="a file of 50 MB",
        lay=whole_file,
        over=frozenset({Purpose.ATTACHMENT}),
        outcome=Outcome.OK,
        heavy=True,
    ),
)
