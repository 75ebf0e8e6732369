"""Runs the campaign: plays the sound city once, keeps it as it was some weeks before its end, and plays those again with faults."""

import asyncio
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine

from crawler.clock import Clock, fixed_clock
from crawler.crawl import crawl_sites
from crawler.errors import UsageError
from crawler.files.sandbox import Sandbox
from crawler.files.step import read_files
from crawler.practice.faults.doors import NOWHERE, SECOND
from crawler.practice.faults.server import FaultyCity, serve_faulty
from crawler.practice.model import City
from crawler.practice.truth import obligations
from crawler.practice.workspace import write_workspace
from crawler.store.database import open_database
from crawler.workspace import Workspace, open_workspace
from monitor.judge import judge
from schedules.city.held import hold
from schedules.city.ours import forget_holidays
from schedules.city.rounds import Round, begins
from schedules.demo.compare import Compared
from schedules.faults.run import PATIENT, QUICK
from schedules.faults.shown import evening
from schedules.store import prepare

BEFORE, SOUND = "before", "sound"
"""The folders of the city up to where faults may begin, and of the whole of it without a fault."""
LATER = timedelta(hours=2)
"""After the first network's look comes the second's."""
Tell = Callable[[str, int, int], None]
"""Is told what is being played, the visit, and how many there are."""
MachineIn = Callable[[str], AbstractContextManager[None]]
"""Lets this machine's local time be that of a zone for a while; of its own where the name is empty."""


@dataclass(frozen=True, kw_only=True)
class Played:
    """One playing, and what was said of each bureau that was in it, beside the truth."""

    round: Round | None
    """None for the sound city."""
    compared: dict[str, list[Compared]]
    failures: dict[str, str]
    """What went wrong on our own side, by site."""


class Campaign:
    """The city, served, and the folder in which everything is."""

    def __init__(
        self,
        city: City,
        running: FaultyCity,
        folder: Path,
        clock: Clock,
        tell: Tell,
        machine_in: MachineIn,
    ) -> None:
        self.city = city
        self.running = running
        self.folder = folder
        self.clock = clock
        self.tell = tell
        self.machine_in = machine_in
        self.truth = obligations(city)
        start = begins(city)
        self.before = [day for day in city.visits if day < start]
        self.after = [day for day in city.visits if day >= start]

    def _prelude(self) -> None:
        """Play the city up to where faults may begin; leave it in ``before``."""
        with self._opened(BEFORE) as (workspace, engine):
            prepare(engine)
            sites = tuple(self.city.sites)
            asyncio.run(self._play(BEFORE, workspace, engine, Round(sites=sites), self.before))
            judge(workspace, engine, as_of=evening(self.before[-1]))

    def sound(self) -> Played:
        """Play the city without any fault."""
        self._prelude()
        return self._played(SOUND, Round(sites=tuple(self.city.sites)), sound=True)

    def sound_again(self) -> Played:
        """Judge the sound city that was kept in the folder by the rules of today, without playing it."""
        workspace = _kept(self.city, self.folder, SOUND)
        engine = open_database(workspace.database_url)
        try:
            prepare(engine)
            verdicts = judge(workspace, engine, as_of=evening(self.city.last)).verdicts
        finally:
            engine.dispose()
        return Played(round=None, compared=hold(self.truth, verdicts, self.city.by_id), failures={})

    def round(self, number: int, one: Round) -> Played:
        """Play the rest with the faults of *one*; what a killed campaign left of such a round is removed."""
        shutil.rmtree(self.folder / f"round-{number}", ignore_errors=True)
        return self._played(f"round-{number}", one, sound=False)

    def _played(self, name: str, one: Round, *, sound: bool) -> Played:
        shutil.copytree(self.folder / BEFORE, self.folder / name)
        self.running.lay(one.laid(self.city, self.folder, self.clock), self.after[0])
        with self._opened(name) as (workspace, engine), self.machine_in(one.ours.zone if one.ours else ""):
            failures = asyncio.run(self._play(name, workspace, engine, one, self.after))
            if one.ours and one.ours.unannounced:
                forget_holidays(workspace, self.city.last.year)
            verdicts = judge(workspace, engine, as_of=evening(self.city.last)).verdicts
        self.running.lay({}, self.after[0])
        if not sound:
            shutil.rmtree(self.folder / name)
        bureaus = [self.city.sites[site].id for site in one.sites]
        return Played(
            round=None if sound else one,
            compared=hold(self.truth, verdicts, bureaus),
            failures=failures,
        )

    @contextmanager
    def _opened(self, name: str) -> Iterator[tuple[Workspace, Engine]]:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        write_workspace(folder, self.running)
        workspace = open_workspace(folder)
        engine = open_database(workspace.database_url)
        try:
            yield workspace, engine
        finally:
            engine.dispose()

    async def _play(
        self, name: str, workspace: Workspace, engine: Engine, one: Round, days: Sequence[date]
    ) -> dict[str, str]:
        """Visit the sites of the round on every day of *days*; return what went wrong on our own side."""
        seconds = QUICK if one.hurried else PATIENT
        crawl = replace(workspace.settings.crawl, list_timeout=seconds, file_timeout=PATIENT)
        workspace = replace(workspace, settings=replace(workspace.settings, crawl=crawl))
        failures: dict[str, str] = {}
        with Sandbox() as sandbox:
            for at, day in enumerate(days, 1):
                await asyncio.to_thread(self.running.set_day, day)
                self.tell(name, at, len(days))
                clock = self._clock(one, day)
                await asyncio.to_thread(write_workspace, workspace.root, self.running)
                sites = {site: each for site, each in workspace.sites().items() if site in one.sites}
                if one.ours and one.ours.deaf and self._lies(day):
                    sites = {site: replace(each, base=_nowhere(each.base)) for site, each in sites.items()}
                looks = [await crawl_sites(workspace, sites, engine, clock)]
                if twice := {site: each for site, each in sites.items() if site in one.seen_twice}:
                    later = fixed_clock(clock() + LATER)
                    looks.append(await crawl_sites(_from_second(workspace), twice, engine, later))
                read_files(workspace.archive, engine, clock, sandbox)
                failures |= {
                    each.site: each.failure for look in looks for each in look.sites.values() if each.failure
                }
        return failures

    def _clock(self, one: Round, day: date) -> Clock:
        """Return the clock of the visit, and let the servers tell the right time where ours is wrong."""
        off = one.ours.off if one.ours and self._lies(day) else timedelta(0)
        told = evening(day)
        self.running.clocks = dict.fromkeys(self.city.sites, told) if one.ours and one.ours.off else {}
        return fixed_clock(told + off)

    def _lies(self, day: date) -> bool:
        """Return whether something of ours is wrong on *day*: on every other of the last visits, so that some see the truth."""
        return day in self.after[::2]


def _from_second(workspace: Workspace) -> Workspace:
    """Return *workspace* as it looks from the second network."""
    crawl = replace(workspace.settings.crawl, vantage="second", source_address=SECOND)
    return replace(workspace, settings=replace(workspace.settings, crawl=crawl))


def _nowhere(base: str) -> str:
    """Return *base* under a name that cannot be looked up."""
    scheme, _, rest = base.partition("://")
    return f"{scheme}://{NOWHERE}:{rest.rpartition(':')[2]}"


def _kept(city: City, folder: Path, name: str) -> Workspace:
    """Return the workspace *name* that was kept in *folder*; raise UsageError where there is none of *city*."""
    if not (folder / name).exists():
        raise UsageError(f"no city was played in {folder}", hint="play one with --folder")
    workspace = open_workspace(folder / name)
    if set(workspace.sites()) != set(city.sites):
        raise UsageError(
            f"another city was played in {folder}", hint="name its --bureaus, --years and --seed"
        )
    return workspace


@contextmanager
def campaign(
    city: City, folder: Path, clock: Clock, tell: Tell, machine_in: MachineIn, *, kept: bool = False
) -> Iterator[Campaign]:
    """Serve *city* while the block runs and give the campaign over it; *kept* where ``before`` is in *folder* already."""
    ports = {}
    if kept:
        sites = _kept(city, folder, BEFORE).sites()
        ports = {site: int(one.base.rstrip("/").rpartition(":")[2]) for site, one in sites.items()}
    with serve_faulty(city, city.first, {}, ports) as running:
        yield Campaign(city, running, folder, clock, tell, machine_in)
