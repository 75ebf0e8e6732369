"""Lives of one command: begun again and again and disturbed, until one may come to its end."""

import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from subprocess import Popen

from schedules.crash.disturb import Disturbance
from schedules.crash.room import Room

_TRIES = 6  # lives that are begun for every disturbance that is wanted, at most
_TICK = 0.002  # seconds between two looks at how far a life has come
_LAST = 600.0  # seconds that a life may take

Moment = Callable[[Popen[bytes], Random], None]
"""Returns when the moment has come to disturb a life, or when that has ended before."""


@dataclass(frozen=True, kw_only=True)
class Lived:
    """What came of it."""

    struck: int
    """Lives that were disturbed."""
    ended: Counter[int]
    """How these ended."""
    status: int
    """Exit status of the last life, which nobody disturbed."""
    wrong: tuple[str, ...] = ()
    """What lives said that ended as they should not, or without one clear message."""


def live(
    room: Room,
    words: tuple[str, ...],
    disturbance: Disturbance,
    times: int,
    moment: Moment,
    chance: Random,
    *,
    at_last: tuple[str, ...] = (),
    before: Callable[[], None] = lambda: None,
) -> Lived:
    """Run ``gongkai`` with *words* in *room*: disturbed so many *times*, each at a *moment*, then to its end.

    The life that nobody disturbs gets the words *at_last*, too; *before* each of the others more work may be laid out.
    """
    ended: Counter[int] = Counter()
    wrong: list[str] = []
    for _ in range(_TRIES * times):
        if ended.total() == times:
            break
        before()
        status, struck, said = _life(room, words, disturbance, moment, chance)
        ended[status] += struck
        if status not in (disturbance.ends if struck else {0}) or not _clear(status, said):
            wrong.append(f"{disturbance.name}, {' '.join(words)}: ended with {status}: {said[-2000:]}")
    status, said = last(room, (*words, *at_last))
    if status:
        wrong.append(f"{' '.join((*words, *at_last))}, not disturbed: ended with {status}: {said[-2000:]}")
    return Lived(struck=ended.total(), ended=+ended, status=status, wrong=tuple(wrong))


def last(room: Room, words: tuple[str, ...]) -> tuple[int, str]:
    """Run ``gongkai`` with *words* in *room* to its end; return its exit status and what it said."""
    done = subprocess.run(  # noqa: S603 - our own command
        room.command(words), capture_output=True, text=True, timeout=_LAST, check=False
    )
    return done.returncode, done.stderr


def by_time(usual: float) -> Moment:
    """Return moments spread over a life that takes *usual* seconds; its first quarter only loads the program."""

    def wait(life: Popen[bytes], chance: Random) -> None:
        end = time.monotonic() + chance.uniform(usual / 4, usual)
        while life.poll() is None and time.monotonic() < end:
            time.sleep(_TICK)

    return wait


def by_count(counted: Callable[[], int], longest: Callable[[], int]) -> Moment:
    """Return moments after up to *longest* more of what is *counted*, such as requests that were answered."""

    def wait(life: Popen[bytes], chance: Random) -> None:
        end = counted() + chance.randint(1, longest())
        while life.poll() is None and counted() < end:
            time.sleep(_TICK)
        time.sleep(chance.uniform(0, 5 * _TICK))

    return wait


def _life(
    room: Room, words: tuple[str, ...], disturbance: Disturbance, moment: Moment, chance: Random
) -> tuple[int, bool, str]:
    """Return how one life ended, whether it was disturbed, and what it said."""
    with tempfile.TemporaryFile() as said:
        life = Popen(room.command(words), stdout=subprocess.DEVNULL, stderr=said)  # noqa: S603 - ours
        try:
            moment(life, chance)
            struck = life.poll() is None and disturbance.strike(life, room)
            life.wait(_LAST)
        finally:
            life.kill()
            life.wait()
            disturbance.mend()
        said.seek(0)
        return life.returncode, struck, said.read().decode(errors="replace")


def _clear(status: int, said: str) -> bool:
    """Whether whoever ran it was told in one message what stopped it."""
    told = sum(line.startswith("gongkai: ") for line in said.splitlines())
    return status <= 0 or (told == 1 and "Traceback" not in said)
