import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from crawler.clock import fixed_clock
from crawler.store.schema import upgrade
from schedules.slots import Slots, _started, is_gone, this_owner

NOON = datetime(2015, 6, 24, 4, tzinfo=UTC)


@pytest.fixture
def slots(engine):
    upgrade(engine, "schedules", "time_version")
    return Slots(engine, fixed_clock(NOON), this_owner())


def test_a_slot_is_claimed_once(slots):
    assert slots.claim("crawl", NOON)
    assert not slots.claim("crawl", NOON)
    assert slots.claim("crawl", NOON + timedelta(hours=1))
    assert slots.claim("judge", NOON)


def test_of_many_claimants_one_wins(slots):
    won = []
    claimants = [threading.Thread(target=lambda: won.append(slots.claim("crawl", NOON))) for _ in range(8)]
    for one in claimants:
        one.start()
    for one in claimants:
        one.join()
    assert sorted(won) == [False] * 7 + [True]


def test_the_latest_slot_says_how_it_went(slots):
    assert slots.latest("crawl") is None
    slots.claim("crawl", NOON)
    assert slots.latest("crawl").exit_code is None
    slots.finish("crawl", NOON, 3)
    last = slots.latest("crawl")
    assert (last.exit_code, last.ended_at, last.attempt) == (3, NOON, 1)


def test_a_dead_owners_slot_is_taken_over_once(slots, engine):
    slots.claim("crawl", NOON)
    record = slots.latest("crawl")
    other = Slots(engine, fixed_clock(NOON), "elsewhere/1/2")
    assert other.take_over(record)
    assert not slots.take_over(record)
    assert slots.latest("crawl").attempt == 2


def test_an_ended_process_is_gone_and_we_are_not():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    host = this_owner().split("/")[0]
    owner = f"{host}/{child.pid}/{_started(child.pid)}"
    assert not is_gone(owner)
    child.communicate()
    assert is_gone(owner)
    assert not is_gone(this_owner())
    assert not is_gone("another-host/1/1")
