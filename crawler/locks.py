"""Locks between processes that vanish with the process that holds them, however it dies."""

import fcntl
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crawler.errors import LockHeld

_FILES = 65_536  # open files; every site of a crawl holds one, and the usual limit is 1,024


def allow_open_files() -> None:
    """Let this process open as many files as a crawl may need, or as many as the system permits."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class FileLock:
    """An exclusive lock on a file; the system lets it go when the process ends, also by SIGKILL."""

    def __init__(self, path: Path, *, wait: bool = False) -> None:
        """Take the lock, or raise LockHeld at once; with *wait*, whoever holds it is waited for."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            holder = os.read(self._descriptor, 20).decode(errors="replace").strip()
            os.close(self._descriptor)
            raise LockHeld(f"{path.stem!r} is held by process {holder or 'unknown'}") from None
        with suppress(OSError):  # a full disk: the lock holds all the same, only nobody can say whose it is
            os.truncate(self._descriptor, 0)
            os.write(self._descriptor, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Let the lock go; the file stays."""
        os.close(self._descriptor)


@contextmanager
def site_lock(folder: Path, site_id: str) -> Iterator[None]:
    """Hold the lock of one site, so that it is crawled by one process at a time; raise LockHeld otherwise."""
    lock = FileLock(folder / f"{site_id}.lock")
    try:
        yield
    finally:
        lock.release()
