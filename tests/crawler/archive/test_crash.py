"""Killed anywhere and started again, a crawl loses nothing, doubles nothing, and leaves a sound archive."""

import errno
import json
import multiprocessing
import os
import random
import signal
import subprocess
import time
from hashlib import sha256
from itertools import count

import pytest
from sqlalchemy import func, select

from crawler.archive.entries import Entry
from crawler.archive.exchange import Exchange
from crawler.archive.manifest import manifest_lines
from crawler.archive.proof.facts import verify
from crawler.archive.reader import read_payload
from crawler.archive.records import Packed
from crawler.archive.segment import OpenSegment
from crawler.archive.writer import ArchiveWriter
from crawler.clock import system_clock
from crawler.errors import DiskLow
from crawler.locks import site_lock
from crawler.records import Article, Row
from crawler.registry import Column, Site
from crawler.store.database import open_database, reading
from crawler.store.facts import FetchFacts
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.store.tables import fetch, notice, segment, sighting, version
from crawler.store.writer import FactWriter
from crawler.words import Ending, Outcome, PageKind, Purpose, RunState

NOTICES = 120
PAGE = 20
ROLL = 20_000  # bytes: several segments are sealed in one crawl
BASE = "http://harbour.example/"
COLUMN = Column(id="notices", name="公告", url="/")
HARBOUR = Site(id="harbour", name="港湾局", bureau="harbour", base=BASE, column=(COLUMN,))


def body_of(url):
    return sha256(url.encode()).digest() * 40


def list_facts(clock):
    return FetchFacts(purpose=Purpose.LIST, url=BASE, at=clock(), outcome=Outcome.OK)


def crawl(url, root, notices=NOTICES):
    """Crawl as a real one does: lists, then what is pending; note in a file what was promised to be kept."""
    engine = open_database(url)
    prepare_facts(engine)
    writer = FactWriter(engine, system_clock)
    archive = ArchiveWriter(root / "archive", engine, system_clock, 0, roll_at=ROLL)
    acknowledged = os.open(root / "acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(acknowledged, b"\n")  # takes its room now: it is the crawl that shall meet the full disk
    try:
        with site_lock(root / "locks", HARBOUR.id):
            archive.recover()
            _crawl_locked(writer, archive, acknowledged, notices)
            archive.seal()
    finally:
        archive.close()
        os.close(acknowledged)
        engine.dispose()


def _crawl_locked(writer, archive, acknowledged, notices):
    with writer.transaction() as facts:
        facts.close_interrupted(HARBOUR.id)
        run = facts.start_run(HARBOUR, "gongkai 0")
        look = facts.start_reading(run, HARBOUR.id, COLUMN.id)
    for first in range(0, notices, PAGE):
        rows = [Row(title=f"公告 {n}", url=f"{BASE}{n}.html") for n in range(first, first + PAGE)]
        with writer.transaction() as facts:
            facts.record_list_page(look, list_facts(system_clock), rows)
    with writer.transaction() as facts:
        facts.end_reading(look, Ending.EXHAUSTED)
        pending = facts.pending_notices(HARBOUR.id)
    for work in pending:
        body = body_of(work.url)
        placed = archive.append(Exchange(url=work.url, at=system_clock(), status=200, reason="OK", body=body))
        archive.flush()
        with writer.transaction() as facts:
            found = FetchFacts(
                purpose=Purpose.NOTICE,
                url=work.url,
                at=system_clock(),
                outcome=Outcome.OK,
                notice=work.notice,
                payload_sha256=sha256(body).hexdigest(),
                placed=placed,
            )
            facts.record_notice(run, found, Article(kind=PageKind.ARTICLE, title=work.url))
            archive.note_committed(facts)
        os.write(acknowledged, f"{work.notice}\n".encode())
    with writer.transaction() as facts:
        facts.finish_run(run, RunState.FINISHED)


def kept(engine):
    """Notices with a version, by id."""
    with reading(engine) as connection:
        return set(connection.execute(select(version.c.notice_id)).scalars())


def acknowledged(root):
    path = root / "acknowledged"
    return {int(one) for one in path.read_text().split()} if path.exists() else set()


def assert_whole(engine, root):
    """Everything is there, once, with the bytes that were sent."""
    with reading(engine) as connection:
        counts = [
            connection.execute(select(func.count()).select_from(one)).scalar_one()
            for one in (notice, sighting, version)
        ]
        numbers = set(connection.execute(select(version.c.number)).scalars())
        unsealed = connection.execute(select(segment).where(segment.c.sealed_at.is_(None))).all()
        fetched = connection.execute(select(fetch.c.id).where(fetch.c.notice_id.is_not(None))).scalars().all()
    assert (counts, numbers, unsealed) == ([NOTICES] * 3, {1}, [])
    assert len(fetched) == NOTICES
    reader = FactReader(engine)
    for one in fetched:
        evidence = reader.evidence(one)
        assert read_payload(root / "archive", evidence) == body_of(evidence.url)
    assert verify(root / "archive", engine) == []
    assert list((root / "archive").glob("*.lock")) == []


@pytest.mark.parametrize(
    ("kind", "kills"),
    [pytest.param("sqlite", 12, id="sqlite"), pytest.param("postgresql", 6, id="postgresql")],
)
def test_sigkill_loses_nothing_and_doubles_nothing(request, tmp_path, kind, kills):
    url = request.getfixturevalue(f"{kind}_url")
    engine = open_database(url)
    prepare_facts(engine)
    engine.dispose()
    chance = random.Random(20150624)
    killed = 0
    for attempt in count():
        child = multiprocessing.get_context("fork").Process(target=crawl, args=(url, tmp_path))
        child.start()
        if killed < kills:
            time.sleep(chance.uniform(0.02, 0.12))
            os.kill(child.pid, signal.SIGKILL)
        child.join()
        killed += child.exitcode == -signal.SIGKILL
        assert child.exitcode in {0, -signal.SIGKILL}
        assert acknowledged(tmp_path) <= kept(engine), f"lost at attempt {attempt}"
        if child.exitcode == 0:
            break
    assert killed >= kills // 2
    assert_whole(engine, tmp_path)
    states = [one.state for one in FactReader(engine).runs(HARBOUR.id)]
    assert set(states[:-1]) <= {RunState.INTERRUPTED}
    assert states[-1] == RunState.FINISHED
    engine.dispose()


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 280 KB, of which the empty tables take 216, and the way to make it larger."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(options):
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    if os.getuid() != 0 or not mount("size=280k"):
        pytest.skip("a small disk needs the right to mount one")
    yield folder, lambda size: mount(f"remount,size={size}")
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_loses_nothing_and_the_crawl_goes_on_later(small_disk):
    folder, grow = small_disk
    url = f"sqlite:///{folder / 'facts.db'}"
    for size in ("340k", "400k", "460k"):
        with pytest.raises(DiskLow):
            crawl(url, folder)
        assert grow(size)
        engine = open_database(url)
        assert acknowledged(folder) <= kept(engine)
        engine.dispose()
    assert acknowledged(folder)
    assert grow("64m")
    crawl(url, folder)
    engine = open_database(url)
    assert_whole(engine, folder)
    engine.dispose()


def made(data):
    entry = Entry(kind="resource", date="", identity="", sha256=sha256(data).hexdigest(), length=len(data))
    return Packed(data=data, entry=entry)


def test_a_write_that_fails_half_way_leaves_the_segment_as_it_was(tmp_path, monkeypatch):
    whole = OpenSegment(tmp_path / "a.warc.gz")
    whole.write((made(b"first"),))

    def half(data):
        whole._file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(whole, "_write_all", half)
        with pytest.raises(DiskLow, match="no room left"):
            whole.write((made(b"second" * 100),))
    assert whole.write((made(b"third"),)) == 5
    whole.sync()
    lines = manifest_lines((tmp_path / whole.list_records().name).read_bytes())
    assert [json.loads(one)["offset"] for one in lines] == [0, 5]
    assert (tmp_path / "a.warc.gz").read_bytes() == b"firstthird"
    assert whole.digest == sha256(b"firstthird").hexdigest()
    whole.close()
