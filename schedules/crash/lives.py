"""Lives of one command: begun again and again and killed, until one may come to its end."""

import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from crawler.practice.crash import COMMAND

_TRIES = 6  # lives that are begun for every kill that is wanted, at most
_LAST = 600.0  # seconds that the last life may take


@dataclass(frozen=True, kw_only=True)
class Lived:
    """What came of it."""

    killed: int
    status: int
    """Of the last life."""
    errors: str = ""


def live(root: Path, words: tuple[str, ...], kills: int, chance: Random, usual: float) -> Lived:
    """Run ``gongkai`` with *words* on the workspace in *root*: killed *kills* times, then to its end.

    *usual* is how many seconds a life takes that nobody disturbs; the kills are spread over it.
    """
    killed = 0
    for _ in range(_TRIES * kills):
        if killed == kills:
            break
        life = subprocess.Popen(  # noqa: S603 - our own command
            _command(root, words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        with life:
            time.sleep(chance.uniform(0, usual))
            killed += life.poll() is None
            life.kill()
    done = subprocess.run(  # noqa: S603 - our own command
        _command(root, words), capture_output=True, text=True, timeout=_LAST, check=False
    )
    return Lived(killed=killed, status=done.returncode, errors=done.stderr)


def _command(root: Path, words: tuple[str, ...]) -> list[str]:
    return [str(COMMAND), "-w", str(root), *words]
