"""The database of a backup: SQLite's own online copy, or PostgreSQL's own dump; both are of one moment."""

import errno
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, select, text
from sqlalchemy.engine import URL

from crawler.errors import DatabaseUnavailable, DiskLow, IntegrityFailure, UsageError
from crawler.store.database import masked, open_database, reading
from crawler.store.tables import segment

SQLITE, POSTGRESQL = "database.sqlite", "database.pgdump"
"""Name of the file in a backup, by kind of database."""
_PROGRAMS = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each release; only ``psql`` and the like are on the path."""
_PAGES = 4096  # copied at a time; between them others may write, and the copy begins anew where they did


def dump(engine: Engine, folder: Path) -> tuple[Path, dict[str, int]]:
    """Copy the database into *folder*; return the file, and of each segment that it knows as open what was committed.

    Raises DatabaseUnavailable where the database, or PostgreSQL's own program, refuses.
    """
    if engine.dialect.name == "sqlite":
        path = folder / SQLITE
        _copy_sqlite(engine, path)
        copied = open_database(f"sqlite:///{path}")
        try:
            return path, _open_segments(copied)
        finally:
            copied.dispose()
    return _dump_postgresql(engine, folder / POSTGRESQL)


def restore(path: Path, url: URL) -> None:
    """Make the database at *url* of the dump at *path*; one that holds anything is left alone.

    Raises UsageError where it does or is of the other kind, IntegrityFailure where the result is not sound.
    """
    kind = "sqlite" if path.name == SQLITE else "postgresql"
    if url.get_backend_name() != kind:
        raise UsageError(f"the backup is of {kind}, {masked(url)} is not", hint="name a database with --db")
    if kind == "sqlite":
        _restore_sqlite(path, Path(url.database or ""))
    else:
        _restore_postgresql(path, url)


def sound(path: Path) -> str:
    """Return what SQLite finds wrong in the file at *path*, or an empty text."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    return "" if said == ["ok"] else "; ".join(said[:3])


def program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs; raise UsageError where it is not installed."""
    if not (found := installed(name)):
        raise UsageError(f"{name} is not installed", hint="apt install postgresql-client")
    return found


def installed(name: str) -> str:
    """Return the path of the newest of PostgreSQL's programs of that name, or an empty text."""
    releases = sorted(_PROGRAMS.glob(f"*/bin/{name}"), key=lambda one: int(one.parts[-3]))
    return str(releases[-1]) if releases else shutil.which(name) or ""


def _open_segments(engine: Engine) -> dict[str, int]:
    wanted = select(segment.c.name, segment.c.committed).where(segment.c.sealed_at.is_(None))
    with reading(engine) as connection:
        return {row.name: row.committed for row in connection.execute(wanted)}


def _copy_sqlite(engine: Engine, path: Path) -> None:
    with reading(engine) as connection:
        source = connection.connection.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise DatabaseUnavailable(f"database {masked(engine.url)} is closed")
        with closing(sqlite3.connect(path)) as target:
            source.backup(target, pages=_PAGES)
    if wrong := sound(path):
        raise IntegrityFailure(
            f"database {masked(engine.url)} is damaged: {wrong}", hint="restore the last backup"
        )


def _restore_sqlite(path: Path, target: Path) -> None:
    if target.exists() and target.stat().st_size:
        raise UsageError(f"there is a database already: {str(target)!r}")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    if wrong := sound(target):
        raise IntegrityFailure(f"{str(path)!r} is damaged: {wrong}")


def _dump_postgresql(engine: Engine, path: Path) -> tuple[Path, dict[str, int]]:
    isolated = engine.connect().execution_options(isolation_level="REPEATABLE READ")
    with isolated as connection, connection.begin():
        moment = str(connection.execute(text("SELECT pg_export_snapshot()")).scalar_one())
        wanted = select(segment.c.name, segment.c.committed).where(segment.c.sealed_at.is_(None))
        opened = {row.name: row.committed for row in connection.execute(wanted)}
        _run(
            engine.url,
            "pg_dump",
            "--format=custom",
            f"--snapshot={moment}",
            "--no-owner",
            "--no-privileges",
            f"--file={path}",
        )
    return path, opened


def _restore_postgresql(path: Path, url: URL) -> None:
    with _engine(url) as engine, reading(engine) as connection:
        tables = text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
        if connection.execute(tables).scalar_one():
            raise UsageError(f"the database {masked(url)} is not empty", hint="name an empty one with --db")
    _run(url, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", path)


@contextmanager
def _engine(url: URL) -> Iterator[Engine]:
    engine = open_database(url.render_as_string(hide_password=False))
    try:
        yield engine
    finally:
        engine.dispose()


def _run(url: URL, name: str, *words: str | Path) -> None:
    """Run one of PostgreSQL's programs on *url*; the password goes by a file, where no list of processes shows it."""
    with tempfile.TemporaryDirectory(prefix="gongkai-") as room:
        plain = url.set(drivername="postgresql", password=None)
        if url.password:
            plain = plain.update_query_dict({"passfile": str(_password_file(Path(room), str(url.password)))})
        done = subprocess.run(  # noqa: S603 - the program is the system's own, no word comes from outside
            [program(name), f"--dbname={plain.render_as_string(hide_password=False)}", *map(str, words)],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        said = f"{name} on {masked(url)}: {' '.join(done.stderr.split())[:500]}"
        if os.strerror(errno.ENOSPC) in done.stderr:
            raise DiskLow(said, hint="make room, then run it again")
        raise DatabaseUnavailable(said)


def _password_file(room: Path, password: str) -> Path:
    """Write *password* as PostgreSQL's programs read it, for whichever server is asked."""
    path = room / "password"
    path.touch(mode=0o600)
    escaped = password.replace("\\", "\\\\").replace(":", "\\:")
    path.write_text(f"*:*:*:*:{escaped}\n", encoding="utf-8")
    return path
