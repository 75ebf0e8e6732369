"""Ctrl-C in the middle of a crawl: it ends cleanly, says so by its status, and the next run goes on from there."""

import signal
import subprocess
import sys
import time
from datetime import timedelta
from urllib.request import urlopen

import pytest

from crawler.clock import system_clock

PATIENCE = timedelta(seconds=60)


@pytest.fixture
def slow(root):
    """A workspace whose sites ask for a pause between two requests, so that there is a middle to stop in."""
    for path in (root / "sites").glob("*.toml"):
        path.write_text(path.read_text().replace("gap = 0.0", "gap = 0.2"))
    return root


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda one: one.name)
def test_a_stopped_crawl_goes_on_at_its_next_start(gongkai, slow, quiet_city, nothing_lost, number):
    running, _ = quiet_city
    before = running.requests
    words = [sys.executable, "-m", "schedules", "-w", str(slow), "crawl"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as crawl:
        until = system_clock() + PATIENCE
        while running.requests < before + 80 and system_clock() < until:
            time.sleep(0.02)
        crawl.send_signal(number)
        said = crawl.communicate(timeout=PATIENCE.total_seconds())[1]
    assert crawl.returncode == 11, said
    assert "gongkai: stopped before the end; run the command again to go on" in said
    assert "Traceback" not in said
    assert not nothing_lost(slow)
    again = gongkai(slow, "crawl")
    assert again.returncode == 0, again.stderr
    assert nothing_lost(slow)


@pytest.fixture
def started(root):
    """Starts a command that runs until it is interrupted; ends it whatever happens."""
    begun = []

    def start(*words):
        line = [sys.executable, "-u", "-m", "schedules", "-w", str(root), *words]
        begun.append(subprocess.Popen(line, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True))
        return begun[-1]

    yield start
    for one in begun:
        one.kill()
        one.communicate()


def interrupted(command):
    command.send_signal(signal.SIGINT)
    said = command.communicate(timeout=PATIENCE.total_seconds())[0]
    assert command.returncode == 0, said
    assert "Traceback" not in said


def test_the_pages_are_served_until_interrupted(started):
    command = started("serve", "--port", "0")
    address = command.stdout.readline().strip()
    with urlopen(f"{address}method", timeout=PATIENCE.total_seconds()) as answer:
        assert answer.status == 200
    interrupted(command)


def test_the_plan_is_run_until_interrupted(started, root):
    (root / "plan.toml").write_text('[[job]]\nid = "a"\ndo = "mail"\ncron = "0 0 1 1 *"\n')
    command = started("schedule", "run")
    assert command.stdout.readline() == "1 job planned; stop with Ctrl-C\n"
    interrupted(command)
