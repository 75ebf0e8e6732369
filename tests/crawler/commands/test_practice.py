"""Tests of ``gongkai practice``."""

import http.client
import json
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from crawler.commands.practice import practice
from crawler.workspace import open_workspace


def run(*arguments: str):
    return CliRunner().invoke(practice, arguments, catch_exceptions=False)


def test_the_truth_is_a_table_of_every_obligation():
    done = run("truth")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert any("renshe" in line and "C21.2" in line and "suspected_missing" in line for line in lines)
    assert any("shichang" in line and "date_conflict" in line for line in lines)


def test_the_truth_as_json_has_duties_and_sites():
    data = json.loads(run("truth", "--json", "--seed", "7").output)
    assert data["seed"] == 7
    assert {"C02.1", "C03.6", "C21.1", "C21.2", "C01.2"} <= set(data["duties"])
    assert len(data["sites"]) >= 10


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("serve", "--day", "yesterday"), id="no day"),
        pytest.param(("serve", "--notices", "-1"), id="fewer than none"),
    ],
)
def test_wrong_words_are_a_usage_error(arguments):
    assert CliRunner().invoke(practice, arguments).exit_code == 2


@pytest.fixture
def served(tmp_path):
    ports = tmp_path / "ports.json"
    code = "import sys; from crawler.commands.practice import practice; practice(sys.argv[1:])"
    arguments = ["serve", "--day", "2015-06-02", "--port-file", ports, "--workspace", tmp_path / "ws"]
    process = subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE)
    until = time.monotonic() + 30
    while not (ports.exists() and ports.read_text().endswith("}\n")) and time.monotonic() < until:
        assert process.poll() is None
        time.sleep(0.02)
    yield process, json.loads(ports.read_text()), tmp_path / "ws"
    process.kill()
    process.communicate()


@pytest.mark.parametrize(
    "end", [pytest.param(signal.SIGINT, id="Ctrl-C"), pytest.param(signal.SIGTERM, id="TERM")]
)
def test_serve_says_where_it_is_and_ends_when_asked(served, end):
    process, said, folder = served
    control = http.client.HTTPConnection(urlsplit(said["control"]).netloc, timeout=5)
    control.request("GET", "/day")
    assert json.loads(control.getresponse().read()) == {"day": "2015-06-02"}
    control.close()
    assert set(open_workspace(folder).sites()) == set(said["sites"])
    process.send_signal(end)
    output, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "control: POST /day/" in output.decode()
