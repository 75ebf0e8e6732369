"""Opens the database of a workspace, SQLite or PostgreSQL, so that a committed fact survives a crash and a power cut."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from crawler.errors import DatabaseUnavailable, DiskLow

PATIENCE = timedelta(seconds=30)  # how long one process waits while another writes to the same SQLite file
CONNECT = timedelta(seconds=10)  # how long a PostgreSQL server may take to answer

_READS = "gongkai_reads"
_FULL = "disk is full"


def open_database(url: str, patience: timedelta | None = None) -> Engine:
    """Return an engine for *url* after one successful connection.

    ``postgres://`` and ``postgresql://`` use psycopg 3. Where another holds what is asked for, the engine waits no longer
    than *patience*: by default PATIENCE for a file, and on a server for as long as it takes. Raises DatabaseUnavailable, with the password masked, when
    the address cannot be read or nobody answers there.
    """
    parsed = _parse(url)
    lite = parsed.get_backend_name() == "sqlite"
    engine = _sqlite(parsed, patience or PATIENCE) if lite else _postgresql(parsed, patience)
    with reading(engine):
        return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes; it is committed at the end, rolled back on any error."""
    with translated(engine), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that only reads, and so never waits for another reader."""
    with translated(engine), engine.connect().execution_options(**{_READS: True}) as connection:
        yield connection


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Turn a database that does not answer into DatabaseUnavailable, and a full disk into DiskLow."""
    try:
        yield
    except (DBAPIError, sqlite3.OperationalError) as error:  # the second where the driver itself was asked
        cause = error.orig if isinstance(error, DBAPIError) else error
        if _FULL in str(cause) or "No space left" in str(cause):
            raise DiskLow(
                f"no room left for the database {masked(engine.url)}", hint="make room, then run it again"
            ) from error
        if not isinstance(error, DBAPIError) or _out_of_reach(error):
            said = " ".join(str(cause).split())
            raise DatabaseUnavailable(f"database {masked(engine.url)} does not answer: {said}") from error
        raise


def masked(url: URL) -> str:
    """Return *url* without its password."""
    hidden = {key: "***" if "password" in key.lower() else value for key, value in url.query.items()}
    return url.set(query=hidden).render_as_string(hide_password=True)


def _out_of_reach(error: DBAPIError) -> bool:
    """Whether *error* is about reaching the database, not about what was asked of it."""
    if isinstance(error.orig, sqlite3.DatabaseError):
        return not isinstance(error.orig, sqlite3.IntegrityError | sqlite3.ProgrammingError)
    return error.connection_invalidated or type(error).__name__ == "OperationalError"


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
        if parsed.drivername in {"postgres", "postgresql"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError):
        scheme = url.partition(":")[0]
        raise DatabaseUnavailable(
            f"not a database address: {scheme!r}", hint="use sqlite:///FILE or postgresql://HOST/NAME"
        ) from None
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise DatabaseUnavailable(f"neither SQLite nor PostgreSQL: {masked(parsed)}")
    return parsed


def _postgresql(url: URL, patience: timedelta | None) -> Engine:
    wait = int(CONNECT.total_seconds())
    engine = create_engine(
        url, pool_pre_ping=True, connect_args={"connect_timeout": wait, "application_name": "gongkai"}
    )
    if patience is not None:

        @event.listens_for(engine, "connect")
        def limit(connection: DBAPIConnection, _record: object) -> None:
            connection.cursor().execute(f"SET lock_timeout = {patience // timedelta(milliseconds=1)}")
            connection.commit()

    return engine


def _sqlite(url: URL, patience: timedelta) -> Engine:
    engine = create_engine(url, connect_args={"timeout": patience.total_seconds()})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Make every commit durable, and leave BEGIN to us.

    The rollback journal stays: in WAL mode the SQLite releases before 3.51.3 can lose commits of two connections.
    It is overwritten instead of made and deleted at every commit: 490 commits of a notice a second against 350.
    """
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = PERSIST")
    connection.execute("PRAGMA journal_size_limit = 16777216")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    """Take the writer's place at once, so that no transaction finds itself unable to go on in the middle."""
    reads = connection.get_execution_options().get(_READS, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
