"""Checks that every revisit refers to a payload in a segment that was sealed before its own and is still there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crawler.archive.entries import Entry, read_entry
from crawler.archive.manifest import manifest_lines
from crawler.archive.places import Place
from crawler.archive.proof.links import Link
from crawler.archive.proof.problems import Findings

_REVISIT = b'"type":"revisit"'


@dataclass(frozen=True, kw_only=True)
class _Pointer:
    """A revisit and where it points."""

    segment: str
    entry: Entry
    length: int


def check_revisits(
    place: Place, sealed: Sequence[Link], removed: Mapping[str, Link], findings: Findings
) -> None:
    """Note every revisit whose payload is not where it says; each manifest is gone through at most twice."""
    order = {one.segment: one.number for one in sealed}
    wanted: dict[str, dict[int, list[_Pointer]]] = defaultdict(lambda: defaultdict(list))
    for link in sealed:
        if not link.types.get("revisit") or link.segment in removed:
            continue
        for entry in revisits_in(place, link):
            name, offset, length = _pointed(entry.refers)
            if name in removed or order.get(name, link.number) >= link.number:
                said = "was removed" if name in removed else "is not sealed before it"
                findings.wrong(
                    link.segment, f"it refers to {name!r}, which {said}", offset=entry.offset, url=entry.url
                )
            else:
                wanted[name][offset].append(_Pointer(segment=link.segment, entry=entry, length=length))
    for link in sealed:
        if at := wanted.get(link.segment):
            _check_originals(place, link, at, findings)


def revisits_in(place: Place, link: Link) -> Iterator[Entry]:
    """Yield the revisits of a segment by its manifest; nothing where that cannot be read, which is told elsewhere."""
    for line in _lines(place, link):
        if _REVISIT in line:
            yield read_entry(line)


def _check_originals(
    place: Place, link: Link, wanted: Mapping[int, Sequence[_Pointer]], findings: Findings
) -> None:
    begins = {b'{"offset":%d,' % offset: offset for offset in wanted}
    met: dict[int, Entry] = {}
    for line in _lines(place, link):
        if (offset := begins.get(line[: line.find(b",") + 1])) is not None:
            met[offset] = read_entry(line)
    for offset, pointers in wanted.items():
        there = met.get(offset)
        for one in pointers:
            if there is None or not _right(there, one):
                said = f"the payload it refers to is not at {offset} of {link.segment!r}"
                findings.wrong(one.segment, said, offset=one.entry.offset, url=one.entry.url)


def _right(there: Entry, pointer: _Pointer) -> bool:
    said = (there.kind, there.payload, there.length)
    return said == ("response", pointer.entry.payload, pointer.length)


def _lines(place: Place, link: Link) -> Iterator[bytes]:
    try:
        yield from manifest_lines(place.read(link.manifest))
    except (FileNotFoundError, ValueError):
        return


def _pointed(refers: str) -> tuple[str, int, int]:
    """Return segment, offset and length of what a revisit refers to."""
    try:
        name, offset, length = refers.split()
        return name, int(offset), int(length)
    except ValueError:
        return "", -1, -1
