"""Retention: takes segments out of the archive, never without a signed record of what went, when, why and by whom."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from crawler.archive.places import FolderPlace
from crawler.archive.proof.keys import Signer
from crawler.archive.proof.links import Link, LinkKind, chain_of, stamp_of
from crawler.archive.proof.revisits import revisits_in
from crawler.errors import UsageError


def removable(folder: Path, before: date) -> tuple[list[str], list[str]]:
    """Return the segments sealed before the day *before*, the oldest first: those that may go, and those still needed.

    A segment is needed while one that stays has pages that did not change since.
    """
    with chain_of(folder, None) as chain:
        links = list(chain.links())[::-1]
    gone = {one.segment for one in links if one.kind is LinkKind.REMOVAL}
    sealed = [one for one in links if one.kind is LinkKind.SEGMENT and one.segment not in gone]
    old = [one.segment for one in sealed if one.at[:10] < before.isoformat()]
    going = set(old)
    while needed := {
        name for _, name in _needing(folder, [one for one in sealed if one.segment not in going], going)
    }:
        going -= needed
    return [one for one in old if one in going], [one for one in old if one not in going]


def remove_segments(
    folder: Path, names: Sequence[str], signer: Signer | None, now: datetime, *, reason: str, by: str
) -> list[Link]:
    """Remove the segments *names*, each after its record is on the disk; manifest and link stay.

    Raises UsageError, and removes nothing, where a name is not a sealed segment or a revisit elsewhere needs it.
    """
    with chain_of(folder, signer) as chain:
        links = list(chain.links())
        sealed = {one.segment: one for one in links if one.kind is LinkKind.SEGMENT}
        gone = {one.segment for one in links if one.kind is LinkKind.REMOVAL}
        if unknown := [one for one in names if one not in sealed or one in gone]:
            raise UsageError(f"not a sealed segment of this archive: {unknown[0]!r}")
        kept = [one for name, one in sealed.items() if name not in gone and name not in names]
        if needed := next(_needing(folder, kept, set(names)), None):
            raise UsageError(
                f"{needed[1]!r} is needed: {needed[0]!r} has pages that did not change since",
                hint="remove the later one with it, or keep both",
            )
        made = []
        for name in names:
            record = Link(
                kind=LinkKind.REMOVAL,
                segment=name,
                length=sealed[name].length,
                sha256=sealed[name].sha256,
                at=stamp_of(now),
                reason=reason,
                by=by,
            )
            made.append(chain.append(record))
            (folder / name).unlink(missing_ok=True)
    return made


def _needing(folder: Path, kept: Sequence[Link], names: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (segment that stays, segment that it needs)."""
    for link in kept:
        if link.types.get("revisit"):
            for one in revisits_in(FolderPlace(folder), link):
                if (name := one.refers.partition(" ")[0]) in names:
                    yield link.segment, name
