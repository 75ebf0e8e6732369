"""What the acceptance tests share: the real command, run as a person runs it."""

import os
import shutil
import subprocess
import sys

import pytest

from crawler.practice.city import build_city
from crawler.practice.reckoning import reckon
from crawler.practice.server import serve_city
from crawler.practice.truth import listed_json
from crawler.practice.workspace import write_workspace
from crawler.store.database import open_database
from crawler.workspace import open_workspace


@pytest.fixture(scope="session")
def gongkai():
    """Runs ``gongkai`` on a workspace to its end."""

    def run(root, *words, database="", **options):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GONGKAI_")}
        if database:
            environment["GONGKAI_DATABASE_URL"] = database
        return subprocess.run(
            [sys.executable, "-m", "schedules", "-w", str(root), *map(str, words)],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
            timeout=120,
            **options,
        )

    return run


@pytest.fixture(scope="session")
def quiet_city(tmp_path_factory):
    """A small city in which nothing happens, and a workspace that fits it; copy it, do not write to it."""
    folder = tmp_path_factory.mktemp("quiet") / "workspace"
    with serve_city(build_city(notices=120)) as running:
        write_workspace(folder, running)
        yield running, folder


@pytest.fixture
def root(quiet_city, tmp_path):
    """A workspace of one's own on the quiet city."""
    return shutil.copytree(quiet_city[1], tmp_path / "workspace")


@pytest.fixture
def nothing_lost(quiet_city):
    """Asserts that a workspace holds every notice of the quiet city once, and every byte as it was sent."""
    running, _ = quiet_city

    def holds(root):
        workspace = open_workspace(root)
        engine = open_database(workspace.database_url)
        lines = reckon(workspace, engine, listed_json(running.city, running.day), running.sites)
        engine.dispose()
        return [one for one in lines if not one.right] == [] and lines[0].found > 100

    return holds
