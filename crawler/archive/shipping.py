"""Copies what is sealed to an object store, and lets go of a segment here only once the copy was read back whole."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from crawler.archive.durable import write_whole
from crawler.archive.places import ELSEWHERE, FolderPlace, ObjectPlace, digest_of
from crawler.archive.proof.links import Link, LinkKind, chain_of
from crawler.errors import IntegrityFailure
from crawler.workspace import ArchiveSettings


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """What a copy did."""

    files: int
    size: int
    """Bytes of them."""
    freed: int
    """Segments that are in the store alone now."""


def ship(folder: Path, settings: ArchiveSettings, now: datetime) -> Shipped:
    """Copy everything sealed that the store does not have; remove what was removed here with a record there, too.

    Raises IntegrityFailure where what is read back is not what was sent.
    """
    store = ObjectPlace(settings.store, settings.store_endpoint)
    with chain_of(folder, None) as chain:
        links = list(chain.links())[::-1]
    gone = {one.segment for one in links if one.kind is LinkKind.REMOVAL}
    sealed = [one for one in links if one.kind is LinkKind.SEGMENT and one.segment not in gone]
    there, files, size = set(store.names()), 0, 0
    for name in _wanted(folder, sealed):
        if name not in there and (folder / name).is_file():
            _copy(folder, name, store)
            files += 1
            size += (folder / name).stat().st_size
    for name in gone & there:
        store.remove(name)
    freed = _free(folder, sealed, store, settings, now, there)
    return Shipped(files=files, size=size, freed=freed)


def _wanted(folder: Path, sealed: Sequence[Link]) -> list[str]:
    """Return what belongs into the store, links and roots last: whoever reads there never finds one that points nowhere."""
    segments = [name for one in sealed for name in (one.segment, one.manifest)]
    others = [
        one for one in FolderPlace(folder).names() if "/" in one and not one.endswith((".lock", ".part"))
    ]
    return [*segments, *(one for one in others if one not in segments)]


def _copy(folder: Path, name: str, store: ObjectPlace) -> None:
    store.put(name, folder / name)
    if digest_of(store, name) != digest_of(FolderPlace(folder), name):
        raise IntegrityFailure(f"{name!r} came back from {store.address!r} otherwise than it was sent")


def _free(
    folder: Path,
    sealed: Sequence[Link],
    store: ObjectPlace,
    settings: ArchiveSettings,
    now: datetime,
    there: Collection[str],
) -> int:
    """Remove segments here that the store had before this copy began, once their days here are over."""
    freed = 0
    for one in sealed:
        old = now - datetime.fromisoformat(one.at) >= timedelta(days=settings.local_days)
        if not old or one.segment not in there or not (folder / one.segment).is_file():
            continue
        if digest_of(store, one.segment) != one.sha256:
            raise IntegrityFailure(f"{one.segment!r} in {store.address!r} is not what was sealed")
        write_whole(folder / ELSEWHERE, f"{settings.store}\n{settings.store_endpoint}\n".encode())
        (folder / one.segment).unlink()
        freed += 1
    return freed
