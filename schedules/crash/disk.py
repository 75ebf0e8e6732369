"""A small disk of its own that can be filled to the last byte, for what happens when none is left."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.workspace import CONFIG

_PIECE = 1 << 20  # bytes that are taken at a time; less and less where no such piece is left


class Disk:
    """A small disk of its own, which can be filled to the last byte."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        """Leave no room."""
        piece = _PIECE
        with self._filler.open("ab", buffering=0) as file:
            while piece:
                try:
                    file.write(bytes(piece))
                except OSError:
                    piece //= 16

    def make_room(self) -> None:
        """Give all of it back."""
        self._filler.unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Disk | None]:
    """Yield a disk of so many megabytes in memory; None where nobody may mount one."""
    folder.mkdir()
    done = subprocess.run(  # noqa: S603 - the system's own command
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}M", "gongkai-crash", str(folder)],  # noqa: S607 - as above
        capture_output=True,
        check=False,
    )
    if done.returncode:
        yield None
        return
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607 - as above


def use_all_room(root: Path) -> None:
    """Let the archive keep nothing in reserve, so that the disk itself says when it is full."""
    config = root / CONFIG
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"(?m)^reserve_mb = \d+$", "reserve_mb = 0", text), encoding="utf-8")
