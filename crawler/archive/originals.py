"""Finds payloads that are sealed in this archive already, so that an unchanged page costs a revisit and no copy."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, Select, func, select

from crawler.archive.exchange import Exchange
from crawler.archive.proof.links import link_files
from crawler.archive.records import NOTHING_NEW, Original
from crawler.archive.walk import head_of
from crawler.store.database import reading
from crawler.store.tables import fetch, segment
from crawler.words import Outcome, Purpose

_WORTH_IT = 1024  # bytes; the fields of a revisit take about as much as a shorter body does
_HEAD = 4096  # bytes of a packed record that surely hold its head
_PLACE = (fetch.c.offset, fetch.c.length, segment.c.name)


class Originals:
    """What is sealed in *folder* by the word of the facts, which say where; the record itself says what."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self.folder = folder
        self.engine = engine
        self.some = bool(link_files(folder))
        """Whether anything is sealed; nothing is looked for before."""

    def of(self, exchanges: Sequence[Exchange]) -> dict[int, Original]:
        """Return, by position, the originals of those *exchanges* that bring nothing new."""
        if not self.some:
            return {}
        same = {at: sha256(one.body).hexdigest() for at, one in enumerate(exchanges) if _may_repeat(one)}
        marked = {
            at: (one.notice, one.url)
            for at, one in enumerate(exchanges)
            if one.status == NOTHING_NEW and one.notice is not None
        }
        if not same and not marked:
            return {}
        found = dict(self._by_payload(same)) | dict(self._by_notice(marked))
        return {at: one for at, one in found.items() if at not in same or one.payload == same[at]}

    def _by_payload(self, wanted: Mapping[int, str]) -> Iterator[tuple[int, Original]]:
        last = (
            select(func.max(fetch.c.id))
            .join(segment, segment.c.id == fetch.c.segment_id)
            .where(fetch.c.payload_sha256.in_(set(wanted.values())), segment.c.sealed_at.is_not(None))
            .group_by(fetch.c.payload_sha256)
        )
        rows = {one.payload_sha256: one for one in self._rows(last, wanted)}
        yield from self._read({at: rows.get(digest) for at, digest in wanted.items()})

    def _by_notice(self, wanted: Mapping[int, tuple[int | None, str]]) -> Iterator[tuple[int, Original]]:
        last = (
            select(func.max(fetch.c.id))
            .join(segment, segment.c.id == fetch.c.segment_id)
            .where(
                fetch.c.notice_id.in_({notice for notice, _ in wanted.values()}),
                fetch.c.purpose == Purpose.NOTICE,
                fetch.c.outcome == Outcome.OK,
                segment.c.sealed_at.is_not(None),
            )
            .group_by(fetch.c.notice_id, fetch.c.url)
        )
        rows = {(one.notice_id, one.url): one for one in self._rows(last, wanted)}
        yield from self._read({at: rows.get(key) for at, key in wanted.items()})

    def _rows(self, ids: Select[tuple[int]], wanted: Mapping[int, Any]) -> Sequence[Row[Any]]:
        if not wanted:
            return ()
        columns = (*_PLACE, fetch.c.payload_sha256, fetch.c.notice_id, fetch.c.url)
        rows = select(*columns).join(segment, segment.c.id == fetch.c.segment_id).where(fetch.c.id.in_(ids))
        with reading(self.engine) as connection:
            return list(connection.execute(rows))

    def _read(self, rows: Mapping[int, Row[Any] | None]) -> Iterator[tuple[int, Original]]:
        for at, row in rows.items():
            if row is not None and (one := original_at(self.folder, row.name, row.offset, row.length)):
                yield at, one


def original_at(folder: Path, name: str, offset: int, length: int) -> Original | None:
    """Return what the record there has or refers to; None where it is not in *folder*, or is no answer."""
    try:
        with (folder / name).open("rb") as source:
            source.seek(offset)
            head = head_of(source.read(min(length, _HEAD)))
    except (OSError, ValueError):
        return None
    payload = head.get("warc-payload-digest", "").removeprefix("sha256:")
    if head.get("warc-type") == "revisit":
        segment_name, at, size = head["x-refers-to-place"].split()
        names = ("warc-refers-to", "warc-refers-to-target-uri", "warc-refers-to-date")
        place = (segment_name, int(at), int(size))
    elif head.get("warc-type") == "response":
        names = ("warc-record-id", "warc-target-uri", "warc-date")
        place = (name, offset, length)
    else:
        return None
    identity, url, date = (head.get(one, "") for one in names)
    return Original(
        identity=identity,
        url=url,
        date=date,
        payload=payload,
        segment=place[0],
        offset=place[1],
        length=place[2],
    )


def _may_repeat(exchange: Exchange) -> bool:
    """Whether a copy of the body may be spared: it is whole, worth it, and no browser made anything of it."""
    return len(exchange.body) >= _WORTH_IT and not exchange.truncated and exchange.drawn is None
