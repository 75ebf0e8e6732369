"""What was taken down, read again whenever somebody has taken something down or lifted it since."""

from collections.abc import Iterator
from threading import Lock
from urllib.parse import quote, quote_plus

from sqlalchemy import Connection, Engine, Select, func, inspect, select

from crawler.door.taken import LEAST, NOTHING, Taken
from crawler.personal.redact import redact
from crawler.store.database import reading
from crawler.store.seal_tables import takedown
from crawler.store.tables import attachment, fetch, notice, sighting, version


class TakedownList:
    """Answers what is taken down now; one small question to the database, and the whole only where it changed."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._lock = Lock()
        self._read = 0
        self._taken = NOTHING

    def __call__(self) -> Taken:
        """Return what is taken down at this moment."""
        with self._lock, reading(self.engine) as connection:
            newest = connection.scalar(select(func.max(takedown.c.id))) or 0
            if newest != self._read:
                self._taken = read_taken(connection)
                self._read = newest
            return self._taken


def read_taken(connection: Connection) -> Taken:
    """Return what is taken down, with the words that say which notices they are."""
    last = select(func.max(takedown.c.id)).group_by(takedown.c.notice_id)
    rows = connection.execute(select(takedown).where(takedown.c.id.in_(last), takedown.c.down)).all()
    seal = {one.notice_id: one.seal for one in rows}
    words: dict[str, int] = {}
    for key in seal:
        titles = list(_titles(connection, key))
        words |= dict.fromkeys(_addresses(connection, key), key)
        # as it stands where it was masked before, and in addresses
        for title in (*titles, *(redact(one, penalty=True) for one in titles)):
            words |= dict.fromkeys((title, quote(title), quote_plus(title)), key)
    return Taken(seal=seal, words=words)


def down_now() -> Select[tuple[int]]:
    """Return what selects the notices that are taken down."""
    last = select(func.max(takedown.c.id)).group_by(takedown.c.notice_id)
    return select(takedown.c.notice_id).where(takedown.c.id.in_(last), takedown.c.down)


def has_takedowns(engine: Engine) -> bool:
    """Return whether the database knows of taking down; one that no command has prepared yet does not."""
    return inspect(engine).has_table(takedown.name)


def _addresses(connection: Connection, key: int) -> Iterator[str]:
    """Yield the addresses of a notice and of its files, and how its files are called."""
    yield from connection.scalars(select(notice.c.url).where(notice.c.id == key))
    yield from connection.scalars(select(sighting.c.url).where(sighting.c.notice_id == key).distinct())
    yield from connection.scalars(select(fetch.c.url).where(fetch.c.notice_id == key).distinct())
    mine = select(version.c.id).where(version.c.notice_id == key)
    for one in connection.execute(
        select(attachment.c.name, attachment.c.url).where(attachment.c.version_id.in_(mine)).distinct()
    ):
        yield one.url
        if len(one.name) >= LEAST:
            yield one.name


def _titles(connection: Connection, key: int) -> Iterator[str]:
    """Yield the titles of a notice that are long enough to name it and that no other notice has."""
    mine = set(connection.scalars(select(version.c.title).where(version.c.notice_id == key).distinct()))
    mine |= set(connection.scalars(select(sighting.c.title).where(sighting.c.notice_id == key).distinct()))
    for title in mine:
        others = select(sighting.c.id).where(sighting.c.title == title, sighting.c.notice_id != key)
        versions = select(version.c.id).where(version.c.title == title, version.c.notice_id != key)
        alone = not any(connection.scalar(one.limit(1)) for one in (others, versions))
        if len(title) >= LEAST and alone:
            yield title
