"""Two ``schedule run`` on one workspace: crawl, judgement and report by plan, each slot once, a mail sent once."""

import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import func, inspect, select

from crawler.clock import system_clock
from crawler.practice.city import build_city
from crawler.practice.server import serve_city
from crawler.practice.workspace import write_workspace
from crawler.store.database import open_database, reading
from crawler.store.tables import version
from monitor.tables import snapshot
from schedules.tables import slot

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = timedelta(seconds=120)  # a busy machine; done in a tenth of it otherwise
PLAN = """
[[job]]
id = "looking"
do = "crawl"
cron = "*/4 * * * * *"
[[job]]
id = "judging"
do = "judge"
cron = "*/6 * * * * *"
[[job]]
id = "telling"
do = "report"
cron = "*/7 * * * * *"
"""
MAIL = """
[mail]
host = "127.0.0.1"
port = {port}
recipients = ["office@example.invalid"]
"""
LOCKED = 12
"""Status of a crawl that finds the one before still at work, in the other scheduler."""


class Sink:
    """Accepts every message and keeps it."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(message_from_bytes(envelope.content))
        return "250 taken"


class AnyPort(Controller):
    """A mail server on a free port; the stock one would try port 0 to see whether it stands."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def sink():
    kept = Sink()
    controller = AnyPort(kept, hostname="127.0.0.1", port=0)
    controller.start()
    kept.port = controller.port
    yield kept
    controller.stop()


@pytest.fixture
def root(tmp_path, sink):
    with serve_city(build_city(notices=24)) as running:
        write_workspace(tmp_path, running)
        (tmp_path / "plan.toml").write_text(PLAN)
        with (tmp_path / "gongkai.toml").open("a") as settings:
            settings.write(MAIL.format(port=sink.port))
        yield tmp_path


@pytest.fixture
def database(root):
    engine = open_database(f"sqlite:///{root / 'gongkai.db'}")
    yield engine
    engine.dispose()


def slots(engine):
    with reading(engine) as connection:
        if not inspect(connection).has_table("slot"):
            return []
        return connection.execute(select(slot)).all()


def enough(engine, sink):
    """Whether every job came to its end, two schedulers had time to meet, and the mail is there."""
    ended = Counter(one.job for one in slots(engine) if one.exit_code == 0)
    return len(ended) == 3 and ended["looking"] >= 2 and sink.taken


def test_each_slot_runs_once_and_its_work_is_there(root, database, sink):
    words = [sys.executable, "-m", "schedules", "-w", str(root), "schedule", "run"]
    both = [subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    try:
        until = system_clock() + PATIENCE
        while system_clock() < until and not enough(database, sink):
            time.sleep(0.2)
    finally:
        for one in both:
            one.send_signal(signal.SIGTERM)
        said = [one.communicate(timeout=PATIENCE.total_seconds())[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    begun = Counter(
        line.split(",")[0] for text in said for line in text.splitlines() if line.endswith(": started")
    )
    assert set(begun.values()) == {1}, said
    kept = slots(database)
    assert len(kept) == len(begun)
    assert all(one.ended_at and one.attempt == 1 for one in kept)
    assert {one.exit_code for one in kept} <= {0, LOCKED}, "\n".join(said)
    with reading(database) as connection:
        assert connection.scalar(select(func.count()).select_from(version)) == 24
        assert (
            connection.scalar(select(func.count()).select_from(snapshot)) >= 2
        )  # the judgement's and the letter's
    assert {one.suffix for one in (root / "reports").iterdir()} == {".xlsx", ".html"}
    assert len(sink.taken) == 1
    assert "政务公开监测" in str(make_header(decode_header(sink.taken[0]["Subject"])))
