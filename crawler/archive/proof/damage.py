"""Names what happened to a segment that is not what was sealed: record by record, by what its manifest says."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from crawler.archive.entries import Entry
from crawler.archive.proof.problems import Problem
from crawler.archive.walk import walk

_MEMBER = b"\x1f\x8b\x08"
"""How a gzip member begins, and so a record."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a damaged segment holds: the records that can be read, and the stretches that cannot."""

    entries: tuple[Entry, ...]
    torn: tuple[tuple[int, int], ...]
    """Beginning and end of every stretch without a record."""


def damage(segment: str, data: bytes, wanted: Sequence[Entry]) -> list[Problem]:
    """Return what became of every record of *wanted* that is not where it was in *data*, and what came instead."""
    found = salvage(data)
    here: dict[str, Entry] = {}
    known = {one.sha256 for one in wanted}
    problems: list[Problem] = []
    for one in found.entries:
        if one.sha256 in here:
            problems.append(_problem(segment, one, "is there once more"))
        elif one.sha256 not in known:
            problems.append(_problem(segment, one, "was added: the manifest does not have it"))
        here.setdefault(one.sha256, one)
    problems += _moved(segment, [one for one in wanted if one.sha256 in here], here)
    torn = dict(found.torn)
    problems += _gone(segment, wanted, here, torn, len(data))
    problems += [
        Problem(file=segment, offset=start, message=f"{end - start} bytes that are no record were added")
        for start, end in torn.items()
    ]
    return problems


def salvage(data: bytes) -> Found:
    """Return what can be read of *data*; after a stretch that cannot, the next record is looked for."""
    entries: list[Entry] = []
    torn: list[tuple[int, int]] = []
    at = 0
    while at < len(data):
        step = _readable_from(data, at)
        entries += step
        end = step[-1].offset + step[-1].length if step else at
        if end >= len(data):
            break
        following = _next_record(data, end + 1)
        torn.append((end, following))
        at = following
    return Found(entries=tuple(entries), torn=tuple(torn))


def _readable_from(data: bytes, start: int) -> list[Entry]:
    """Return the entries of the records that follow each other from *start* on."""
    found: list[Entry] = []
    source = BytesIO(data)
    source.seek(start)
    try:
        for one in walk(source, len(data) - start, start):
            if not one.sound:
                break
            found.append(one.entry)
    except ValueError:
        return found
    return found


def _next_record(data: bytes, start: int) -> int:
    """Return where the next record begins that can be read, or the end."""
    at = data.find(_MEMBER, start)
    while at >= 0:
        source = BytesIO(data)
        source.seek(at)
        try:
            next(walk(source, len(data) - at, at))
        except (ValueError, StopIteration):
            at = data.find(_MEMBER, at + 1)
        else:
            return at
    return len(data)


def _moved(segment: str, kept: Sequence[Entry], here: Mapping[str, Entry]) -> Iterator[Problem]:
    """Yield the fewest records that must have changed their place for the others to be in order."""
    places = [here[one.sha256].offset for one in kept]
    inside = _longest_rising(places)
    for at, one in enumerate(kept):
        if at not in inside:
            yield _problem(segment, one, f"was moved to {places[at]}")


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Return the positions of a longest part of *values* that rises.

    >>> sorted(_longest_rising([5, 1, 2, 9, 3]))
    [1, 2, 4]
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[length], ends[length] = value, at
    inside: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        inside.add(at)
        at = before[at]
    return inside


def _gone(
    segment: str, wanted: Sequence[Entry], here: Mapping[str, Entry], torn: dict[int, int], size: int
) -> Iterator[Problem]:
    """Yield the records of which nothing readable is left: damaged where a torn stretch stands, cut, or removed.

    The stretches that this explains are taken out of *torn*.
    """
    end = wanted[-1].offset + wanted[-1].length if wanted else 0
    last = max((at for at, one in enumerate(wanted) if one.sha256 in here), default=-1)
    stretch = 0
    explained = set()
    for at, one in enumerate(wanted):
        if one.sha256 in here:
            stretch = here[one.sha256].offset + here[one.sha256].length
            continue
        if stretch in torn:
            explained.add(stretch)
        if at > last and size < end:
            said = "is cut" if one.offset < size else "was cut off"
            yield _problem(segment, one, f"{said}: {size} bytes are left of {end}")
        elif stretch in torn:
            yield _problem(segment, one, "is not what was written")
        else:
            yield _problem(segment, one, "was removed")
    for start in explained:
        del torn[start]


def _problem(segment: str, entry: Entry, message: str) -> Problem:
    return Problem(file=segment, offset=entry.offset, url=entry.url, message=f"the {entry.kind} {message}")
