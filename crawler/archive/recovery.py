"""Puts segments in order that a dead process left open: cuts the torn tail off and seals what was committed."""

import os
import zlib
from pathlib import Path

from sqlalchemy import Engine, select

from crawler.archive.chain import file_digest, seal
from crawler.archive.segment import lock_of, sync_folder
from crawler.clock import Clock
from crawler.errors import LockHeld
from crawler.locks import FileLock
from crawler.store.database import reading, writing
from crawler.store.tables import segment

SUFFIX = ".warc.gz"
_OPENING = 4096  # bytes; an opening record is about 350 long


def recover_segments(folder: Path, engine: Engine, clock: Clock) -> list[str]:
    """Cut and seal every open segment whose owner is dead; return their names. Safe to be killed in, or run twice."""
    with reading(engine) as connection:
        opened = select(segment.c.name).where(segment.c.sealed_at.is_(None)).order_by(segment.c.id)
        names = list(connection.execute(opened).scalars())
    mended = [name for name in names if _with_lock(folder / name, engine, clock)]
    _remove_unknown(folder, engine)
    return mended


def _with_lock(path: Path, engine: Engine, clock: Clock) -> bool:
    """Mend one segment, unless a living process writes it."""
    try:
        lock = FileLock(lock_of(path))
    except LockHeld:
        return False
    try:
        mended = _mend(path, engine, clock)
        lock.path.unlink(missing_ok=True)
        return mended
    finally:
        lock.release()


def _mend(path: Path, engine: Engine, clock: Clock) -> bool:
    with reading(engine) as connection:
        wanted = select(segment).where(segment.c.name == path.name, segment.c.sealed_at.is_(None))
        row = connection.execute(wanted).one_or_none()
    if row is None:
        return False
    length = _cut(path, row.committed)
    digest = file_digest(path) if length == row.committed else ""
    with writing(engine) as connection:
        seal(connection, clock, row.id, length=row.committed, records=row.records, digest=digest)
    return True


def _cut(path: Path, committed: int) -> int:
    """Cut what was never committed off the file at *path*; return the length that it has then."""
    if not path.exists():
        return 0
    with path.open("r+b") as torn:
        if os.fstat(torn.fileno()).st_size > committed:
            torn.truncate(committed)
            os.fsync(torn.fileno())
        return os.fstat(torn.fileno()).st_size


def _remove_unknown(folder: Path, engine: Engine) -> None:
    """Remove files whose row was never committed: a process died between making the two.

    Only what has its lock beside it and holds no exchange is ours to remove; an archive without its database stays.
    """
    found = {
        path.name: path
        for path in folder.glob(f"*{SUFFIX}")
        if lock_of(path).exists() and _holds_no_exchange(path)
    }
    with reading(engine) as connection:
        known = set(connection.execute(select(segment.c.name).where(segment.c.name.in_(found))).scalars())
    for name, path in found.items():
        if name not in known:
            _remove(path, engine)
    if folder.exists():
        sync_folder(folder)


def _holds_no_exchange(path: Path) -> bool:
    """Whether the file has at most its opening record, whole or torn."""
    packed = path.read_bytes() if path.stat().st_size <= _OPENING else b""
    if not packed:
        return path.stat().st_size == 0
    member = zlib.decompressobj(zlib.MAX_WBITS + 16)
    try:
        member.decompress(packed)
    except zlib.error:
        return False
    return not member.unused_data


def _remove(path: Path, engine: Engine) -> None:
    try:
        lock = FileLock(lock_of(path))
    except LockHeld:
        return
    try:
        with reading(engine) as connection:
            named = connection.execute(select(segment.c.id).where(segment.c.name == path.name)).first()
        if named is None:
            path.unlink(missing_ok=True)
        lock.path.unlink(missing_ok=True)
    finally:
        lock.release()
