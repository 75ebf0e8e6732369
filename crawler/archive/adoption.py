"""Makes links for segments by what lies on the disk: those of a dead process, and those of releases without a chain."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select, update

from crawler.archive.entries import SEGMENT, Entry
from crawler.archive.manifest import write_manifest
from crawler.archive.places import FolderPlace, digest_of
from crawler.archive.proof.keys import Signer
from crawler.archive.proof.links import Link, LinkKind, Sealing, chain_of, stamp_of
from crawler.archive.segment import lock_of
from crawler.archive.walk import walk
from crawler.clock import Clock
from crawler.store.database import reading, writing
from crawler.store.tables import segment

_MB = 1e6


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """A segment that was taken into the chain, and how far that is."""

    link: Link
    done: int
    """Segments looked at so far, this one among them."""
    segments: int
    done_bytes: int
    total_bytes: int


OnAdopted = Callable[[Adopted], None]


def say_nothing(_: Adopted) -> None:
    """Let an adoption go on in silence."""


def say_adopted(one: Adopted) -> str:
    """Return a line for people on what was taken in and how far that is."""
    mb = f"{one.done_bytes / _MB:.1f} of {one.total_bytes / _MB:.1f} MB"
    return (
        f"{one.link.segment}: taken in as link {one.link.number}; {one.done} of {one.segments} segments, {mb}"
    )


def found_link(path: Path, length: int, sealed: Sealing, at: datetime, digest: str = "") -> Link:
    """Return the link of the segment at *path*, of which *length* bytes must be there; its manifest is written.

    Where less is there the link has no digest, and says so for ever. A *digest* that was known before goes before
    that of the file, so that a file that is not what it was is called so.
    """
    entries = _readable(path, length)
    listed = write_manifest(path, entries)
    whole = path.is_file() and path.stat().st_size == length
    return Link(
        kind=LinkKind.SEGMENT,
        segment=path.name,
        length=length,
        sha256=digest or (digest_of(FolderPlace(path.parent), path.name) if whole else ""),
        records=len(entries),
        types=dict(Counter(one.kind for one in entries)),
        manifest=listed.name,
        manifest_sha256=listed.sha256,
        sealed=sealed,
        at=stamp_of(at),
    )


def adopt(
    folder: Path,
    names: Sequence[str],
    clock: Clock,
    signer: Signer | None,
    told: OnAdopted = say_nothing,
) -> list[Link]:
    """Take the segments *names* of *folder* into its chain as they are, in this order; *told* hears of each."""
    made: list[Link] = []
    progress = _Progress([(folder / one).stat().st_size for one in names], told)
    for name in names:
        path = folder / name
        with chain_of(folder, signer) as chain:
            made.append(
                chain.of(name)
                or chain.append(found_link(path, path.stat().st_size, Sealing.ADOPTION, clock()))
            )
        progress.tell(made[-1])
    return made


def unchained(folder: Path) -> list[str]:
    """Return the segments of *folder* that nobody writes and no link knows, in the order of their names."""
    with chain_of(folder, None) as chain:
        known = {one.segment for one in chain.links()}
    found = sorted(folder.glob(f"*{SEGMENT}"))
    return [one.name for one in found if one.name not in known and not lock_of(one).exists()]


def adopt_known(
    folder: Path, engine: Engine, clock: Clock, signer: Signer | None, told: OnAdopted = say_nothing
) -> None:
    """Take into the chain what the database has as sealed before there were chains, by the digest that it kept."""
    old = (
        select(segment)
        .where(segment.c.sealed_at.is_not(None), segment.c.link.is_(None))
        .order_by(segment.c.sealed_at, segment.c.id)
    )
    with reading(engine) as connection:
        rows = connection.execute(old).all()
    # what is not here is lost, or of another workspace that shares the database: the comparison with the facts tells
    here = [one for one in rows if (folder / one.name).is_file()]
    progress = _Progress([one.committed for one in here], told)
    for row in here:
        path = folder / row.name
        with chain_of(folder, signer) as chain:
            link = chain.of(row.name) or chain.append(
                found_link(path, row.committed, Sealing.ADOPTION, clock(), row.sha256)
            )
        with writing(engine) as connection:
            connection.execute(update(segment).where(segment.c.id == row.id).values(link=link.number))
        progress.tell(link)


class _Progress:
    """Counts segments of known *sizes* while they are taken in."""

    def __init__(self, sizes: Sequence[int], told: OnAdopted) -> None:
        self._sizes, self._told, self._done = sizes, told, 0

    def tell(self, link: Link) -> None:
        """Tell of the next segment, which has its *link* now."""
        self._done += 1
        self._told(
            Adopted(
                link=link,
                done=self._done,
                segments=len(self._sizes),
                done_bytes=sum(self._sizes[: self._done]),
                total_bytes=sum(self._sizes),
            )
        )


def _readable(path: Path, length: int) -> list[Entry]:
    """Return the entries of the records from the beginning up to the first that cannot be read."""
    found: list[Entry] = []
    with suppress(FileNotFoundError, ValueError), path.open("rb") as source:
        found.extend(one.entry for one in walk(source, length))
    return found
