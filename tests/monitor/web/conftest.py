"""A desk over the watched workspace, and over one whose notices attack."""

import shutil
import socket
import threading
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
import pytest
import uvicorn

from crawler.clock import fixed_clock
from crawler.workspace import open_workspace
from monitor.web.app import create_app
from monitor.web.desk import Desk

LAST = date(2015, 8, 10)
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture
def desk(own, story):
    return Desk(*own, fixed_clock(story.end_of(LAST)))


@contextmanager
def serving(app):
    """Serve *app* on a free port while the block runs."""
    bound = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        bound.close()


@contextmanager
def asking(desk, accepts="zh-CN"):
    """Serve *desk* and ask it over real HTTP."""
    with (
        serving(create_app(desk)) as address,
        httpx.Client(base_url=address, headers={"accept-language": accepts}, timeout=60) as client,
    ):
        yield client


@pytest.fixture
def ask():
    return asking


@pytest.fixture(scope="session")
def shown(watched, story, tmp_path_factory):
    """A copy of the watched workspace for all who only look; its judgements are made once."""
    folder = tmp_path_factory.mktemp("shown") / "city"
    shutil.copytree(watched[0].root, folder)
    workspace = open_workspace(folder)
    engine = story.prepare(workspace)
    yield workspace, engine
    engine.dispose()


@pytest.fixture(scope="session")
def client(shown, story):
    with asking(Desk(*shown, fixed_clock(story.end_of(LAST)))) as opened:
        yield opened


@pytest.fixture(
    scope="module"
)  # while it lives its event loop runs, and no other test of the process can have one
def browser():
    """Chromium, where it is installed."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed")
    sync_api = pytest.importorskip("playwright.sync_api")
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def serve():
    return serving
