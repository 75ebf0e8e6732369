"""Fixtures that several folders share: a database of each kind."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from crawler.store.database import open_database
from crawler.store.schema import prepare_facts

ROOTS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))


def _as_postgres(*command):
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return list(command)
    return ["runuser", "-u", "postgres", "--", *command]


def _run(*command):
    done = subprocess.run(_as_postgres(*command), cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")


@pytest.fixture(scope="session")
def postgresql_server():
    """The address of a PostgreSQL server that lives as long as the test session; one for each xdist worker."""
    if not ROOTS:
        pytest.skip("PostgreSQL is not installed")
    binaries = ROOTS[-1]
    with tempfile.TemporaryDirectory(prefix="gongkai-pg-") as folder:
        data = Path(folder) / "data"
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        owner = "postgres" if os.getuid() == 0 else getpass.getuser()
        _run(f"{binaries}/initdb", "-D", str(data), "-U", owner, "-A", "trust", "-E", "UTF8", "--no-sync")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=50"
        log = str(Path(folder) / "log")
        _run(f"{binaries}/pg_ctl", "-D", str(data), "-l", log, "-o", options, "-w", "start")
        try:
            yield f"postgresql+psycopg://{owner}@127.0.0.1:{port}"
        finally:
            _run(f"{binaries}/pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")


@pytest.fixture
def postgresql_url(postgresql_server):
    """The address of an empty database."""
    name = f"t{uuid4().hex[:12]}"
    server = create_engine(f"{postgresql_server}/postgres", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    yield f"{postgresql_server}/{name}"
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def sqlite_url(tmp_path):
    """The address of an empty database."""
    return f"sqlite:///{tmp_path / 'facts.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """The address of an empty database of each kind."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def empty_engine(database_url):
    """A database of each kind without any table."""
    engine = open_database(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(empty_engine):
    """A database of each kind with the tables of facts."""
    prepare_facts(empty_engine)
    return empty_engine


@pytest.fixture
def sqlite_engine(sqlite_url):
    """A SQLite database with the tables of facts, where a second kind would show nothing."""
    opened = open_database(sqlite_url)
    prepare_facts(opened)
    yield opened
    opened.dispose()
