import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from crawler.clock import fixed_clock, system_clock
from crawler.store.database import open_database
from crawler.store.schema import upgrade
from schedules.engine import Engine
from schedules.plan import Job
from schedules.slots import Slots, this_owner
from schedules.tables import slot

NOW = datetime(2015, 6, 24, 4, 30, tzinfo=UTC)
HOURLY = Job(id="crawl", do="crawl", cron="0 * * * *")
SLOT = datetime(2015, 6, 24, 4, 0, tzinfo=UTC)


class Recorder:
    def __init__(self):
        self.runs, self.lines = [], []

    def __call__(self, job):
        self.runs.append(job.id)
        return 0


@pytest.fixture
def made(engine):
    upgrade(engine, "schedules", "time_version")

    def make(owner=None, now=NOW):
        recorder = Recorder()
        slots = Slots(engine, fixed_clock(now), owner or this_owner())
        return Engine((HOURLY,), slots, recorder, fixed_clock(now), recorder.lines.append), recorder

    return make


def test_two_schedulers_run_a_slot_once(made):
    (one, first), (two, second) = made("a/1/1"), made("b/1/1")
    one.fire(HOURLY)
    two.fire(HOURLY)
    assert (first.runs, second.runs) == (["crawl"], [])


def test_what_never_ran_has_missed_nothing(made):
    engine, recorder = made()
    engine.catch_up(HOURLY, NOW)
    assert recorder.runs == []


def test_missed_slots_are_caught_up_once_and_say_so(made):
    engine, recorder = made(now=NOW - timedelta(hours=5))
    engine.fire(HOURLY)
    later, recorder = made()
    later.catch_up(HOURLY, NOW)
    later.catch_up(HOURLY, NOW)
    assert recorder.runs == ["crawl"]
    assert "caught up" in recorder.lines[0]
    assert "2015-06-24 12:00:00" in recorder.lines[0]


def test_a_slot_whose_owner_died_is_run_again(made):
    engine, _ = made("nobody/1/1")
    assert engine.slots.claim("crawl", SLOT)
    host = this_owner().split("/")[0]
    gone, _ = made(f"{host}/999999999/1")
    assert gone.slots.claim("crawl", SLOT + timedelta(minutes=10))
    alive, recorder = made()
    alive.catch_up(HOURLY, NOW)
    assert recorder.runs == ["crawl"]
    assert "died" in recorder.lines[0]


def test_two_processes_run_each_slot_once(tmp_path):
    (tmp_path / "gongkai.toml").write_text("")
    (tmp_path / "plan.toml").write_text('[[job]]\nid = "mail"\ndo = "mail"\ncron = "* * * * * *"\n')
    words = [sys.executable, "-m", "schedules", "-w", str(tmp_path), "schedule", "run"]
    root = Path(__file__).resolve().parents[2]
    both = [subprocess.Popen(words, cwd=root, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    engine = open_database(f"sqlite:///{tmp_path}/gongkai.db")

    def rows():
        with engine.connect() as connection:
            return connection.execute(select(slot.c.planned, slot.c.exit_code)).all()

    try:
        until = system_clock() + timedelta(seconds=60)
        while system_clock() < until:
            time.sleep(0.5)
            if (tmp_path / "gongkai.db").exists() and sum(code is not None for _, code in _quiet(rows)) >= 3:
                break
    finally:
        for one in both:
            os.kill(one.pid, signal.SIGTERM)
        said = [one.communicate(timeout=30)[1] for one in both]
        engine.dispose()
    starts = Counter(line.split(",")[0] for text in said for line in text.splitlines() if "started" in line)
    assert len(starts) >= 3
    assert set(starts.values()) == {1}
    assert all(one.returncode == 0 for one in both), said


def _quiet(rows):
    from sqlalchemy.exc import OperationalError

    try:
        return rows()
    except OperationalError:
        return []
