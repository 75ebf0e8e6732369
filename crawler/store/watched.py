"""What was taken down in the database of the workspace that a command has opened; asked only when something is printed."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import monotonic

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError

from crawler.door.taken import NOTHING, Taken
from crawler.errors import DatabaseUnavailable
from crawler.store.database import open_database
from crawler.store.takedowns import TakedownList, has_takedowns

FRESH = 5.0
"""Seconds for which an answer is good enough, and none too; the promise is a minute."""
_PATIENCE = timedelta(seconds=2)
"""How long a line that is printed waits for a database that somebody holds."""


class WatchedDatabase:
    """Nothing until ``watch`` has named a database, and until that database knows of taking down."""

    def __init__(self) -> None:
        self._url = ""
        self._engine: Engine | None = None
        self._list: TakedownList | None = None
        self._taken = NOTHING
        self._asked = -FRESH

    def watch(self, url: str) -> None:
        """Ask the database at *url* from now on."""
        if url != self._url:
            self.close()
            self._url = url

    def close(self) -> None:
        """Let go of the database."""
        if self._engine is not None:
            self._engine.dispose()
        self._engine = self._list = None
        self._taken, self._asked = NOTHING, -FRESH

    def __call__(self) -> Taken:
        """Return what is taken down; where the database does not answer now, what was when it last did."""
        if self._url and monotonic() - self._asked >= FRESH:
            with suppress(DatabaseUnavailable):
                self._taken = self._ask()
            self._asked = (
                monotonic()
            )  # from when it was answered: each line would wait again for one that nobody answers
        return self._taken

    def _ask(self) -> Taken:
        if self._list is None:
            if not _there(self._url):
                return NOTHING
            self._engine = self._engine or open_database(self._url, _PATIENCE)
            if not has_takedowns(self._engine):
                return NOTHING
            self._list = TakedownList(self._engine)
        return self._list()


def _there(url: str) -> bool:
    """Whether asking would find a database, and not make an empty file."""
    try:
        place = make_url(url)
    except ArgumentError:
        return False  # whoever opens it will say so
    return place.get_backend_name() != "sqlite" or (
        bool(place.database) and Path(str(place.database)).exists()
    )
