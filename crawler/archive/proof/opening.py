"""Opens every record of a segment: its place, its digests, and what the manifest says of it."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from crawler.archive.entries import Entry, read_entry
from crawler.archive.manifest import manifest_text
from crawler.archive.packing import unpacked
from crawler.archive.places import PIECE, Place, Readable
from crawler.archive.proof.links import Link
from crawler.archive.proof.pace import Pace, Work
from crawler.archive.proof.problems import Findings
from crawler.archive.walk import ArchivedRecord, read_record

_TOGETHER = 8 << 20
"""Bytes unpacked that are looked at together: many small records, or a large one by itself."""


@dataclass(kw_only=True, slots=True)
class _Stored:
    """A record as it lies in its segment."""

    listed: Entry
    at: int
    packed: memoryview
    plain: bytes = b""
    record: ArchivedRecord | None = None
    torn: str = ""
    """Why it cannot be read."""


def open_records(place: Place, link: Link, manifest: bytes, findings: Findings) -> None:
    """Note what of the segment of *link* is not what its *manifest* says, up to the first record that cannot be read."""
    types: Counter[str] = Counter()
    end = 0
    with place.open(link.segment) as source:
        for batch in _batches(source, _listed(manifest, findings.pace), findings.pace):
            for one, right in zip(batch, _held(batch, findings.pace), strict=True):
                if one.torn or not right:
                    said = f"cannot be read: {one.torn}" if one.torn else "is not what its manifest says"
                    said = f"the {one.listed.kind} {said}"
                    findings.wrong(link.segment, said, offset=one.at, url=one.listed.url)
                if one.record:
                    types[one.record.kind] += 1
                    findings.plain_bytes += one.record.plain_length
            if batch[-1].torn:
                return
            end = batch[-1].at + batch[-1].listed.length
    if end != link.length or types != Counter(link.types):
        findings.wrong(link.segment, "the manifest does not have every record of it")


def _listed(manifest: bytes, pace: Pace) -> list[Entry]:
    with pace.doing(Work.UNPACKING):
        text = manifest_text(manifest)
    with pace.doing(Work.HEADS):
        return [read_entry(line) for line in text.splitlines()]


def _batches(source: Readable, listed: Sequence[Entry], pace: Pace) -> Iterator[list[_Stored]]:
    """Yield the records in their order, unpacked and read, a few megabytes at a time; a torn one ends its batch."""
    for group in _groups(listed):
        data = memoryview(source.read(sum(one.length for one, _ in group)))
        begin = group[0][1]
        waiting = deque(
            _Stored(listed=one, at=at, packed=data[at - begin : at - begin + one.length]) for one, at in group
        )
        while waiting:
            with pace.doing(Work.UNPACKING):
                batch = _unpacked(waiting)
            with pace.hashing(sum(len(one.packed) for one in batch)):
                digests = [sha256(one.packed).hexdigest() for one in batch]
            with pace.doing(Work.HEADS):
                yield _read(batch, digests)


def _groups(listed: Sequence[Entry]) -> Iterator[list[tuple[Entry, int]]]:
    """Yield the entries with where their records lie by their lengths, as many as are read at once."""
    group: list[tuple[Entry, int]] = []
    at = begin = 0
    for one in listed:
        group.append((one, at))
        at += one.length
        if at - begin >= PIECE:
            yield group
            group, begin = [], at
    if group:
        yield group


def _unpacked(waiting: deque[_Stored]) -> list[_Stored]:
    batch: list[_Stored] = []
    size = 0
    while waiting and size < _TOGETHER:
        one = waiting.popleft()
        batch.append(one)
        try:
            one.plain = unpacked(one.packed)
        except ValueError as error:
            one.torn = f"record at {one.at}: {error}"
            break
        size += len(one.plain)
    return batch


def _read(batch: list[_Stored], digests: Sequence[str]) -> list[_Stored]:
    for at, (one, digest) in enumerate(zip(batch, digests, strict=True)):
        if one.torn:
            break
        try:
            one.record = read_record(one.plain, one.at, len(one.packed), digest)
        except ValueError as error:
            one.torn = str(error)
            return batch[: at + 1]
    return batch


def _held(batch: Sequence[_Stored], pace: Pace) -> list[bool]:
    """Return of each whether its digests hold and it is what the manifest says."""
    with pace.hashing(sum(one.record.digested for one in batch if one.record)):
        sound = [one.record is not None and one.record.sound for one in batch]
    with pace.doing(Work.HEADS):
        return [
            right and one.record is not None and one.record.entry == one.listed
            for one, right in zip(batch, sound, strict=True)
        ]
