"""Runs a job's command as a child process, so that a crawl's reactor and its faults end with it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from schedules.plan import WORK, Job

Run = Callable[[Job], int]
"""Runs a job to its end and returns its exit status."""


def child_runner(root: Path, database_url: str) -> Run:
    """Return a Run that starts ``gongkai`` on the workspace in *root*; its output goes where ours goes."""

    def run(job: Job) -> int:
        words = [sys.executable, "-m", "schedules", "-w", str(root), "--db", database_url, *WORK[job.do]]
        return subprocess.run(words, check=False, stdin=subprocess.DEVNULL).returncode  # noqa: S603 - our own words

    return run
