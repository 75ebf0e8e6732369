"""A PostgreSQL server of our own, in a folder that goes when it goes; it can be broken off and started again."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from crawler.errors import GongkaiError
from schedules.backup.dump import program

_ROOT = 0
_ACCOUNT = "postgres"
"""Whose processes the server's are where we are root: PostgreSQL refuses that."""


class Cluster:
    """A server that runs."""

    def __init__(self, data: Path, port: int) -> None:
        self._data = data
        self.server = f"postgresql+psycopg://{_owner()}@127.0.0.1:{port}"

    def restart(self) -> None:
        """End every connection in the middle of what it does, as a crash of the server does, and serve again."""
        self._control("-l", self._data / "log", "-m", "immediate", "-w", "restart")

    def create(self, name: str, like: str = "template0") -> str:
        """Make a database as a copy of another, to which nobody is connected, and return its address."""
        self._command(f"CREATE DATABASE {name} TEMPLATE {like}")
        return f"{self.server}/{name}"

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        self._command(f"DROP DATABASE {name} WITH (FORCE)")

    def start(self, options: str) -> None:
        """Serve with the server's *options*."""
        self._control("-l", self._data / "log", "-o", options, "-w", "start")

    def stop(self) -> None:
        """Serve no longer."""
        self._control("-m", "immediate", "-w", "stop")

    def _control(self, *words: str | Path) -> None:
        _run("pg_ctl", "-D", self._data, *words)

    def _command(self, line: str) -> None:
        engine = create_engine(f"{self.server}/postgres", isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.execute(text(line))
        finally:
            engine.dispose()


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Make a server, yield it, and remove it; raise UsageError where PostgreSQL is not installed.

    It does not wait for the disk: a process that dies takes nothing with it that was handed to the system.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-pg-") as folder:
        if os.getuid() == _ROOT:
            shutil.chown(folder, _ACCOUNT)
        data = Path(folder) / "data"
        _run("initdb", "-D", data, "-U", _owner(), "-A", "trust", "-E", "UTF8", "--no-sync")
        port = _free_port()
        made = Cluster(data, port)
        made.start(f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=50")
        try:
            yield made
        finally:
            made.stop()


def _owner() -> str:
    return _ACCOUNT if os.getuid() == _ROOT else getpass.getuser()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _run(name: str, *words: str | Path) -> None:
    command = [program(name), *map(str, words)]
    if os.getuid() == _ROOT:
        command = ["runuser", "-u", _ACCOUNT, "--", *command]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)  # noqa: S603 - the system's own
    if done.returncode:
        raise GongkaiError(f"{name}: {' '.join((done.stdout + done.stderr).split())[-500:]}")
