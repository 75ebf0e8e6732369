"""Writes exchanges into segments such that what a committed transaction points to is on the disk before it commits."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, update

from crawler.archive.adoption import OnAdopted, say_nothing
from crawler.archive.durable import sync_folder
from crawler.archive.entries import SEGMENT
from crawler.archive.exchange import Exchange
from crawler.archive.originals import Originals
from crawler.archive.proof.keys import Signer
from crawler.archive.proof.links import Link, LinkKind, stamp_of
from crawler.archive.records import Packed, exchange_records, fields_record, opening_record
from crawler.archive.recovery import recover_segments
from crawler.archive.sealing import seal
from crawler.archive.segment import OpenSegment
from crawler.clock import Clock
from crawler.errors import DiskLow
from crawler.store.database import writing
from crawler.store.facts import Placed
from crawler.store.tables import segment
from crawler.store.transaction import OpenTransaction

SEGMENT_BYTES = 256 * 2**20  # a segment is sealed at this length: few files, each still quick to verify
_MB = 2**20


class ArchiveWriter:
    """The segments of one process. Not for use by several threads.

    The order that loses nothing: ``append`` as often as you like, ``flush``, then one transaction that records the
    facts and calls ``note_committed``. ``append`` and ``seal`` open transactions of their own: never call them
    inside one.
    """

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        clock: Clock,
        reserve_mb: int,
        *,
        roll_at: int = SEGMENT_BYTES,
        signer: Signer | None = None,
        closing: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """Make a writer; *closing* tells what the metadata at the end of a segment says of the crawl, as of then."""
        self.folder = folder
        self.engine = engine
        self.clock = clock
        self.reserve_mb = reserve_mb
        self.roll_at = roll_at
        self.signer = signer
        self.closing = closing
        self._originals = Originals(folder, engine)
        self._open: OpenSegment | None = None
        self._dirty = False

    def append(self, exchange: Exchange) -> Placed:
        """Write *exchange* and return where the record lies that facts point to; it is on the disk after ``flush``.

        Raises DiskLow when the reserve would be touched or no room is left; nothing half-written stays.
        """
        return self.append_all((exchange,))[0]

    def append_all(self, exchanges: Sequence[Exchange]) -> list[Placed]:
        """Write *exchanges* as ``append`` does each; what is sealed already is looked for once for all of them."""
        if not exchanges:
            return []
        self._check_room(sum(len(one.body) + _drawn_bytes(one) for one in exchanges))
        originals = self._originals.of(exchanges)
        return [self._put(exchange_records(one, originals.get(at))) for at, one in enumerate(exchanges)]

    def append_own(self, record: Packed) -> Placed:
        """Write a *record* of our own making, which ``resource_record`` makes, such as the grounds of a judgement.

        As with ``append``: ``flush`` comes next, then a transaction that stores the place and calls
        ``note_committed``. ``read_resource`` gives the bytes back, and ``gongkai verify`` holds them like any answer.
        """
        self._check_room(record.entry.length)
        return self._put((record,))

    def flush(self) -> None:
        """Return when everything appended is on the disk."""
        if self._open and self._dirty:
            try:
                self._open.sync()
            except DiskLow:
                self.close()  # what a failed sync left on the disk is not known: nothing more goes in
                raise
            self._dirty = False

    def note_committed(self, facts: OpenTransaction) -> None:
        """Note in the transaction of *facts* how far the segment is on the disk; ``flush`` goes before."""
        if self._dirty:
            raise RuntimeError("flush() comes before note_committed()")
        if self._open is None:
            return
        at = update(segment).where(segment.c.id == self._open.identity, segment.c.sealed_at.is_(None))
        facts.connection.execute(at.values(committed=self._open.length, records=self._open.records))

    def seal(self) -> None:
        """Close the open segment, if there is one, as the newest link of the chain."""
        if self._open is None:
            return
        now = self.clock()
        self._open.write((fields_record(self._open.opening, now, self.closing()),))
        self._dirty = True
        self.flush()
        done, self._open = self._open, None
        try:
            seal(self.folder, self.engine, self.signer, done.identity, _link(done, now))
            self._originals.some = True
            done.forget_lock()
        finally:
            done.close()

    def close(self) -> None:
        """Let the open segment go as it is, where there is no room to seal it; ``recover`` seals what was committed."""
        if self._open:
            self._open.close()
            self._open, self._dirty = None, False

    def recover(self, told: OnAdopted = say_nothing) -> list[str]:
        """Put in order what dead processes left; return the names of the segments that were open.

        *told* hears of every segment of a release before the chain, which is taken into it.
        """
        return recover_segments(self.folder, self.engine, self.clock, self.signer, told)

    def _put(self, records: Sequence[Packed]) -> Placed:
        """Write *records* into the open segment or the next."""
        if self._open and self._open.length >= self.roll_at:
            self.seal()
        current = self._open or self._begin()
        self._dirty = True
        offset = current.write(records)
        return Placed(segment=current.identity, offset=offset, length=records[0].entry.length)

    def _begin(self) -> OpenSegment:
        """Open a new segment: the file first, then its row, so that no row is ever without its file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        now = self.clock()
        name = f"{now:%Y%m%dT%H%M%SZ}-{os.getpid()}-{uuid4().hex[:8]}{SEGMENT}"
        fresh = OpenSegment(self.folder / name)
        try:
            opening = opening_record(name, now)
            fresh.opening = opening.entry.identity
            fresh.write((opening,))
            fresh.sync()
            sync_folder(self.folder)
            row = segment.insert().values(
                name=name, opened_at=now, committed=fresh.length, records=fresh.records
            )
            with writing(self.engine) as connection:
                fresh.identity = connection.execute(row.returning(segment.c.id)).scalar_one()
            self._open = fresh
        finally:
            if self._open is None:
                fresh.close()
        return fresh

    def _check_room(self, coming: int) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self.folder).free
        if free - coming < self.reserve_mb * _MB:
            raise DiskLow(
                f"{free // _MB} MB free in {str(self.folder)!r}, {self.reserve_mb} MB are kept in reserve",
                hint="make room, then run it again: nothing was lost",
            )


def _drawn_bytes(exchange: Exchange) -> int:
    return len(exchange.drawn.body) if exchange.drawn else 0


def _link(done: OpenSegment, at: datetime) -> Link:
    """Return what the chain is to say of a segment that is whole on the disk."""
    listed = done.list_records()
    return Link(
        kind=LinkKind.SEGMENT,
        segment=done.path.name,
        length=done.length,
        sha256=done.digest,
        records=done.records,
        types=dict(done.types),
        manifest=listed.name,
        manifest_sha256=listed.sha256,
        at=stamp_of(at),
    )
