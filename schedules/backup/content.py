"""What a backup holds beside the database: the archive as far as that database knows it, and the files that people edit."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from crawler.archive.durable import PART
from crawler.archive.entries import SEGMENT
from crawler.workspace import Workspace

SUMS = "SHA256SUMS"
"""The list of all other files of a backup, as ``sha256sum -c`` reads it."""
_PIECE = 1 << 20
_JOURNALS = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One file to be kept: from where, under which name, and how much of it."""

    source: Path
    name: str
    length: int | None = None
    """Bytes from its beginning; None is the whole."""


def items(workspace: Workspace, opened: Mapping[str, int], backups: Path) -> list[Item]:
    """Return the files of *workspace* in their order; *opened* says how much of each open segment counts.

    To be called while nothing is sealed: then chain, roots and database are of one moment.
    """
    return [*_archive(workspace.archive, opened), *_edited(workspace, backups)]


def copy(item: Item, target: Path) -> str:
    """Copy one file, its permissions too, and return its SHA-256; raise OSError where it is shorter than it must be."""
    target.parent.mkdir(parents=True, exist_ok=True)
    total, left = sha256(), item.length if item.length is not None else -1
    with item.source.open("rb") as source, target.open("xb") as sink:
        while piece := source.read(min(_PIECE, left) if left >= 0 else _PIECE):
            total.update(piece)
            sink.write(piece)
            left -= len(piece) if left >= 0 else 0
    if left > 0:
        raise OSError(f"{str(item.source)!r} ends {left} bytes too early")
    shutil.copymode(item.source, target)
    return total.hexdigest()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as source:
        total = sha256()
        while piece := source.read(_PIECE):
            total.update(piece)
    return total.hexdigest()


def sums_of(folder: Path) -> dict[str, str]:
    """Return the list of a backup: name → SHA-256; empty where there is none."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return {name: said for said, _, name in (line.partition("  ") for line in lines) if name}


def _archive(folder: Path, opened: Mapping[str, int]) -> Iterator[Item]:
    """Yield the archive's files; an open segment that the database does not know yet is not one of them."""
    segments = {one.name for one in folder.glob(f"*{SEGMENT}")}
    sealed = {one for one in segments if not (folder / f"{one}.lock").exists()}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        unfinished = name.endswith((".lock", PART)) or (name in segments - sealed and name not in opened)
        if path.is_file() and not path.is_symlink() and not unfinished:
            yield Item(source=path, name=f"archive/{name}", length=opened.get(name))


def _edited(workspace: Workspace, backups: Path) -> Iterator[Item]:
    """Yield what people edit and what was reported: all of the folder but the archive, locks, backups and the database."""
    root = workspace.root.resolve()
    apart = {workspace.archive.resolve(), workspace.locks.resolve(), backups.resolve()}
    database = workspace.database_url.removeprefix("sqlite:///")
    beside = {Path(f"{database}{end}").resolve() for end in _JOURNALS}
    for path in sorted(root.rglob("*")):
        inside = apart.intersection({path, *path.parents})
        if path.is_file() and not path.is_symlink() and not inside and path not in beside:
            yield Item(source=path, name=f"workspace/{path.relative_to(root).as_posix()}")
