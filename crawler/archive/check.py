"""Checks the archive against the database: files, chain, records, digests, and every place that a fact points to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, select

from crawler.archive.chain import file_digest
from crawler.archive.recovery import SUFFIX
from crawler.archive.walk import walk
from crawler.store.database import reading
from crawler.store.tables import fetch, segment


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something in the archive that is not as it was written."""

    segment: str
    message: str

    def __str__(self) -> str:
        return f"{self.segment}: {self.message}"


def verify(folder: Path, engine: Engine) -> list[Problem]:
    """Return everything that is wrong between *folder* and what the database says of it; nothing when all is well."""
    with reading(engine) as connection:
        segments = connection.execute(select(segment).order_by(segment.c.id)).all()
    problems = [Problem(segment=name, message=said) for name, said in _chain(segments)]
    for one in segments:
        said = _segment(folder / one.name, one, engine)
        problems += [Problem(segment=one.name, message=message) for message in said]
    known = {one.name for one in segments}
    strangers = sorted(path.name for path in folder.glob(f"*{SUFFIX}") if path.name not in known)
    return problems + [Problem(segment=name, message="the database does not know it") for name in strangers]


def _chain(segments: Sequence[Row[Any]]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the order in which segments were sealed."""
    before, number = "", 1
    for one in sorted((one for one in segments if one.link is not None), key=lambda one: int(one.link)):
        if one.link != number:
            yield one.name, f"link {number} of the chain is missing before it"
        if one.previous_sha256 != before:
            yield one.name, "does not follow the segment sealed before it"
        before, number = one.sha256, one.link + 1


def _segment(path: Path, row: Row[Any], engine: Engine) -> Iterator[str]:
    """Yield what is wrong with one file and the facts that point into it."""
    if not path.is_file():
        yield "the file is missing"
        return
    size = path.stat().st_size
    if size < row.committed or (row.sealed_at and size != row.committed):
        yield f"{size} bytes long, not {row.committed}"
    if row.sealed_at and file_digest(path) != row.sha256:
        yield "its digest is not the one it was sealed with"
    found: dict[int, tuple[int, str]] = {}
    try:
        for record in walk(path, min(size, row.committed)):
            found[record.offset] = (record.length, record.headers.get("warc-payload-digest", ""))
            if not record.sound:
                yield f"the record at {record.offset} does not match its digest"
    except ValueError as error:
        yield str(error)
    if len(found) != row.records:
        yield f"{len(found)} records, not {row.records}"
    yield from _pointers(row.id, found, engine)


def _pointers(identity: int, found: dict[int, tuple[int, str]], engine: Engine) -> Iterator[str]:
    """Yield the fetches whose place in the segment does not hold what they recorded."""
    columns = (fetch.c.id, fetch.c.offset, fetch.c.length, fetch.c.payload_sha256)
    with reading(engine) as connection:
        pointing = connection.execute(select(*columns).where(fetch.c.segment_id == identity)).all()
    for one in pointing:
        if found.get(one.offset) != (one.length, f"sha256:{one.payload_sha256}"):
            yield f"fetch {one.id} does not find its answer at {one.offset}"
