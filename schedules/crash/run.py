"""The whole campaign: every kind of disturbance on both kinds of database, each against an undisturbed run."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from crawler.clock import Clock
from crawler.errors import GongkaiError
from crawler.practice.crash import served
from schedules.backup.dump import installed
from schedules.crash.cluster import cluster
from schedules.crash.course import City, Course, Row
from schedules.crash.disk import small_disk, use_all_room
from schedules.crash.disturb import FullDisk, Kill, LockOut, Restart, ShutOut
from schedules.crash.lives import last
from schedules.crash.room import Ground
from schedules.crash.stages import standings
from schedules.crash.words import CRAWL, DATABASES, KINDS, MAIL, POSTGRESQL, SQLITE, STAGES

_MEGABYTES = 128  # of the disk that is filled
_IN_CRAWL, _IN_MAIL = 20, 30  # of 100 kills; the other stages share the rest
_ON_SERVER = 5  # of so many kills one more is made on PostgreSQL
Tell = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is to be played."""

    notices: int
    letters: int
    kills: int
    """SIGKILLs over all stages on SQLite; a fifth of them again on PostgreSQL."""
    others: int
    """Times that each other disturbance hits each stage."""
    seed: int
    databases: tuple[str, ...] = DATABASES
    kinds: tuple[str, ...] = KINDS
    stages: tuple[str, ...] = STAGES


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """What this machine cannot show."""

    what: str
    why: str
    right: bool = True
    """It is no fault of ours."""


def run_campaign(wanted: Wanted, clock: Clock, tell: Tell) -> Iterator[Row | LeftOut]:
    """Yield what came of each stage of each course, as soon as it is known."""
    chance = Random(wanted.seed)  # noqa: S311 - chooses moments, no secrets
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="gongkai-crash-")))
        said = stack.enter_context(served(folder / "city", wanted.notices, wanted.seed))
        tell("undisturbed")
        quiet = Ground(folder=folder).room(folder / "city")
        for words in (("crawl",), ("judge",)):
            status, errors = last(quiet, words)
            if status:
                raise GongkaiError(
                    f"{words[0]} ended with {status} and nobody had disturbed it: {errors[-2000:]}"
                )
        city = City(
            root=folder / "city",
            said=said,
            notices=wanted.notices,
            letters=wanted.letters,
            undisturbed=standings(quiet),
        )
        for one in _courses(wanted, folder, stack):
            if isinstance(one, LeftOut):
                yield one
            else:
                yield from one.play(city, chance, clock, tell)


def shares(kills: int, names: tuple[str, ...]) -> dict[str, int]:
    """Return how many of *kills* each of the stages called *names* gets, each one at least."""
    every = {CRAWL: kills * _IN_CRAWL // 100, MAIL: kills * _IN_MAIL // 100}
    others = [one for one in STAGES if one not in every]
    every |= dict.fromkeys(others, (kills - sum(every.values())) // len(others))
    return {name: max(1, every[name]) for name in names}


def _courses(wanted: Wanted, folder: Path, stack: ExitStack) -> Iterator[Course | LeftOut]:
    """Yield the courses one after the other; what one needs is set up when its turn comes."""
    each = dict.fromkeys(wanted.stages, wanted.others)
    if SQLITE in wanted.databases:
        yield from _on_sqlite(wanted, folder, each, stack)
    if POSTGRESQL not in wanted.databases:
        return
    if not installed("initdb"):
        yield LeftOut(what=POSTGRESQL, why="it is not installed")
        return
    server = stack.enter_context(cluster())
    ground = Ground(folder=folder, cluster=server)
    few = shares(wanted.kills // _ON_SERVER, wanted.stages)
    for kind, disturbance, times in (
        ("kill", Kill(), few),
        ("restart", Restart(server), each),
        ("lock", LockOut(), each),
    ):
        if kind in wanted.kinds:
            yield Course(ground=ground, beside=folder, disturbance=disturbance, times=times)


def _on_sqlite(
    wanted: Wanted, folder: Path, each: Mapping[str, int], stack: ExitStack
) -> Iterator[Course | LeftOut]:
    ground = Ground(folder=folder)
    once = dict.fromkeys(wanted.stages, 1)  # each takes as long as a process waits
    for kind, disturbance, times in (
        ("kill", Kill(), shares(wanted.kills, wanted.stages)),
        ("lock", LockOut(), each),
        ("shut", ShutOut(), once),
    ):
        if kind in wanted.kinds:
            yield Course(ground=ground, beside=folder, disturbance=disturbance, times=times)
    if "full" in wanted.kinds:
        disk = stack.enter_context(small_disk(folder / "disk", _MEGABYTES))
        if disk is None:
            yield LeftOut(what="disk full", why="nobody may mount a small disk here")
            return
        yield Course(
            ground=Ground(folder=disk.folder),
            beside=folder,
            disturbance=FullDisk(disk),
            times=each,
            prepare=use_all_room,
        )
