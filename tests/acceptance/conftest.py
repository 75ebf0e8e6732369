"""What the acceptance tests share: the real command, run as a person runs it."""

import os
import subprocess
import sys

import pytest


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
