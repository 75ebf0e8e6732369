"""Adds lines to files that only grow, so that a disk without room leaves no half of one."""

import os
from pathlib import Path

from crawler.archive.durable import no_room


def append_line(path: Path, line: str) -> None:
    """Add *line* to the file at *path* whole or not at all, on the disk when this returns; for one writer at a time."""
    left = memoryview(f"{line}\n".encode())
    with no_room(path), path.open("ab", buffering=0) as file:
        before = file.tell()
        try:
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())
        except OSError:
            file.truncate(before)
            raise
