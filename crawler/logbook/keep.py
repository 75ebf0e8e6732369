"""Puts logs and other documents of our own into the archive, each once, in the order that loses nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from crawler.archive.records import resource_record
from crawler.archive.writer import ArchiveWriter
from crawler.logbook.collect import collect, unlogged
from crawler.logbook.log import RUN
from crawler.registry import Site
from crawler.store.database import reading
from crawler.store.facts import Placed
from crawler.store.tables import document
from crawler.store.writer import FactWriter

JSON = "application/json"
SCHEME = "urn:x-gongkai"
_AT_ONCE = 100  # put together before they go to the disk, and asked for at once


@dataclass(frozen=True, kw_only=True)
class Document:
    """Something of our own making that the archive keeps; kind and name are its identity."""

    kind: str
    name: str
    data: bytes
    content: str = JSON

    @property
    def url(self) -> str:
        """By what name its record is known in the archive."""
        return f"{SCHEME}:{self.kind}:{self.name}"


def keep_documents(writer: FactWriter, archive: ArchiveWriter, documents: Iterable[Document]) -> int:
    """Write those of *documents* that the archive does not hold yet; return how many there were."""
    every = {(one.kind, one.name): one for one in documents}
    known = _known(writer, every)
    fresh = [one for key, one in every.items() if key not in known]
    if not fresh:
        return 0
    now = writer.clock()
    placed = [
        archive.append_own(resource_record("resource", one.url, now, one.content, one.data)) for one in fresh
    ]
    archive.flush()
    with writer.transaction() as facts:
        rows = [_row(one, where) | {"kept_at": now} for one, where in zip(fresh, placed, strict=True)]
        facts.connection.execute(document.insert(), rows)
        archive.note_committed(facts)
    return len(fresh)


def keep_logs(
    writer: FactWriter,
    archive: ArchiveWriter,
    sites: Mapping[str, Site],
    adapters: Mapping[int, Mapping[str, str]],
) -> int:
    """Log every run of *sites* that has ended and is not logged yet, also those that a dead process left.

    *adapters* are what the columns of a run were told to be, where that is still known. Whoever calls holds the
    locks of the sites.
    """
    with reading(writer.engine) as connection:
        waiting = unlogged(connection, sites)
    for start in range(0, len(waiting), _AT_ONCE):
        with reading(writer.engine) as connection:
            logs = [
                collect(connection, run, sites[site], adapters.get(run, {}))
                for run, site in waiting[start : start + _AT_ONCE]
            ]
        keep_documents(
            writer, archive, [Document(kind=RUN, name=str(one.id), data=one.to_bytes()) for one in logs]
        )
    return len(waiting)


def _known(writer: FactWriter, keys: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of *keys* that the archive holds already."""
    names = sorted({name for _, name in keys})
    found: set[tuple[str, str]] = set()
    with reading(writer.engine) as connection:
        for start in range(0, len(names), _AT_ONCE):
            chosen = document.c.name.in_(names[start : start + _AT_ONCE])
            wanted = select(document.c.kind, document.c.name).where(chosen)
            found |= {(one.kind, one.name) for one in connection.execute(wanted)}
    return found


def _row(one: Document, where: Placed) -> dict[str, object]:
    return {
        "kind": one.kind,
        "name": one.name,
        "segment_id": where.segment,
        "offset": where.offset,
        "length": where.length,
    }
