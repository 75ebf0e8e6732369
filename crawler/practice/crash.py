"""The crash campaign: kill the collector at random moments, let it end once, and count what is lost or twice."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import urlopen

from crawler.errors import GongkaiError
from crawler.practice.reckoning import Line, as_listed, reckon
from crawler.store.database import open_database
from crawler.workspace import open_workspace

COMMAND = Path(sys.executable).with_name("gongkai")
LISTS = 40
"""Requests that a life of the collector spends on lists before the first notice, about."""
_TRIES = 5  # lives that are begun for every kill that is wanted, at most
_TICK = 0.002  # seconds between two looks at how far a life has come
_WAIT = 10.0  # seconds for one answer of the control
_LAST = 600.0  # seconds that the last life may take


def run_crash(notices: int, kills: int, seed: int, keep: Path | None = None) -> str:
    """Return the reckoning after *kills* kills, as a table; raise GongkaiError with it where it does not come out."""
    chance = Random(seed)  # noqa: S311 - chooses moments, no secrets
    with ExitStack() as stack:
        root = keep or Path(stack.enter_context(TemporaryDirectory(prefix="gongkai-crash-")))
        said = stack.enter_context(served(root, notices, seed))
        killed = campaign(root, said["control"], chance, notices, kills)
        status, errors = last_life(root)
        lines = reckoning(root, said)
    lines = [
        Line(what="kills", wanted=kills, found=killed),
        Line(what="exit status of the last run", wanted=0, found=status),
        *lines,
    ]
    table = table_of(lines)
    if not all(one.right for one in lines):
        raise GongkaiError(f"the reckoning does not come out\n{table}", hint=errors[-2000:])
    return table


@contextmanager
def served(root: Path, notices: int, seed: int) -> Iterator[dict[str, Any]]:
    """Serve a quiet city in a process of its own; yield the addresses of its control and its sites."""
    root.mkdir(parents=True, exist_ok=True)
    addresses = root / "addresses.json"
    command = [str(COMMAND), "practice", "serve", "--notices", str(notices), "--seed", str(seed)]
    command += ["--workspace", str(root), "--port-file", str(addresses)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own command
        try:
            if server.stdout is None or not any("workspace written" in line for line in server.stdout):
                raise GongkaiError("the practice city did not open")
            yield json.loads(addresses.read_text(encoding="utf-8"))
        finally:
            server.terminate()


def campaign(root: Path, control: str, chance: Random, notices: int, kills: int) -> int:
    """Kill the collector *kills* times; a life that came to its own end before does not count."""
    longest = LISTS + 4 * notices // max(kills, 1)
    killed = 0
    for _ in range(_TRIES * kills):
        if killed == kills:
            break
        killed += _life(root, control, chance, chance.randint(1, longest))
    return killed


def _life(root: Path, control: str, chance: Random, requests: int) -> bool:
    """Start the collector and kill it after so many *requests*; return whether it was still alive."""
    life = requests_of(control) + requests
    with subprocess.Popen([COMMAND, "-w", root, "crawl"], stderr=subprocess.DEVNULL) as collector:  # noqa: S603 - ours
        while collector.poll() is None and requests_of(control) < life:
            time.sleep(_TICK)
        time.sleep(chance.uniform(0, 5 * _TICK))
        alive = collector.poll() is None
        collector.kill()
    return alive


def requests_of(control: str) -> int:
    """Return how many requests the sites behind *control* have answered so far."""
    with urlopen(f"{control}/counts", timeout=_WAIT) as answer:  # noqa: S310 - the control's own address
        counts: dict[str, dict[str, int]] = json.load(answer)
    return sum(sum(one.values()) for one in counts.values())


def last_life(root: Path) -> tuple[int, str]:
    """Let the collector run to its end; return its status and what it said."""
    done = subprocess.run(  # noqa: S603 - our own command
        [COMMAND, "-w", root, "crawl"], capture_output=True, text=True, timeout=_LAST, check=False
    )
    return done.returncode, done.stderr


def reckoning(root: Path, said: dict[str, Any], url: str = "") -> list[Line]:
    """Return what was counted in the workspace at *root*, or in the database at *url*, against what its city listed."""
    with urlopen(f"{said['control']}/listed", timeout=_WAIT) as answer:  # noqa: S310 - the control's own address
        listed = as_listed(answer.read().decode())
    workspace = open_workspace(root, database_url=url)
    engine = open_database(workspace.database_url)
    try:
        return reckon(workspace, engine, listed, said["sites"])
    finally:
        engine.dispose()


def table_of(lines: list[Line]) -> str:
    """Return *lines* as a table."""
    width = max(len(one.what) for one in lines)
    return "\n".join(
        f"{one.what:<{width}}  {one.found:>6}  {'ok' if one.right else f'wanted {one.wanted}'}"
        for one in lines
    )
