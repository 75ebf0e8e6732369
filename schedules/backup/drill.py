"""The drill: a backup is worth what its restore brings back, so that one is restored, proven, and asked for a report."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from uuid import uuid4

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL

from crawler.appended import append_line
from crawler.archive.places import FolderPlace
from crawler.archive.proof.check import check_archive
from crawler.archive.proof.facts import compare
from crawler.clock import local_day
from crawler.errors import GongkaiError
from crawler.store.database import open_database
from crawler.workspace import Workspace
from monitor.report.weekly import make_weekly
from schedules.backup.restore import restore_to
from schedules.store import prepare

DRILLS = "drills.jsonl"
"""File beside the backups with a line for each drill."""


@dataclass(frozen=True, kw_only=True)
class Drill:
    """How a drill went; no *wrong* means that backup, restore, proof and report all agree."""

    at: str
    """When, in UTC."""
    backup: str
    seconds: float
    wrong: tuple[str, ...] = ()


def drill(workspace: Workspace, engine: Engine, folder: Path, now: datetime) -> Drill:
    """Restore the backup in *folder* beside the system's other temporary files, prove it, note it, and remove it.

    The week's report of both is compared byte by byte; a crawl that goes on meanwhile may make them differ.
    """
    begun = monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="gongkai-drill-") as room,
        _scratch(engine.url, Path(room)) as url,
    ):
        try:
            wrong = _proven(workspace, engine, folder, Path(room), url, now)
        except GongkaiError as error:
            wrong = [error.message]
    done = Drill(
        at=now.astimezone(UTC).isoformat(timespec="seconds"),
        backup=folder.name,
        seconds=round(monotonic() - begun, 1),
        wrong=tuple(wrong),
    )
    append_line(folder.parent / DRILLS, json.dumps(asdict(done), ensure_ascii=False))
    return done


def last_drill(backups: Path) -> Drill | None:
    """Return the last drill of the backups in a folder, or None."""
    try:
        lines = (backups / DRILLS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return None
    return Drill(**{**(said := json.loads(lines[-1])), "wrong": tuple(said["wrong"])}) if lines else None


def _proven(
    workspace: Workspace, engine: Engine, folder: Path, room: Path, url: str, now: datetime
) -> list[str]:
    restored = restore_to(folder, room / "workspace", url)
    copy = open_database(restored.database_url)
    try:
        prepare(copy)
        wrong = [str(one) for one in check_archive(FolderPlace(restored.archive)).problems]
        wrong += [str(one) for one in compare(restored.archive, copy)]
        day = local_day(now)
        ours = make_weekly(workspace, engine, day, room / "ours").files
        theirs = make_weekly(restored, copy, day, room / "theirs").files
    finally:
        copy.dispose()
    again = {path.name: digest for path, digest in theirs.items()}
    return wrong + [
        f"not the same: {path.name}" for path, digest in ours.items() if again[path.name] != digest
    ]


@contextmanager
def _scratch(url: URL, room: Path) -> Iterator[str]:
    """Yield the address of a database that is there for the drill alone."""
    if url.get_backend_name() == "sqlite":
        yield f"sqlite:///{room / 'drill.db'}"
        return
    name = f"gongkai_drill_{uuid4().hex[:12]}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        try:
            yield url.set(database=name).render_as_string(hide_password=False)
        finally:
            with server.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        server.dispose()
