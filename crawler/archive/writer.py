"""Writes exchanges into segments such that what a committed transaction points to is on the disk before it commits."""

import os
import shutil
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, update

from crawler.archive.chain import seal
from crawler.archive.exchange import Exchange
from crawler.archive.records import exchange_records, opening_record
from crawler.archive.recovery import recover_segments
from crawler.archive.segment import OpenSegment, sync_folder
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
        self, folder: Path, engine: Engine, clock: Clock, reserve_mb: int, *, roll_at: int = SEGMENT_BYTES
    ) -> None:
        self.folder = folder
        self.engine = engine
        self.clock = clock
        self.reserve_mb = reserve_mb
        self.roll_at = roll_at
        self._open: OpenSegment | None = None
        self._dirty = False

    def append(self, exchange: Exchange) -> Placed:
        """Write *exchange* and return where the record lies that facts point to; it is on the disk after ``flush``.

        Raises DiskLow when the reserve would be touched or no room is left; nothing half-written stays.
        """
        self._check_room(len(exchange.body) + (len(exchange.drawn.body) if exchange.drawn else 0))
        return self._write(*exchange_records(exchange))

    def append_own(self, record: bytes) -> Placed:
        """Write a *record* of our own making as ``append`` writes an exchange."""
        self._check_room(len(record))
        return self._write(record)

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
        self.flush()
        done, self._open = self._open, None
        try:
            with writing(self.engine) as connection:
                seal(
                    connection,
                    self.clock,
                    done.identity,
                    length=done.length,
                    records=done.records,
                    digest=done.digest,
                )
            done.forget_lock()
        finally:
            done.close()

    def close(self) -> None:
        """Let the open segment go as it is, where there is no room to seal it; ``recover`` seals what was committed."""
        if self._open:
            self._open.close()
            self._open, self._dirty = None, False

    def recover(self) -> list[str]:
        """Put in order what dead processes left; return the names of the segments that were open."""
        return recover_segments(self.folder, self.engine, self.clock)

    def _write(self, *records: bytes) -> Placed:
        """Write *records* in one go and return where the first lies."""
        if self._open and self._open.length >= self.roll_at:
            self.seal()
        current = self._open or self._begin()
        self._dirty = True
        offset = current.write(b"".join(records), records=len(records))
        return Placed(segment=current.identity, offset=offset, length=len(records[0]))

    def _begin(self) -> OpenSegment:
        """Open a new segment: the file first, then its row, so that no row is ever without its file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        now = self.clock()
        name = f"{now:%Y%m%dT%H%M%SZ}-{os.getpid()}-{uuid4().hex[:8]}.warc.gz"
        fresh = OpenSegment(self.folder / name)
        try:
            fresh.write(opening_record(name, now), records=1)
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
