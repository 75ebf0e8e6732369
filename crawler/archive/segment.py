"""One open WARC file that this process alone writes: bytes go in whole or not at all."""

import os
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from crawler.archive.durable import no_room
from crawler.archive.manifest import Listed, ManifestWriter, write_manifest
from crawler.archive.records import Packed
from crawler.archive.walk import walk
from crawler.errors import DiskLow
from crawler.locks import FileLock


class OpenSegment:
    """A file under its lock, with its length, its digest and its manifest so far."""

    def __init__(self, path: Path) -> None:
        """Create the file, which must not exist, and lock it."""
        self.path = path
        self.lock = FileLock(lock_of(path))
        self.length = 0
        self.types: Counter[str] = Counter()
        """WARC-Type → records."""
        self.identity = 0
        """Id of its row, once it has one."""
        self.opening = ""
        """Id of its first record, to which the last refers."""
        self._hash = sha256()
        with no_room(path):
            self._file = path.open("xb", buffering=0)
            self._manifest = ManifestWriter(path)

    @property
    def digest(self) -> str:
        """SHA-256 of everything written."""
        return self._hash.hexdigest()

    @property
    def records(self) -> int:
        """Records so far."""
        return self.types.total()

    def write(self, records: Sequence[Packed]) -> int:
        """Append *records* and return where the first begins; a write that fails leaves the file as it was."""
        start = self.length
        data = b"".join(one.data for one in records)
        try:
            with no_room(self.path):
                self._write_all(data)
        except DiskLow:
            self._file.truncate(start)
            self._file.seek(start)
            raise
        self._hash.update(data)
        for one in records:
            self._manifest.add(one.entry.line(self.length))
            self.length += one.entry.length
            self.types[one.entry.kind] += 1
        return start

    def sync(self) -> None:
        """Return when everything written is on the disk."""
        with no_room(self.path):
            os.fdatasync(self._file.fileno())

    def list_records(self) -> Listed:
        """Return when the manifest is on the disk; one that the disk had no room for is made anew."""
        if self._manifest.whole:
            return self._manifest.finish()
        with self.path.open("rb") as source:
            return write_manifest(self.path, [one.entry for one in walk(source, self.length)])

    def forget_lock(self) -> None:
        """Remove the lock's file; where it stays, it says that the segment was not sealed."""
        self.lock.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file and let its lock go."""
        self._file.close()
        self._manifest.close()
        self.lock.release()

    def _write_all(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]


def lock_of(path: Path) -> Path:
    """Return the lock file of the segment at *path*."""
    return path.with_name(f"{path.name}.lock")
