"""Holds the database against the archive: every segment, and every place that a fact points to."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, select

from crawler.archive.entries import Entry
from crawler.archive.manifest import manifest_entries
from crawler.archive.places import FolderPlace
from crawler.archive.proof.check import check_archive
from crawler.archive.proof.links import Link, LinkKind, chain_of
from crawler.archive.proof.problems import Problem
from crawler.archive.walk import walk
from crawler.store.database import reading
from crawler.store.tables import fetch, segment

_NOTHING = sha256(b"").hexdigest()


def verify(folder: Path, engine: Engine) -> list[Problem]:
    """Return everything that is wrong in *folder*, or between it and what the database says of it."""
    return [*check_archive(FolderPlace(folder)).problems, *compare(folder, engine)]


def compare(folder: Path, engine: Engine) -> list[Problem]:
    """Return what the database has otherwise than the archive; what the archive has wrong by itself is left out."""
    with reading(engine) as connection:
        rows = connection.execute(select(segment).order_by(segment.c.id)).all()
    with chain_of(folder, None) as chain:
        links = list(chain.links())
    sealed = {one.segment: one for one in links if one.kind is LinkKind.SEGMENT}
    problems: list[Problem] = []
    for row in rows:
        link = sealed.get(row.name)
        said = _sealed(folder, row, link, engine) if row.sealed_at else _open(folder / row.name, row, engine)
        problems += [Problem(file=row.name, message=one) for one in said]
    strangers = sorted(set(sealed) - {row.name for row in rows})
    return problems + [Problem(file=one, message="the database does not know it") for one in strangers]


def _sealed(folder: Path, row: Row[Any], link: Link | None, engine: Engine) -> Iterator[str]:
    if link is None:
        yield "the database has it as sealed, and no link of the chain knows it"
        return
    if (row.link, row.sha256, row.committed) != (link.number, link.sha256, link.length):
        yield f"the database does not have it as link {link.number} says"
    try:
        entries = manifest_entries((folder / link.manifest).read_bytes())
    except (OSError, ValueError):
        return
    yield from _pointers(row.id, entries, engine)


def _open(path: Path, row: Row[Any], engine: Engine) -> Iterator[str]:
    """Yield what is wrong with a segment that no link holds yet, as far as it was committed."""
    if not path.is_file():
        yield "the file is missing"
        return
    size = path.stat().st_size
    if size < row.committed:
        yield f"{size} bytes long, not {row.committed}"
    entries: list[Entry] = []
    try:
        with path.open("rb") as source:
            for record in walk(source, min(size, row.committed)):
                entries.append(record.entry)
                if not record.sound:
                    yield f"the record at {record.offset} does not match its digest"
    except ValueError as error:
        yield str(error)
    if len(entries) != row.records:
        yield f"{len(entries)} records, not {row.records}"
    yield from _pointers(row.id, entries, engine)


def _pointers(identity: int, entries: Sequence[Entry], engine: Engine) -> Iterator[str]:
    """Yield the fetches whose place in the segment does not hold what they recorded."""
    found: Mapping[int, Entry] = {one.offset: one for one in entries}
    columns = (fetch.c.id, fetch.c.offset, fetch.c.length, fetch.c.payload_sha256)
    with reading(engine) as connection:
        pointing = connection.execute(select(*columns).where(fetch.c.segment_id == identity)).all()
    for one in pointing:
        there = found.get(one.offset)
        # an answer that says "nothing new" has no body, and its revisit has the digest of what it refers to
        payloads = {there.payload, _NOTHING if there.refers else there.payload} if there else set()
        if there is None or there.length != one.length or one.payload_sha256 not in payloads:
            yield f"fetch {one.id} does not find its answer at {one.offset}"
