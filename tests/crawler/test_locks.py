"""A lock keeps a second process out, and vanishes with the first however it dies."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.errors import LockHeld
from crawler.locks import FileLock, allow_open_files, site_lock

HOLD = """
import sys
from pathlib import Path
from crawler.locks import site_lock
with site_lock(Path(sys.argv[1]), "harbour"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_holder_is_refused(tmp_path):
    with (
        site_lock(tmp_path / "locks", "harbour"),
        pytest.raises(LockHeld, match=f"'harbour' is held by process {os.getpid()}"),
        site_lock(tmp_path / "locks", "harbour"),
    ):
        pass


def test_other_sites_and_later_holders_are_let_in(tmp_path):
    with site_lock(tmp_path, "harbour"), site_lock(tmp_path, "bridge"):
        pass
    with site_lock(tmp_path, "harbour"):
        pass


def test_an_error_lets_it_go(tmp_path):
    def fails():
        with site_lock(tmp_path, "harbour"):
            raise RuntimeError("inside")

    with pytest.raises(RuntimeError, match="inside"):
        fails()
    with site_lock(tmp_path, "harbour"):
        pass


def test_it_vanishes_with_a_killed_process(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(LockHeld, match=f"process {holder.pid}"),
            site_lock(tmp_path, "harbour"),
        ):
            pass
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with site_lock(tmp_path, "harbour"):
            pass


def test_a_crawl_may_hold_more_locks_than_the_usual_limit(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    few = len(list(Path("/proc/self/fd").iterdir())) + 20
    resource.setrlimit(resource.RLIMIT_NOFILE, (few, hard))
    try:
        allow_open_files()
        held = [FileLock(tmp_path / f"{at}.lock") for at in range(40)]
        for one in held:
            one.release()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert len(held) == 40
