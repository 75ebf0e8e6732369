"""What is done to a command in the middle of its work, and how it may end then."""

import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from subprocess import Popen, TimeoutExpired
from typing import Protocol

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import OperationalError

from crawler.errors import DatabaseUnavailable, DiskLow
from schedules.crash.cluster import Cluster
from schedules.crash.disk import Disk
from schedules.crash.room import Room

_HELD = 2.0  # seconds for which others are locked out; far less than anybody's patience
_TRIES = 100  # for the locks of all tables at once
_LIMIT = (
    "500ms"  # less than PostgreSQL takes to look for a deadlock: we step back before, the work never has to
)
_GIVES_UP = 120.0  # seconds after which whoever is shut out has given up


class Disturbance(Protocol):
    """One kind of it."""

    @property
    def name(self) -> str:
        """What the table calls it."""

    @property
    def ends(self) -> frozenset[int]:
        """Exit statuses of a life that was disturbed."""

    def strike(self, life: Popen[bytes], room: Room) -> bool:
        """Disturb *life*, which works in *room*; return whether there was anything to disturb."""

    def mend(self) -> None:
        """Undo what stays when the life has ended."""


class Kill:
    """SIGKILL: no farewell at all."""

    name = "SIGKILL"
    ends = frozenset({-signal.SIGKILL})

    def strike(self, life: Popen[bytes], room: Room) -> bool:  # noqa: ARG002 - the same for every room
        """Kill it."""
        life.kill()
        return True

    def mend(self) -> None:
        """Nothing stays."""


class Restart:
    """The database's server breaks off and is started again."""

    name = "database restart"
    ends = frozenset({0, DatabaseUnavailable.exit_code})

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def strike(self, life: Popen[bytes], room: Room) -> bool:  # noqa: ARG002 - all of the server's databases are hit
        """Restart the server."""
        self._cluster.restart()
        return True

    def mend(self) -> None:
        """It serves again already."""


class LockOut:
    """Another process holds the whole database for a while; whoever works waits."""

    name = f"locked out for {_HELD:.0f} s"
    ends = frozenset({0})

    def strike(self, life: Popen[bytes], room: Room) -> bool:  # noqa: ARG002 - it only notices by waiting
        """Lock everything, wait, let go."""
        with _locked(room) as held:
            time.sleep(_HELD if held else 0)
        return held

    def mend(self) -> None:
        """Nothing is locked any more."""


class ShutOut:
    """Another process holds the whole database for longer than anybody waits."""

    name = "locked out for good"
    ends = frozenset({DatabaseUnavailable.exit_code})

    def strike(self, life: Popen[bytes], room: Room) -> bool:
        """Lock everything until *life* gives up."""
        with _locked(room) as held:
            if held:
                with suppress(TimeoutExpired):  # then it ends otherwise than it should, and is told of
                    life.wait(_GIVES_UP)
        return held

    def mend(self) -> None:
        """Nothing is locked any more."""


class FullDisk:
    """The disk has no byte left, until somebody makes room."""

    name = "disk full"
    ends = frozenset({0, DiskLow.exit_code})

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    def strike(self, life: Popen[bytes], room: Room) -> bool:  # noqa: ARG002 - all of the disk's rooms are hit
        """Fill the disk."""
        self._disk.fill()
        return True

    def mend(self) -> None:
        """Make room."""
        self._disk.make_room()


def _locked(room: Room) -> AbstractContextManager[bool]:
    """Hold all of the database so that nobody else reads or writes it; yields False where there is nothing to hold."""
    return _sqlite_locked(room) if room.url.startswith("sqlite") else _postgresql_locked(room)


@contextmanager
def _sqlite_locked(room: Room) -> Iterator[bool]:
    with closing(sqlite3.connect(room.root / "gongkai.db", timeout=_GIVES_UP, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield True
        other.execute("ROLLBACK")


@contextmanager
def _postgresql_locked(room: Room) -> Iterator[bool]:
    engine = create_engine(room.url)
    try:
        with engine.connect() as other:
            names = ", ".join(f'"{one}"' for one in inspect(other).get_table_names())
            yield bool(names) and any(_take(other, names) for _ in range(_TRIES))
    finally:
        engine.dispose()


def _take(other: Connection, names: str) -> bool:
    """Lock all tables or none."""
    other.rollback()
    other.execute(text(f"SET LOCAL lock_timeout = '{_LIMIT}'"))
    try:
        other.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))
    except OperationalError:
        other.rollback()
        return False
    return True
