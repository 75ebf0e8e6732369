"""pywb indexes the archive of a crawl and replays it over HTTP: every page, byte for byte, and every page that did not change."""

import json
import os
import shutil
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

BIN = Path(__file__).parents[3] / ".pywb" / "bin"
PATIENCE = 30  # seconds until pywb listens; it takes two


@pytest.fixture(scope="module")
def binaries():
    """The folder of pywb's commands, which ``make system`` puts there."""
    if not BIN.is_dir():
        pytest.skip("pywb is not installed: make system")
    return BIN


@pytest.fixture
def crawled(serve, crawl, pages):
    """The archive of two crawls, between which one notice of three changed, and what the site served by target and day."""
    text = "依法公开有关事项，" * 40
    served = {"/tzgg/": pages.listing([1, 2, 3]), **pages.notices([1, 2, 3], text=text)}
    script = serve(served)
    crawl.run(crawl.site(script))
    first = dict(script.answers)
    script.answers[pages.path(3)] = pages.notice(3, text=f"{text}修改")
    crawl.clock.forward(days=2)
    crawl.run(crawl.site(script))
    return crawl.workspace.archive, script.base, {"20150701": first, "20150703": dict(script.answers)}


@pytest.fixture
def indexed(crawled, binaries, tmp_path):
    """A collection of pywb with the archive, and the lines of its index: address, moment, what pywb says of it."""
    folder, base, answers = crawled
    collection = tmp_path / "pywb" / "collections" / "gongkai"
    (collection / "indexes").mkdir(parents=True)
    shutil.copytree(
        folder, collection / "archive", ignore=shutil.ignore_patterns("chain", "keys", "roots", "*.jsonl.gz")
    )
    index = collection / "indexes" / "index.cdxj"
    command = [binaries / "cdx-indexer", "--sort", "-j", "-o", index, collection / "archive"]
    subprocess.run(command, check=True, capture_output=True)
    lines = (one.split(" ", 2) for one in index.read_text("utf-8").splitlines())
    return tmp_path / "pywb", base, answers, [(at, json.loads(said)) for _, at, said in lines]


@pytest.fixture
def replay(indexed, binaries):
    """Returns what pywb replays of an address as of a moment, as it was served."""
    port = _free_port()
    log = indexed[0] / "log"
    with log.open("wb") as told:
        server = subprocess.Popen(
            [binaries / "wayback", "--bind", "127.0.0.1", "--port", str(port)],
            cwd=indexed[0],
            stdout=told,
            stderr=told,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )
    try:
        _wait(port, server, log)
        yield lambda at, url: _get(port, f"/gongkai/{at}id_/{url}")
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _free_port():
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait(port, server, log):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            _get(port, "/")
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"pywb does not answer: {log.read_text('utf-8', 'replace')[-2000:]}")


def _get(port, target):
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", target)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def test_pywb_indexes_and_replays_what_was_crawled(indexed, replay):
    _, base, answers, lines = indexed
    replayed = {"page": 0, "revisit": 0}
    for at, said in lines:
        target = said["url"].removeprefix(base.rstrip("/"))
        if target not in answers[at[:8]]:
            continue
        status, headers, body = replay(at, said["url"])
        assert status == 200, said
        assert headers["Memento-Datetime"], said
        assert body == answers[at[:8]][target].encode(), said
        replayed["revisit" if said["mime"] == "warc/revisit" else "page"] += 1
    assert replayed == {"page": 6, "revisit": 2}, "the list is too short for a revisit to be worth it"


def test_its_index_has_every_answer_of_the_archive(indexed):
    folder, _, _, lines = indexed
    held = set()
    for path in (folder / "collections" / "gongkai" / "archive").glob("*.warc.gz"):
        with path.open("rb") as source:
            for one in ArchiveIterator(source):
                if one.rec_type in {"response", "revisit"}:
                    held.add(
                        (
                            one.rec_headers.get_header("WARC-Target-URI"),
                            one.rec_headers.get_header("WARC-Payload-Digest"),
                        )
                    )
    assert held <= {(said["url"], said["digest"]) for _, said in lines}
    assert held
