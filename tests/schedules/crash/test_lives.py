"""A life that ends as it should not, or without one clear message, is held against the campaign."""

import stat
from random import Random

import pytest

from schedules.crash import room
from schedules.crash.disturb import FullDisk, Kill
from schedules.crash.lives import by_count, by_time, live
from schedules.crash.room import Room


class NoDisk:
    """Fills nothing: what ends with 3 does so by itself."""

    def fill(self):
        pass

    def make_room(self):
        pass


@pytest.fixture
def ends(tmp_path, monkeypatch):
    """Puts a script in the place of the command."""

    def made(script):
        command = tmp_path / "command"
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(command.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(room, "COMMAND", command)
        return Room(root=tmp_path / "workspace", url="sqlite://")

    return made


DISK_LOW = 'case "$*" in *" --end") exit 0;; esac; sleep 0.3; {said}; exit {status}'


@pytest.mark.parametrize(
    ("status", "said", "wrong"),
    [
        pytest.param(3, 'echo "gongkai: no room" >&2', 0, id="as it should, with one message"),
        pytest.param(3, "true", 1, id="without a word"),
        pytest.param(3, 'echo "gongkai: a" >&2; echo "gongkai: b" >&2', 1, id="two messages"),
        pytest.param(3, 'echo "gongkai: a" >&2; echo Traceback >&2', 1, id="a traceback"),
        pytest.param(1, 'echo "gongkai: no room" >&2', 1, id="another exit status"),
    ],
)
def test_how_a_life_may_end(ends, status, said, wrong):
    workspace = ends(DISK_LOW.format(said=said, status=status))
    lived = live(workspace, ("crawl",), FullDisk(NoDisk()), 1, by_time(0.1), Random(1), at_last=("--end",))
    assert lived.struck == 1
    assert lived.ended == {status: 1}
    assert lived.status == 0
    assert len(lived.wrong) == wrong


def test_a_life_that_ended_before_its_moment_does_not_count(ends):
    lived = live(ends("exit 0"), ("crawl",), Kill(), 2, by_time(20.0), Random(1))
    assert (lived.struck, lived.status, lived.wrong) == (0, 0, ())


def test_the_last_life_must_end_well(ends):
    lived = live(
        ends('case "$*" in *" --end") exit 5;; esac; sleep 9'),
        ("crawl",),
        Kill(),
        2,
        by_time(0.1),
        Random(1),
        at_last=("--end",),
    )
    assert (lived.struck, dict(lived.ended), lived.status, len(lived.wrong)) == (2, {-9: 2}, 5, 1)


def test_moments_by_count_wait_for_the_count(ends):
    counted = iter(range(100))
    lived = live(
        ends('case "$*" in *" --end") exit 0;; esac; sleep 9'),
        ("crawl",),
        Kill(),
        1,
        by_count(lambda: next(counted), lambda: 5),
        Random(1),
        at_last=("--end",),
    )
    assert lived.struck == 1
    assert next(counted) > 1
