"""Where an archive lies: a folder, or an object store by its address; both are read alike."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, BinaryIO, Protocol, Self

from crawler.archive.entries import SEGMENT
from crawler.errors import GongkaiError, UsageError

ELSEWHERE = "elsewhere.txt"
"""File in the folder that names the store to which segments were moved: its address, then its server's."""
PIECE = 1 << 20
"""Bytes that are read of a file at a time."""


class Readable(Protocol):
    """A file that is read from its beginning to its end."""

    def read(self, length: int, /) -> bytes:
        """Return the next *length* bytes, or what is left."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> bool | None: ...


class Place(Protocol):
    """What is asked of an archive, wherever it lies; names are relative and use ``/``."""

    @property
    def address(self) -> str:
        """Where it is, for people."""

    def names(self) -> list[str]:
        """Return the names of all files, sorted."""

    def size(self, name: str) -> int:
        """Return the length of a file; raise FileNotFoundError where it is not there."""

    def open(self, name: str) -> Readable:
        """Open a file to be read from its beginning to its end; raise FileNotFoundError where it is not there."""

    def read(self, name: str, offset: int = 0, length: int = -1) -> bytes:
        """Return a part of a file, to its end where no *length* is given."""


class FolderPlace:
    """An archive in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def address(self) -> str:
        """Where it is, for people."""
        return str(self.folder)

    def names(self) -> list[str]:
        """Return the names of all files, sorted; what is being written is none yet."""
        found = (one.relative_to(self.folder).as_posix() for one in self.folder.rglob("*") if one.is_file())
        return sorted(found)

    def size(self, name: str) -> int:
        """Return the length of a file."""
        return (self.folder / name).stat().st_size

    def open(self, name: str) -> BinaryIO:
        """Open a file."""
        return (self.folder / name).open("rb")

    def read(self, name: str, offset: int = 0, length: int = -1) -> bytes:
        """Return a part of a file."""
        with self.open(name) as source:
            source.seek(offset)
            return source.read(length)


class ObjectPlace:
    """An archive in an object store that fsspec knows, such as ``s3://bucket/prefix``."""

    def __init__(self, address: str, endpoint: str = "") -> None:
        self.address = address.rstrip("/")
        self._files, self._root = _opened(self.address, endpoint)

    def names(self) -> list[str]:
        """Return the names of all objects, sorted."""
        with _answering(self.address):
            self._files.invalidate_cache()
            found = self._files.find(self._root)
        return sorted(str(PurePosixPath(one).relative_to(self._root)) for one in found)

    def size(self, name: str) -> int:
        """Return the length of an object."""
        with _answering(self.address):
            return int(self._files.info(self._path(name))["size"])

    def open(self, name: str) -> BinaryIO:
        """Open an object."""
        with _answering(self.address):
            source: BinaryIO = self._files.open(self._path(name), "rb")
            return source

    def read(self, name: str, offset: int = 0, length: int = -1) -> bytes:
        """Return a part of an object."""
        with _answering(self.address):
            end = None if length < 0 else offset + length
            data: bytes = self._files.cat_file(self._path(name), start=offset, end=end)
            return data

    def put(self, name: str, source: Path) -> None:
        """Copy the file *source* there under *name*."""
        with _answering(self.address):
            self._files.put_file(str(source), self._path(name))

    def remove(self, name: str) -> None:
        """Remove an object."""
        with _answering(self.address):
            self._files.rm_file(self._path(name))

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"


class WorkspacePlace(FolderPlace):
    """An archive in a folder, with the segments that were moved from it to a store."""

    def __init__(self, folder: Path, store: ObjectPlace) -> None:
        super().__init__(folder)
        self.store = store

    def names(self) -> list[str]:
        """Return the names in the folder, and of the segments in the store."""
        return sorted({*super().names(), *(one for one in self.store.names() if one.endswith(SEGMENT))})

    def size(self, name: str) -> int:
        """Return the length of a file, wherever it is."""
        return self._of(name).size(name)

    def open(self, name: str) -> BinaryIO:
        """Open a file, wherever it is."""
        return self._of(name).open(name)

    def read(self, name: str, offset: int = 0, length: int = -1) -> bytes:
        """Return a part of a file, wherever it is."""
        return self._of(name).read(name, offset, length)

    def _of(self, name: str) -> "FolderPlace | ObjectPlace":
        return FolderPlace(self.folder) if (self.folder / name).exists() else self.store


def place_of(address: str | Path, endpoint: str = "") -> FolderPlace | ObjectPlace:
    """Return the archive at *address*: a folder, or an object store where it has a scheme."""
    if "://" in str(address):
        return ObjectPlace(str(address), endpoint)
    return FolderPlace(Path(address))


def digest_of(place: Place, name: str) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    total = sha256()
    with place.open(name) as source:
        while piece := source.read(PIECE):
            total.update(piece)
    return total.hexdigest()


def read_segment(folder: Path, name: str, offset: int, length: int) -> bytes:
    """Return a part of a segment from *folder*, or from the store to which it was moved."""
    here = FolderPlace(folder)
    there = None if (folder / name).exists() else elsewhere(folder)
    return (there or here).read(name, offset, length)


def elsewhere(folder: Path) -> ObjectPlace | None:
    """Return the store to which segments of *folder* were moved, or None where none ever was."""
    with suppress(FileNotFoundError):
        address, endpoint = (folder / ELSEWHERE).read_text(encoding="utf-8").split("\n")[:2]
        return ObjectPlace(address, endpoint)
    return None


def _opened(address: str, endpoint: str) -> tuple[Any, str]:
    try:
        import fsspec  # noqa: PLC0415 - an optional extra
    except ImportError:
        fsspec = None
    options: dict[str, Any] = {"skip_instance_cache": True}
    if endpoint:
        options["client_kwargs"] = {"endpoint_url": endpoint}
    try:
        files, root = fsspec.core.url_to_fs(address, **options) if fsspec else (None, "")
    except ValueError:
        raise UsageError(
            f"no object store by that address: {address!r}", hint="such as s3://bucket/prefix"
        ) from None
    except ImportError:
        files = None
    if files is None:
        raise UsageError(f"object stores are not installed: {address!r}", hint="pip install 'gongkai[store]'")
    return files, root.rstrip("/")


@contextmanager
def _answering(address: str) -> Iterator[None]:
    """Turn what a store refuses into an error of ours; what is not there stays FileNotFoundError."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (OSError, _store_errors()) as error:
        raise GongkaiError(
            f"the store {address!r} does not answer: {' '.join(str(error).split())}"
        ) from error


def _store_errors() -> type[Exception]:
    """Return the base of what the client of Amazon's protocol raises, where it is installed."""
    try:
        from botocore.exceptions import BotoCoreError  # noqa: PLC0415 - an optional extra
    except ImportError:
        return OSError
    error: type[Exception] = BotoCoreError
    return error
