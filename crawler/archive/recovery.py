"""Puts segments in order that a dead process left open: cuts the torn tail off and seals what was committed."""

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, select

from crawler.archive.adoption import OnAdopted, adopt_known, found_link, say_nothing
from crawler.archive.durable import PART, sync_folder
from crawler.archive.entries import SEGMENT, manifest_of
from crawler.archive.packing import Unpacker
from crawler.archive.proof.keys import Signer
from crawler.archive.proof.links import Sealing, chain_of
from crawler.archive.sealing import note_sealed
from crawler.archive.segment import lock_of
from crawler.clock import Clock
from crawler.errors import LockHeld
from crawler.locks import FileLock
from crawler.store.database import reading
from crawler.store.tables import segment

_OPENING = 4096  # bytes; an opening record is about 350 long


def recover_segments(
    folder: Path, engine: Engine, clock: Clock, signer: Signer | None, told: OnAdopted = say_nothing
) -> list[str]:
    """Cut and seal every open segment whose owner is dead; return their names. Safe to be killed in, or run twice.

    Segments that an earlier release sealed in the database alone get their manifest and their link here, too; *told* hears
    of each, for that reads all of them.
    """
    adopt_known(folder, engine, clock, signer, told)
    with reading(engine) as connection:
        opened = select(segment.c.name).where(segment.c.sealed_at.is_(None)).order_by(segment.c.id)
        names = list(connection.execute(opened).scalars())
    mended = [name for name in names if _with_lock(folder / name, engine, clock, signer)]
    _remove_unknown(folder, engine)
    return mended


def _with_lock(path: Path, engine: Engine, clock: Clock, signer: Signer | None) -> bool:
    """Mend one segment, unless a living process writes it."""
    try:
        lock = FileLock(lock_of(path))
    except LockHeld:
        return False
    try:
        mended = _mend(path, engine, clock, signer)
        _forget(path, lock)
        return mended
    finally:
        lock.release()


def _mend(path: Path, engine: Engine, clock: Clock, signer: Signer | None) -> bool:
    with reading(engine) as connection:
        wanted = select(segment).where(segment.c.name == path.name, segment.c.sealed_at.is_(None))
        row = connection.execute(wanted).one_or_none()
    if row is None:
        return False
    with chain_of(path.parent, signer) as chain:
        link = chain.of(path.name)
        if link is None:
            _cut(path, row.committed)
            link = chain.append(found_link(path, row.committed, Sealing.RECOVERY, clock()))
    note_sealed(engine, row.id, link)
    return True


def _cut(path: Path, committed: int) -> None:
    """Cut what was never committed off the file at *path*."""
    with suppress(FileNotFoundError), path.open("r+b") as torn:
        if os.fstat(torn.fileno()).st_size > committed:
            torn.truncate(committed)
            os.fsync(torn.fileno())


def _remove_unknown(folder: Path, engine: Engine) -> None:
    """Remove files whose row was never committed: a process died between making the two.

    Only what has its lock beside it and holds no exchange is ours to remove; an archive without its database stays.
    """
    found = {
        path.name: path
        for path in folder.glob(f"*{SEGMENT}")
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
    member = Unpacker()
    try:
        member.feed(packed)
    except ValueError:
        return False
    return not member.rest


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
        _forget(path, lock)
    finally:
        lock.release()


def _forget(path: Path, lock: FileLock) -> None:
    """Remove what stood beside an open segment: the half of its manifest, then its lock."""
    path.with_name(f"{manifest_of(path.name)}{PART}").unlink(missing_ok=True)
    lock.path.unlink(missing_ok=True)
