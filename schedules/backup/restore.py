"""The way back: a backup is proven first, then a whole workspace is made of it under its name, or none at all."""

import shutil
from pathlib import Path

from sqlalchemy.engine import make_url

from crawler.archive.durable import no_room
from crawler.errors import IntegrityFailure, UsageError
from crawler.plural import counted
from crawler.workspace import Workspace, open_workspace
from schedules.backup.content import SUMS, digest, sums_of
from schedules.backup.dump import POSTGRESQL, SQLITE, restore

_PART = ".restoring"
_SHOWN = 5  # files that an error names


def wrong_in(folder: Path) -> list[str]:
    """Return what is wrong in a backup: files changed, gone or added, by name; the same that ``sha256sum -c`` says."""
    sums = sums_of(folder)
    if not sums:
        return [f"no list of files: {SUMS}"]
    there = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()} - {SUMS}
    changed = [name for name in sorted(sums.keys() & there) if digest(folder / name) != sums[name]]
    return [
        *(f"changed: {name}" for name in changed),
        *(f"gone: {name}" for name in sorted(sums.keys() - there)),
        *(f"not in the list: {name}" for name in sorted(there - sums.keys())),
    ]


def restore_to(folder: Path, target: Path, database_url: str = "") -> Workspace:
    """Make the workspace of the backup in *folder* at *target*, which must not exist or be empty.

    The database goes where its settings say, or to *database_url*. Raises IntegrityFailure for a backup that is not
    what was written, UsageError where the target or the database holds anything.
    """
    if not folder.is_dir():
        raise UsageError(f"no backup: {str(folder)!r} is no folder")
    if target.exists() and any(target.iterdir()):
        raise UsageError(f"not empty: {str(target)!r}", hint="name a new folder")
    if wrong := wrong_in(folder):
        said = "; ".join(wrong[:_SHOWN])
        raise IntegrityFailure(
            f"{counted(len(wrong), 'file')} of {str(folder)!r} not as written: {said}",
            hint="take another backup",
        )
    stage = target.with_name(f"{target.name}{_PART}")
    shutil.rmtree(stage, ignore_errors=True)
    try:
        with no_room(target):
            _fill(folder, stage, database_url)
        if target.exists():
            target.rmdir()
        stage.replace(target)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return open_workspace(target, database_url=database_url)


def _fill(folder: Path, stage: Path, database_url: str) -> None:
    shutil.copytree(folder / "workspace", stage)
    workspace = open_workspace(stage, database_url=database_url)
    if workspace.archive.exists() and any(workspace.archive.iterdir()):
        raise UsageError(f"not empty: the archive {str(workspace.archive)!r}")
    if (folder / "archive").is_dir():
        shutil.copytree(folder / "archive", workspace.archive, dirs_exist_ok=True)
    else:
        workspace.archive.mkdir(parents=True, exist_ok=True)
    name = SQLITE if (folder / SQLITE).exists() else POSTGRESQL
    restore(folder / name, make_url(_local(workspace.database_url)))


def _local(url: str) -> str:
    return url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url
