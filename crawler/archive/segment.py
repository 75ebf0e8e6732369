"""One open WARC file that this process alone writes: bytes go in whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from crawler.errors import DiskLow
from crawler.locks import FileLock

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class OpenSegment:
    """A file under its lock, with its length and its digest so far."""

    def __init__(self, path: Path) -> None:
        """Create the file, which must not exist, and lock it."""
        self.path = path
        self.lock = FileLock(lock_of(path))
        self.length = 0
        self.records = 0
        self.identity = 0
        """Id of its row, once it has one."""
        self._hash = sha256()
        with no_room(path):
            self._file = path.open("xb", buffering=0)

    @property
    def digest(self) -> str:
        """SHA-256 of everything written."""
        return self._hash.hexdigest()

    def write(self, data: bytes, *, records: int) -> int:
        """Append *data* and return where it begins; a write that fails leaves the file as it was."""
        start = self.length
        try:
            with no_room(self.path):
                self._write_all(data)
        except DiskLow:
            self._file.truncate(start)
            self._file.seek(start)
            raise
        self._hash.update(data)
        self.length += len(data)
        self.records += records
        return start

    def sync(self) -> None:
        """Return when everything written is on the disk."""
        with no_room(self.path):
            os.fdatasync(self._file.fileno())

    def forget_lock(self) -> None:
        """Remove the lock's file; where it stays, it says that the segment was not sealed."""
        self.lock.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file and let its lock go."""
        self._file.close()
        self.lock.release()

    def _write_all(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]


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


def lock_of(path: Path) -> Path:
    """Return the lock file of the segment at *path*."""
    return path.with_name(f"{path.name}.lock")


def sync_folder(folder: Path) -> None:
    """Return when the names in *folder* are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
