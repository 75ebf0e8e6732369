"""Where a campaign works: workspaces of one city, each with a database of its own, and copies of both."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine

from crawler.practice.crash import COMMAND
from crawler.store.database import open_database
from crawler.workspace import Workspace, open_workspace
from schedules.crash.cluster import Cluster
from schedules.crash.words import POSTGRESQL, SQLITE


@dataclass(frozen=True, kw_only=True)
class Room:
    """A workspace with its database."""

    root: Path
    url: str

    @contextmanager
    def opened(self) -> Iterator[tuple[Engine, Workspace]]:
        """Open both as a command does."""
        engine = open_database(self.url)
        try:
            yield engine, open_workspace(self.root, database_url=self.url)
        finally:
            engine.dispose()

    def command(self, words: tuple[str, ...]) -> list[str]:
        """Return ``gongkai`` with *words* on this workspace, for the system; what it puts aside lies on the same disk."""
        aside = self.root.with_name(f"{self.root.name}-aside")
        aside.mkdir(exist_ok=True)
        return ["env", f"TMPDIR={aside}", str(COMMAND), "-w", str(self.root), "--db", self.url, *words]


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A folder for rooms, with the server of their databases; SQLite where there is none."""

    folder: Path
    cluster: Cluster | None = None

    @property
    def kind(self) -> str:
        """Name of the kind of database."""
        return POSTGRESQL if self.cluster else SQLITE

    def room(self, city: Path) -> Room:
        """Return a workspace of the city at *city*, with an empty database."""
        return self._with(Path(shutil.copytree(city, self._place())), "template0")

    def copy(self, room: Room, folder: Path) -> Room:
        """Return a copy of workspace and database, to which nobody is connected, in *folder*."""
        root = Path(shutil.copytree(room.root, folder / self._place().name))
        return self._with(root, room.url.rpartition("/")[2])

    def _with(self, root: Path, like: str) -> Room:
        if self.cluster is None:
            return Room(root=root, url=f"sqlite:///{root / 'gongkai.db'}")
        return Room(root=root, url=self.cluster.create(root.name, like))

    def _place(self) -> Path:
        return self.folder / f"room_{uuid4().hex[:12]}"
