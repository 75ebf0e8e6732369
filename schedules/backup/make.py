"""Makes a backup: the database of one moment first, then what it points to; complete under its name, or not there at all."""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from crawler.archive.durable import no_room, sync_folder
from crawler.archive.proof.links import chain_of
from crawler.errors import DiskLow, UsageError
from crawler.workspace import Workspace
from schedules.backup.content import SUMS, Item, copy, digest, items, sums_of
from schedules.backup.dump import dump

PREFIX = "gongkai-"
_PART = ".part"
_MB = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A backup that was made."""

    folder: Path
    files: int
    size: int
    """Bytes of all its files."""
    shared: int
    """Bytes that it shares with the backup before: their bytes are on the disk once."""


def make(workspace: Workspace, engine: Engine, backups: Path, now: datetime) -> Backup:
    """Make a backup of *workspace* in the folder *backups*; a crawl may go on meanwhile.

    Raises DiskLow where the reserve would be touched, UsageError where one of this very second is there.
    """
    backups.mkdir(parents=True, exist_ok=True)
    target = backups / f"{PREFIX}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if target.exists():
        raise UsageError(f"there is a backup already: {str(target)!r}")
    before = newest(backups)
    _forget_halves(backups)
    stage = backups / f"{target.name}{_PART}"
    try:
        stage.mkdir()
        with no_room(backups):
            with chain_of(workspace.archive, None):  # whoever seals a segment meanwhile waits for us
                path, opened = dump(engine, stage)
                wanted = items(workspace, opened, backups)
            _check_room(wanted, before, backups, workspace.settings.archive.reserve_mb)
            sums = {path.name: digest(path)}
            shared = sum(_keep(one, stage, before, sums) for one in wanted)
            listed = "".join(f"{said}  {name}\n" for name, said in sorted(sums.items()))
            (stage / SUMS).write_text(listed, encoding="utf-8")
            _sync(stage)
            stage.replace(target)
            sync_folder(backups)
    finally:
        shutil.rmtree(stage, ignore_errors=True)  # half a backup would keep the room that was wanting
    size = sum(one.stat().st_size for one in target.rglob("*") if one.is_file())
    return Backup(folder=target, files=len(sums), size=size, shared=shared)


def all_of(backups: Path) -> list[Path]:
    """Return the backups in a folder, the oldest first; one that was never finished is none."""
    return sorted(one for one in backups.glob(f"{PREFIX}*") if one.suffix != _PART and one.is_dir())


def newest(backups: Path) -> Path | None:
    """Return the last backup in a folder, or None."""
    return next(reversed(all_of(backups)), None)


def thin(backups: Path, keep: int) -> list[Path]:
    """Remove all but the last *keep* backups and return what was removed."""
    old = all_of(backups)[: -keep or None]
    for one in old:
        shutil.rmtree(one)
    return old


def _keep(item: Item, stage: Path, before: Path | None, sums: dict[str, str]) -> int:
    """Copy one file, or share it with the backup *before* where it is the same; return the bytes that are shared."""
    target = stage / item.name
    known = sums_of(before).get(item.name) if before else None
    if before and known and item.length is None and _unchanged(item, before / item.name):
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(before / item.name, target)
        sums[item.name] = known
        return target.stat().st_size
    sums[item.name] = copy(item, target)
    return 0


def _unchanged(item: Item, kept: Path) -> bool:
    """Whether a file is what was kept of it: the same length and bytes."""
    if not kept.is_file() or kept.stat().st_size != item.source.stat().st_size:
        return False
    return digest(kept) == digest(item.source)


def _check_room(wanted: list[Item], before: Path | None, backups: Path, reserve_mb: int) -> None:
    known = sums_of(before) if before else {}
    coming = sum(one.source.stat().st_size for one in wanted if one.name not in known)
    free = shutil.disk_usage(backups).free
    if free - coming < reserve_mb * _MB:
        raise DiskLow(
            f"{free // _MB} MB free in {str(backups)!r}, the backup takes {coming // _MB}, {reserve_mb} stay free",
            hint="make room, or name another folder",
        )


def _forget_halves(backups: Path) -> None:
    for one in backups.glob(f"{PREFIX}*{_PART}"):
        shutil.rmtree(one)


def _sync(stage: Path) -> None:
    """Return when every file and folder of the backup is on the disk."""
    for path in (*stage.rglob("*"), stage):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
