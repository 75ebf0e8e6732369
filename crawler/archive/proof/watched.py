"""An archive whose reading is counted as such while it is checked."""

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from crawler.archive.places import Place, Readable
from crawler.archive.proof.pace import Pace, Work


@dataclass(frozen=True, kw_only=True)
class WatchedPlace:
    """The archive at *place*; whatever is read of it counts as reading."""

    place: Place
    pace: Pace

    @property
    def address(self) -> str:
        """Where it is, for people."""
        return self.place.address

    def names(self) -> list[str]:
        """Return the names of all files, sorted."""
        with self.pace.doing(Work.READING):
            return self.place.names()

    def size(self, name: str) -> int:
        """Return the length of a file."""
        with self.pace.doing(Work.READING):
            return self.place.size(name)

    def open(self, name: str) -> Readable:
        """Open a file."""
        with self.pace.doing(Work.READING):
            return WatchedFile(self.place.open(name), self.pace)

    def read(self, name: str, offset: int = 0, length: int = -1) -> bytes:
        """Return a part of a file."""
        with self.pace.doing(Work.READING):
            return self.place.read(name, offset, length)


class WatchedFile:
    """A file that is being read, from its beginning to its end."""

    def __init__(self, source: Readable, pace: Pace) -> None:
        self.source = source
        self.pace = pace

    def read(self, length: int, /) -> bytes:
        """Return the next *length* bytes, or what is left."""
        with self.pace.doing(Work.READING):
            return self.source.read(length)

    def __enter__(self) -> Self:
        self.source.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.source.__exit__(kind, error, trace)
