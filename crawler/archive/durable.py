"""Writes to the disk such that what was written is there after a crash, and a full disk has a name of its own."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from crawler.errors import DiskLow

PART = ".part"
"""How the name of a file ends that is not whole yet."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def no_room(path: Path) -> Iterator[None]:
    """Turn the system's "no space left" into DiskLow."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskLow(
                f"no room left in {str(path.parent)!r}", hint="make room, then run it again"
            ) from error
        raise


def sync_folder(folder: Path) -> None:
    """Return when the names in *folder* are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes) -> None:
    """Put *data* at *path* whole or not at all, on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{uuid4().hex[:8]}{PART}")
    try:
        with no_room(path), part.open("xb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
