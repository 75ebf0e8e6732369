"""Runs the contenders one after the other against one server, and compares them."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from crawler.errors import GongkaiError
from crawler.practice.bench.pages import Shelf

NAMES = ("pipeline", "scrapy", "crawlee", "crawlee-memory", "client")
WANTED = {"scrapy": 0.8, "crawlee": 1.0, "crawlee-memory": 1.0}
"""Contender → the least that our pages a second are of its own."""
_OPENS = 20.0  # seconds until the server must be open
_PACKAGE = "crawler.practice.bench"


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one contender took."""

    name: str
    pages: int
    seconds: float
    cpu: float
    peak_mb: float
    marks: tuple[tuple[int, float], ...] = ()

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds

    def costs(self, block: int) -> Iterator[tuple[int, float]]:
        """Yield (pages so far, milliseconds of CPU a page in the last *block*)."""
        before = (0, 0.0)
        for at, spent in self.marks:
            if at - before[0] >= block:
                if before[0]:
                    yield at, (spent - before[1]) / (at - before[0]) * 1000
                before = (at, spent)


def missing(name: str) -> bool:
    """Whether a contender's tool is not installed."""
    return name.startswith("crawlee") and find_spec("crawlee") is None


def compete(shelf: Shelf, names: Sequence[str] = NAMES, rounds: int = 1) -> list[Result]:
    """Return the median of *rounds* of each contender that is installed; the rounds take turns."""
    found: dict[str, list[Result]] = {one: [] for one in names if not missing(one)}
    with served(shelf) as port:
        for _ in range(rounds):
            for name, results in found.items():
                results.append(run(name, shelf, port))
    return [sorted(one, key=lambda each: each.rate)[len(one) // 2] for one in found.values()]


def run(name: str, shelf: Shelf, port: int) -> Result:
    """Return what the contender took; raise GongkaiError where it did not read every page."""
    command = [sys.executable, "-m", f"{_PACKAGE}.one", name, str(shelf.sites), str(shelf.notices), str(port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise GongkaiError(f"{name!r} failed", hint=done.stderr[-2000:])
    result = Result(name=name, **json.loads(done.stdout.splitlines()[-1]))
    if result.pages != shelf.pages:
        raise GongkaiError(f"{name!r} read {result.pages} of {shelf.pages} pages", hint=done.stderr[-2000:])
    return result


@contextmanager
def served(shelf: Shelf) -> Iterator[int]:
    """Serve the pages in a process of its own, on the last core that we may use; yield the port."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        port_file = Path(folder) / "port"
        command = [
            sys.executable,
            "-m",
            f"{_PACKAGE}.server",
            str(shelf.sites),
            str(shelf.notices),
            str(port_file),
        ]
        with subprocess.Popen(command) as server:  # noqa: S603 - our own command
            os.sched_setaffinity(server.pid, {max(os.sched_getaffinity(0))})
            try:
                yield _port(port_file)
            finally:
                server.send_signal(signal.SIGKILL)


def _port(port_file: Path) -> int:
    limit = time.monotonic() + _OPENS
    while not port_file.exists():
        if time.monotonic() > limit:
            raise GongkaiError("the benchmark's server did not open")
        time.sleep(0.02)
    return int(port_file.read_text(encoding="utf-8"))
