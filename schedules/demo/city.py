"""The practice city as a process of its own, so that serving it costs the crawl nothing."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from crawler.errors import GongkaiError

PATIENCE = timedelta(seconds=60)  # a cold start on a busy machine
POLL = timedelta(milliseconds=50)


class CityProcess:
    """A served city that follows the days we set."""

    def __init__(self, control: str) -> None:
        self.control = control

    def move(self, day: date) -> None:
        """Move the city to *day*; returns when every site has followed."""
        request = urllib.request.Request(f"{self.control}/day/{day}", method="POST")  # noqa: S310 - our own loopback
        with urllib.request.urlopen(request, timeout=PATIENCE.total_seconds()) as answer:  # noqa: S310 - as above
            answer.read()


@contextmanager
def city_process(folder: Path, seed: int) -> Iterator[CityProcess]:
    """Serve the city while the block runs, with a workspace that fits it in *folder*."""
    ports = folder / "ports.json"
    words = [sys.executable, "-m", "schedules", "practice", "serve", "--workspace", str(folder)]
    words += ["--port-file", str(ports), "--seed", str(seed)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL) as child:  # noqa: S603 - our words
        try:
            yield CityProcess(_control(child, ports))
        finally:
            child.terminate()


def _control(child: "subprocess.Popen[bytes]", ports: Path) -> str:
    for _ in range(PATIENCE // POLL):
        if child.poll() is not None:
            raise GongkaiError(f"the practice city ended with {child.returncode} before it began")
        if ports.exists() and (text := ports.read_text(encoding="utf-8")).endswith("\n"):
            return str(json.loads(text)["control"])
        time.sleep(POLL.total_seconds())
    raise GongkaiError(f"the practice city did not begin within {PATIENCE}")
