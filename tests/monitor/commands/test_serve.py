"""``gongkai serve``: one clear message when the port is taken, pages when it is not."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.errors import UsageError
from monitor.commands.serve import address_of, listen, serve

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def start(shown_workspace):
    def begin(*words):
        command = [sys.executable, "-m", "schedules", "-w", str(shown_workspace), "serve", *words]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return begin


@pytest.fixture
def shown_workspace(own):
    return own[0].root


def test_a_taken_port_is_said_once_and_clearly(start):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with start("--port", str(port)) as child:
            out, said = child.communicate(timeout=60)
    assert child.returncode == 2
    assert out == ""
    assert said.splitlines()[0] == f"gongkai: cannot listen on 127.0.0.1:{port}: Address already in use"
    assert "--port" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "stopped by a supervisor"])
def test_serves_until_it_is_told_to_end(start, ending):
    with start("--port", "0", "--as-of", "2015-07-26") as child:
        address = re.fullmatch(r"(http://127\.0\.0\.1:\d+/)\n", child.stderr.readline())[1]
        with urllib.request.urlopen(f"{address}matrix.json", timeout=60) as answer:
            assert b'"2015-07-26' in answer.read()
            assert "server" not in answer.headers
        child.send_signal(ending)
        _, said = child.communicate(timeout=60)
    assert child.returncode in {0, -ending}
    assert "Traceback" not in said


def test_the_address_is_one_that_a_browser_takes():
    with listen("127.0.0.1", 0) as bound:
        assert address_of(bound) == f"http://127.0.0.1:{bound.getsockname()[1]}/"


def test_a_name_that_is_no_host_is_said_too():
    with pytest.raises(UsageError, match=r"cannot listen on nowhere\.invalid:0"):
        listen("nowhere.invalid", 0)


def test_a_day_to_come_is_refused(own):
    done = CliRunner().invoke(serve, ["--as-of", "2999-01-01"], obj=lambda: own[0])
    assert isinstance(done.exception, UsageError)
    assert "has not come yet" in done.exception.message
