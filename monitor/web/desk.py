"""The desk behind the pages: the workspace, the database, and judgements kept until facts or decisions change."""

from collections import OrderedDict
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, select

from crawler.clock import Clock, local_day
from crawler.door.door import Door
from crawler.store.database import reading
from crawler.store.seal_tables import takedown
from crawler.store.tables import fetch, version
from crawler.store.tables import reading as reading_table
from crawler.store.takedowns import TakedownList
from crawler.workspace import Workspace
from monitor.catalogue.load import find_zone
from monitor.hidden import hidden
from monitor.judge import judge
from monitor.judgement import Judgement
from monitor.report.week import end_of
from monitor.review.tables import review_entry
from monitor.search.index import update_index

KEPT = 8  # judgements; a page and its neighbours, the week and the week before
Key = tuple[date, tuple[int, ...]]


class Desk:
    """Hands out judgements; one is made at a time, and made again only when there are new facts, decisions or files."""

    def __init__(self, workspace: Workspace, engine: Engine, clock: Clock, day: date | None = None) -> None:
        self.workspace = workspace
        self.engine = engine
        self.clock = clock
        self.day = day
        self.takedowns = TakedownList(engine)
        self._kept: OrderedDict[Key, Judgement] = OrderedDict()
        self._shelf = Lock()
        self._judging = Lock()
        self._indexing = Lock()
        self._indexed = (0, 0)

    @cached_property
    def zone(self) -> ZoneInfo:
        """Where the days of the pages begin and end: that of the catalogue."""
        return find_zone(self.workspace.settings.judge.edition, self.workspace.root)

    def today(self) -> date:
        """Return the day that pages speak of when none is asked for."""
        return self.day or local_day(self.clock(), self.zone)

    def latest(self) -> date:
        """Return the last day that may be asked for."""
        return max(self.today(), local_day(self.clock(), self.zone))

    def door(self) -> Door:
        """Return the door for one answer: it knows what is taken down at this moment."""
        taken = self.takedowns()
        return Door(lambda: taken)

    def judgement(self, day: date | None = None) -> Judgement:
        """Return what was known at the end of *day*, or is known now."""
        wanted = day or self.today()
        key = (wanted, self._facts())
        if (kept := self._lookup(key)) is not None:
            return self._shown(kept)
        with self._judging:
            # somebody may have judged it while we waited
            if (kept := self._lookup(key)) is not None:
                return self._shown(kept)
            made = judge(self.workspace, self.engine, as_of=self._moment(wanted))
            self._keep(key, made)
            return made

    def index(self) -> None:
        """Bring the index of search to the newest versions."""
        with self._indexing:
            with reading(self.engine) as connection:
                newest = (
                    connection.scalar(select(func.max(version.c.id))) or 0,
                    connection.scalar(select(func.max(takedown.c.id))) or 0,
                )
            if newest != self._indexed:
                update_index(self.engine)
                self._indexed = newest

    def _shown(self, kept: Judgement) -> Judgement:
        """Return a judgement that was kept without what was taken down since; nothing is judged anew for it."""
        taken = self.takedowns()
        return replace(kept, verdicts=hidden(kept.verdicts, taken)) if taken.seal else kept

    def _lookup(self, key: Key) -> Judgement | None:
        with self._shelf:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: Key, made: Judgement) -> None:
        with self._shelf:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def _moment(self, day: date) -> datetime:
        """Return the end of *day*; of a day that is not over only now, so that nothing is due before its time."""
        end = end_of(day, self.zone)
        return end if day == self.day else min(end, self.clock())

    def _facts(self) -> tuple[int, ...]:
        root = self.workspace.root
        files = [*root.glob("*.toml"), *root.glob("sites/*.toml"), *root.glob("editions/*/**/*.yaml")]
        files += root.glob("indicators/*.toml")
        changed = max((one.stat().st_mtime_ns for one in files), default=0)
        with reading(self.engine) as connection:
            fetched = connection.scalar(select(func.max(fetch.c.id))) or 0
            written = connection.scalar(select(func.max(version.c.id))) or 0
            read = connection.scalar(select(func.count(reading_table.c.ended_at))) or 0
            decided = connection.scalar(select(func.max(review_entry.c.id))) or 0
            lifted = connection.scalar(select(func.count()).where(takedown.c.down.is_(False))) or 0
        return fetched, written, read, decided, lifted, changed
