"""The manifest of a segment: one line a record, outside the segment, so that a record taken out is missed."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from crawler.archive.durable import PART, no_room, sync_folder, write_whole
from crawler.archive.entries import Entry, manifest_of, read_entry
from crawler.archive.packing import packed, packer, unpacked
from crawler.errors import DiskLow

_SPILL = 1 << 16  # bytes of lines that are packed together


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A manifest that is on the disk."""

    name: str
    sha256: str


class ManifestWriter:
    """Writes the manifest beside the segment at *segment* while it grows, in a fixed room of memory."""

    def __init__(self, segment: Path) -> None:
        self.path = segment.with_name(manifest_of(segment.name))
        self._part = self.path.with_name(f"{self.path.name}{PART}")
        self._file = self._part.open("wb", buffering=0)
        self._packer = packer()
        self._hash = sha256()
        self._lines = bytearray()
        self.whole = True
        """False once the disk was full: then the manifest is to be made anew from the segment."""

    def add(self, line: bytes) -> None:
        """Add one record; what the disk has no room for is told at the end."""
        self._lines += line
        if len(self._lines) >= _SPILL:
            self._spill()

    def finish(self) -> Listed:
        """Return when the manifest is on the disk under its name; call only while it is whole."""
        self._spill()
        with no_room(self.path):
            self._put(self._packer.flush())
        self._file.close()
        self._part.replace(self.path)
        sync_folder(self.path.parent)
        return Listed(name=self.path.name, sha256=self._hash.hexdigest())

    def close(self) -> None:
        """Leave no half of a manifest behind."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    def _spill(self) -> None:
        data = self._packer.compress(bytes(self._lines))
        self._lines.clear()
        try:
            with no_room(self.path):
                self._put(data)
        except DiskLow:
            self.whole = False

    def _put(self, data: bytes) -> None:
        self._hash.update(data)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]


def write_manifest(segment: Path, entries: Iterable[Entry]) -> Listed:
    """Write the manifest of the segment at *segment* in one go, over one that may be there."""
    path = segment.with_name(manifest_of(segment.name))
    data = packed(one.line(one.offset) for one in entries)
    write_whole(path, data)
    return Listed(name=path.name, sha256=sha256(data).hexdigest())


def manifest_text(data: bytes) -> bytes:
    """Return the manifest *data* unpacked; raise ValueError where it cannot be."""
    return unpacked(data)


def manifest_lines(data: bytes) -> list[bytes]:
    """Return the lines of the manifest *data*; raise ValueError where it cannot be unpacked."""
    return manifest_text(data).splitlines(keepends=True)


def manifest_entries(data: bytes) -> list[Entry]:
    """Return the entries of the manifest *data*; raise ValueError where it is none."""
    return [read_entry(line) for line in manifest_lines(data)]
