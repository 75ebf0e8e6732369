"""Checks that every revisit refers to a payload in a segment that was sealed before its own and is still there."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crawler.archive.entries import Entry, read_entry
from crawler.archive.manifest import manifest_lines, manifest_text
from crawler.archive.places import Place
from crawler.archive.proof.links import Link
from crawler.archive.proof.pace import Work
from crawler.archive.proof.problems import Findings

_REVISIT = b'"type":"revisit"'
_POINTER = re.compile(rb'"payload":"([0-9a-f]*)","refers":"(\S*) (\d+) (\d+)"}\n')
"""How the line of a revisit ends as we write it; reading each as JSON would take most of a check."""
_RESPONSE = re.compile(rb'{"offset":(\d+),"length":(\d+),"type":"response",.*\n')
_Wanted = Mapping[int, Sequence["_Pointer"]]


class _Pointer(NamedTuple):
    """What a revisit says of the payload that it refers to."""

    link: Link
    """Of the segment that the revisit is in."""
    line: bytes
    """Of its manifest."""
    segment: str
    offset: int
    length: int
    payload: bytes


def check_revisits(
    place: Place, sealed: Sequence[Link], removed: Mapping[str, Link], findings: Findings
) -> None:
    """Note every revisit whose payload is not where it says.

    Each manifest is read once, the newest first: a revisit refers to what is older than itself, so all that points
    into a segment is known by then.
    """
    order = {one.segment: at for at, one in enumerate(sealed)}
    wanted: dict[str, dict[int, list[_Pointer]]] = defaultdict(lambda: defaultdict(list))
    astray: list[tuple[_Pointer, str]] = []
    for at, link in reversed(list(enumerate(sealed))):
        into = wanted.pop(link.segment, {})
        pointing = link.types.get("revisit") and link.segment not in removed
        if not (into or pointing):
            continue
        text = _text(place, link, findings)
        with findings.pace.doing(Work.REVISITS):
            astray += _missed(text, into)
            for one in _pointers(text, link) if pointing else ():
                if one.segment in removed or order.get(one.segment, at) >= at:
                    said = "was removed" if one.segment in removed else "is not sealed before it"
                    astray.append((one, f"it refers to {one.segment!r}, which {said}"))
                else:
                    wanted[one.segment][one.offset].append(one)
    _tell(astray, findings)


def revisits_in(place: Place, link: Link) -> Iterator[Entry]:
    """Yield the revisits of a segment by its manifest; nothing where that cannot be read, which is told elsewhere."""
    try:
        lines = manifest_lines(place.read(link.manifest))
    except (FileNotFoundError, ValueError):
        return
    for line in lines:
        if _REVISIT in line:
            yield read_entry(line)


def _text(place: Place, link: Link, findings: Findings) -> bytes:
    """Return the manifest of a segment unpacked; nothing where that cannot be, which is told elsewhere."""
    try:
        packed = place.read(link.manifest)
        with findings.pace.doing(Work.UNPACKING):
            return manifest_text(packed)
    except (FileNotFoundError, ValueError):
        return b""


def _pointers(text: bytes, link: Link) -> list[_Pointer]:
    """Return where the revisits of a manifest point; one that is not written as we do is read as JSON."""
    found: list[_Pointer] = []
    for one in _POINTER.finditer(text):
        line = text[text.rfind(b"\n", 0, one.start()) + 1 : one.end()]
        if _REVISIT in line:
            payload, segment, offset, length = one.groups()
            found.append(
                _Pointer(link, line, segment.decode("utf-8", "replace"), int(offset), int(length), payload)
            )
    if len(found) == text.count(_REVISIT):
        return found
    lines = (one for one in text.splitlines(keepends=True) if _REVISIT in one)
    return [_read_pointer(one, link) for one in lines]


def _read_pointer(line: bytes, link: Link) -> _Pointer:
    entry = read_entry(line)
    try:
        segment, offset, length = entry.refers.split()
        return _Pointer(link, line, segment, int(offset), int(length), entry.payload.encode())
    except ValueError:
        return _Pointer(link, line, "", -1, -1, b"")


def _missed(text: bytes, wanted: _Wanted) -> Iterator[tuple[_Pointer, str]]:
    """Yield those of *wanted*, by offset, whose payload the manifest does not have there, and what to say of them."""
    met = {int(one[1]): one for one in _RESPONSE.finditer(text)} if wanted else {}
    for offset, pointers in wanted.items():
        there = met.get(offset)
        for one in pointers:
            right = there and int(there[2]) == one.length and b'"payload":"%b"' % one.payload in there[0]
            if not right:
                yield one, f"the payload it refers to is not at {offset} of {one.segment!r}"


def _tell(astray: Sequence[tuple[_Pointer, str]], findings: Findings) -> None:
    """Note what goes astray in the order of the chain."""
    found = [(one, read_entry(one.line), said) for one, said in astray]
    for one, entry, said in sorted(found, key=lambda each: (each[0].link.number, each[1].offset)):
        findings.wrong(one.link.segment, said, offset=entry.offset, url=entry.url)
