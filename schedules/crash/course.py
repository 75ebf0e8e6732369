"""One course: all stages of the work on one kind of database, with one kind of disturbance."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, inspect, select

from crawler.clock import Clock, local_day
from crawler.practice.crash import LISTS, reckoning, requests_of
from crawler.store.database import reading
from crawler.store.tables import version
from schedules.crash.disturb import Disturbance
from schedules.crash.letters import send_letters
from schedules.crash.lives import Lived, by_count, by_time, last, live
from schedules.crash.older import leave_old, releases
from schedules.crash.room import Ground, Room
from schedules.crash.stages import stages, standings, upgraded
from schedules.crash.tally import Tally, of_lines
from schedules.crash.words import CRAWL, MAIL, MIGRATE

_ROWS = 1000  # in every table of the database that is upgraded: enough for the upgrade to take its time
_CRAWL, _JUDGE, _MIGRATE = ("crawl",), ("judge",), ("migrate",)


@dataclass(frozen=True, kw_only=True)
class City:
    """What is crawled."""

    root: Path
    """A workspace that fits it; copied, never written to."""
    said: Mapping[str, Any]
    """The addresses of its control and its sites."""
    notices: int
    letters: int
    undisturbed: Mapping[str, tuple[str, ...]]
    """Standing and flags of each obligation after a crawl and a judgement that nobody disturbed."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """How one stage of a course went."""

    database: str
    disturbance: str
    stage: str
    wanted: int
    """Times that it was to be disturbed."""
    lived: Lived
    tally: Tally
    remark: str = ""

    @property
    def right(self) -> bool:
        """Whether everything is as if nothing had happened."""
        enough = self.lived.struck >= self.wanted
        return enough and not self.lived.wrong and not self.lived.status and self.tally.right


@dataclass(frozen=True, kw_only=True)
class Course:
    """Plays the stages one after the other in the same workspace."""

    ground: Ground
    beside: Path
    """Folder for the copies that nobody disturbs."""
    disturbance: Disturbance
    times: Mapping[str, int]
    """Stage → how often it is to be disturbed; what is not named is left out."""
    prepare: Callable[[Path], None] = lambda _: None
    """Makes a fresh workspace ready for the disturbance."""

    def play(self, city: City, chance: Random, clock: Clock, tell: Callable[[str], None]) -> Iterator[Row]:
        """Yield stage after stage, each as soon as it is done."""
        room = self._fresh(city)
        if self.times.keys() - {MAIL, MIGRATE}:
            yield from self._work(room, city, chance, clock, tell)
        if MAIL in self.times:
            tell(self._title(MAIL))
            done = send_letters(room, city.letters, self.disturbance, self.times[MAIL], chance, clock)
            yield self._row(MAIL, *done)
        if MIGRATE in self.times:
            tell(self._title(MIGRATE))
            yield self._upgrade(self._fresh(city), chance)

    def _work(
        self, room: Room, city: City, chance: Random, clock: Clock, tell: Callable[[str], None]
    ) -> Iterator[Row]:
        """Crawl, and do with what was crawled the same twice: disturbed, and in a copy that is not."""
        tell(self._title(CRAWL))
        times = self.times.get(CRAWL, 0)
        share = 4 * city.notices // max(times, 1)
        moment = by_count(
            lambda: requests_of(city.said["control"]),
            lambda: LISTS + min(share, city.notices - _versions(room)),
        )
        lived = live(room, _CRAWL, self.disturbance, times, moment, chance)
        calm = self.ground.copy(room, self.beside)
        judged = _usual(calm, _JUDGE)
        if times:
            same = standings(calm) == city.undisturbed
            lines = reckoning(room.root, dict(city.said), room.url)
            yield self._row(CRAWL, lived, of_lines(lines, same=same))
        for stage in stages(f"{local_day(clock()):%Y-%m-%d}"):
            if stage.name not in self.times:
                continue
            tell(self._title(stage.name))
            usual = judged if stage.words == _JUDGE else _usual(calm, stage.words)
            times = self.times[stage.name]
            lived = live(
                room, stage.words, self.disturbance, times, by_time(usual), chance, at_last=stage.at_last
            )
            yield self._row(stage.name, lived, stage.compared(calm, room))

    def _upgrade(self, room: Room, chance: Random) -> Row:
        """Upgrade a database of the first program that ever was, with rows in all of its tables."""
        with room.opened() as (engine, _):
            leave_old(engine, releases()[0], _ROWS)
        calm = self.ground.copy(room, self.beside)
        usual = by_time(_usual(calm, _MIGRATE))
        lived = live(room, _MIGRATE, self.disturbance, self.times[MIGRATE], usual, chance)
        return self._row(MIGRATE, lived, upgraded(calm, room))

    def _fresh(self, city: City) -> Room:
        room = self.ground.room(city.root)
        self.prepare(room.root)
        return room

    def _title(self, stage: str) -> str:
        return f"{self.ground.kind}, {self.disturbance.name}: {stage}"

    def _row(self, stage: str, lived: Lived, tally: Tally, remark: str = "") -> Row:
        return Row(
            database=self.ground.kind,
            disturbance=self.disturbance.name,
            stage=stage,
            wanted=self.times[stage],
            lived=lived,
            tally=tally,
            remark=remark,
        )


def _usual(room: Room, words: tuple[str, ...]) -> float:
    """Return the seconds of a life that nobody disturbs."""
    begun = time.monotonic()
    last(room, words)
    return time.monotonic() - begun


def _versions(room: Room) -> int:
    """Return how many versions are kept already."""
    with room.opened() as (engine, _):
        if not inspect(engine).has_table(version.name):
            return 0
        with reading(engine) as connection:
            return connection.execute(select(func.count()).select_from(version)).scalar_one()
