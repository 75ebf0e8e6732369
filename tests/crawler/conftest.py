"""A site that answers by script on a port of this machine, and a workspace to crawl it from."""

import asyncio
import socketserver
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from crawler.crawl import crawl_sites
from crawler.middlewares import robots
from crawler.registry import Column, Site
from crawler.store.reader import FactReader
from crawler.workspace import ArchiveSettings, CrawlSettings, Settings, Workspace


@dataclass
class Asked:
    """One request as it came in."""

    at: float
    method: str
    target: str
    headers: dict
    body: bytes


@dataclass
class Script:
    """What the site answers: by target, then by path; a function gets the request; bytes go out as they are."""

    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    port: int = 0
    address: str = "127.0.0.1"

    @property
    def base(self):
        return f"http://{self.address}:{self.port}/"

    def targets(self, without="/robots.txt"):
        return [one.target for one in self.asked if one.target != without]

    def reply(self, asked):
        found = self.answers.get(asked.target, self.answers.get(asked.target.partition("?")[0]))
        if callable(found):
            found = found(asked)
        if isinstance(found, bytes):
            return found
        if isinstance(found, str):
            found = (200, {}, found)
        status, headers, body = found or (404, {}, "nothing here")
        return made(status, body, headers)


def made(status, body, headers=()):
    """Return a whole answer over HTTP/1.1."""
    raw = body.encode() if isinstance(body, str) else body
    lines = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(raw)), **dict(headers)}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} Said\r\n{head}Connection: close\r\n\r\n".encode() + raw


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        if self.rfile.peek(1)[:1] == b"\x16":  # a greeting of TLS, which a plain server takes for bad HTTP
            self.rfile.read1()
            self.wfile.write(made(400, "plain HTTP is spoken here"))
            return
        line = self.rfile.readline().decode("latin-1").split()
        if len(line) < 2:
            return
        headers = {}
        while (header := self.rfile.readline().decode("latin-1").strip()) != "":
            name, _, value = header.partition(":")
            headers[name.lower()] = value.strip()
        body = self.rfile.read(int(headers.get("content-length", 0)))
        asked = Asked(at=time.monotonic(), method=line[0], target=line[1], headers=headers, body=body)
        self.server.script.asked.append(asked)
        self.wfile.write(self.server.script.reply(asked))


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64


@pytest.fixture
def serve():
    """Return a function that opens a scripted site."""
    opened = []

    def open_site(answers=None, context=None, address="127.0.0.1"):
        server = _Server((address, 0), _Handler)
        if context:
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        server.script = Script(answers=dict(answers or {}), port=server.server_address[1], address=address)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        opened.append(server)
        return server.script

    yield open_site
    for server in opened:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def _no_robots_from_another_test():
    robots._BOOK.clear()
    yield
    robots._BOOK.clear()


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.now = datetime(2015, 7, 1, 4, tzinfo=UTC)

    def __call__(self):
        return self.now

    def forward(self, **amount):
        self.now += timedelta(**amount)


@pytest.fixture
def crawl(tmp_path, sqlite_engine):
    """A workspace with a clock, a reader, and a way to crawl what a script serves."""
    settings = Settings(
        archive=ArchiveSettings(reserve_mb=1), crawl=CrawlSettings(list_timeout=5, file_timeout=5)
    )
    workspace = Workspace(root=tmp_path, settings=settings, database_url=str(sqlite_engine.url))
    clock = Watch()

    def site(script, *columns, **values):
        listed = columns or (Column(id="tzgg", name="通知公告", url="/tzgg/"),)
        values = {"gap": 0.0, "allow_private": True, **({"base": script.base} if script else {}), **values}
        name = values.pop("id", "harbour")
        return Site(id=name, name="港湾局", bureau="harbour", column=listed, **values)

    def run(*sites, **values):
        return asyncio.run(crawl_sites(workspace, sites, sqlite_engine, clock, **values))

    return SimpleNamespace(
        workspace=workspace,
        engine=sqlite_engine,
        clock=clock,
        reader=FactReader(sqlite_engine),
        site=site,
        run=run,
        made=made,
    )


def listing(numbers, *, following="", day="2015-06-{:02}", extra=""):
    """Return a list page of notices by number."""
    rows = "".join(
        f'<li><a href="/a/t201506{at % 28 + 1:02}_{at}.html" title="关于第{at}号事项的公告">关于第{at}号事项的公告</a>'
        f"<span>{day.format(at % 28 + 1)}</span></li>"
        for at in numbers
    )
    link = f'<a href="{following}">下一页</a>' if following else ""
    return f"<!DOCTYPE html><html><head><title>通知公告</title></head><body><ul>{rows}</ul>{link}{extra}</body></html>"


def notice(at, *, text="依法公开。", files=()):
    """Return a notice's page."""
    links = "".join(f'<p><a href="{one}">附件：{one}</a></p>' for one in files)
    head = f'<meta name="ArticleTitle" content="关于第{at}号事项的公告"><meta name="PubDate" content="2015-06-{at % 28 + 1:02}">'
    body = f'<h1>关于第{at}号事项的公告</h1><div id="zoom">{f"<p>第{at}号事项，{text}</p>" * 12}{links}</div>'
    return f"<!DOCTYPE html><html><head><title>公告</title>{head}</head><body>{body}</body></html>"


def path(at):
    """Return the address of a notice."""
    return f"/a/t201506{at % 28 + 1:02}_{at}.html"


@pytest.fixture
def pages():
    """What the scripted sites are made of."""
    return SimpleNamespace(
        listing=listing,
        notice=notice,
        path=path,
        notices=lambda numbers, **values: {path(at): notice(at, **values) for at in numbers},
    )
