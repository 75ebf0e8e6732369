"""Looks at what keeps the facts: the database and its library, the archive, and the room that both need."""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select, text

from crawler.archive.segment import lock_of
from crawler.errors import LockHeld
from crawler.locks import FileLock
from crawler.store.database import masked, reading
from crawler.store.schema import behind
from crawler.store.tables import segment
from schedules.backup.drill import last_drill
from schedules.backup.dump import sound
from schedules.backup.make import PREFIX, newest
from schedules.doctor.finding import Finding, Level, Patient, judged
from schedules.store import LAYERS

_LOSES = ((3, 7, 0), (3, 51, 2))
"""First and last release of SQLite that can lose commits of two connections in WAL mode (sqlite.org/wal.html)."""
_MB = 1 << 20
_SCARCE = 2  # times the reserve; less is worth a word
_OLD = timedelta(days=2)  # of a backup: every day makes evidence that is nowhere else
_STALE = timedelta(days=31)  # of a drill


def database(patient: Patient) -> Iterator[Finding]:
    """Yield whether the database is of this program's schema and sound, and its library known to lose nothing."""
    lacking = [package for package, table in LAYERS if behind(patient.engine, package, table)]
    where = masked(patient.engine.url)
    yield judged("schema", Level.WRONG if lacking else Level.OK, where=where, layers=", ".join(lacking))
    if patient.engine.dialect.name != "sqlite":
        return
    with reading(patient.engine) as connection:
        mode = str(connection.execute(text("PRAGMA journal_mode")).scalar_one())
    loses = mode == "wal" and _LOSES[0] <= sqlite3.sqlite_version_info <= _LOSES[1]
    yield judged(
        "sqlite", Level.WRONG if loses else Level.OK, version=sqlite3.sqlite_version, mode=mode.upper()
    )
    wrong = sound(Path(str(patient.engine.url.database)))
    yield judged("integrity", Level.WRONG if wrong else Level.OK, where=where, said=wrong)


def archive(patient: Patient) -> Iterator[Finding]:
    """Yield whether the archive has room, is signed and stamped, and was left in order."""
    workspace = patient.workspace
    folder, reserve = workspace.archive, workspace.settings.archive.reserve_mb
    at = folder if folder.exists() else workspace.root
    free = shutil.disk_usage(at).free // _MB
    level = Level.WRONG if free < reserve else Level.NOTE if free < reserve * _SCARCE else Level.OK
    yield judged("room", level, free=free, where=str(at), reserve=reserve)
    key = workspace.signing_key
    if not key.exists():
        yield judged("key_missing", Level.NOTE, where=str(key))
    elif key.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield judged("key_open", Level.WRONG, where=str(key))
    else:
        yield judged("key", Level.OK, where=str(key))
    if not workspace.settings.archive.authority:
        yield judged("no_stamps", Level.NOTE)
    left = _abandoned(patient)
    yield judged("segments", Level.NOTE if left else Level.OK, number=len(left), names=", ".join(left[:3]))


def backups(patient: Patient) -> Iterator[Finding]:
    """Yield how old the last backup and the last drill are, and how that went."""
    folder = patient.workspace.root / patient.workspace.settings.backup.folder
    last = newest(folder)
    if last is None:
        yield judged("no_backup", Level.NOTE, where=str(folder))
        return
    age = patient.now - _moment(last.name)
    yield judged("backup", Level.NOTE if age > _OLD else Level.OK, name=last.name, days=age.days)
    drill = last_drill(folder)
    if drill is None:
        yield judged("no_drill", Level.NOTE)
    elif drill.wrong:
        yield judged("drill_failed", Level.WRONG, at=drill.at[:10], said="; ".join(drill.wrong[:2]))
    else:
        age = patient.now - datetime.fromisoformat(drill.at)
        yield judged(
            "drill", Level.NOTE if age > _STALE else Level.OK, at=drill.at[:10], seconds=drill.seconds
        )


def _moment(name: str) -> datetime:
    return datetime.strptime(name.removeprefix(PREFIX), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _abandoned(patient: Patient) -> list[str]:
    """Return the segments that a dead process left open; one that lives holds its lock."""
    if behind(patient.engine, *LAYERS[0]):
        return []
    with reading(patient.engine) as connection:
        opened = connection.execute(select(segment.c.name).where(segment.c.sealed_at.is_(None))).scalars()
        names = list(opened)
    found = []
    for name in names:
        path = patient.workspace.archive / name
        with suppress(LockHeld):
            FileLock(lock_of(path)).release()
            found.append(name)
    return found
