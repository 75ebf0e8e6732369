"""The records behind a verdict, each taken out of its segment as it lies there, with what the manifest says of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from crawler.archive.entries import Entry, manifest_of
from crawler.archive.manifest import manifest_entries
from crawler.archive.places import read_segment
from crawler.archive.walk import record_of
from crawler.errors import GongkaiError, IntegrityFailure
from crawler.store.facts import Evidence


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One record of the pack."""

    name: str
    """Of its file."""
    segment: str
    entry: Entry
    packed: bytes
    """The record as it is stored: a gzip member of its segment, and a WARC file by itself."""
    role: str
    """What it shows: ``notice``, ``list``, the ``request`` before it, or the ``original`` that a revisit refers to."""
    fetch: Evidence

    def line(self) -> str:
        """Return its line in the list of records: name, segment, offset, length, sum, role, moment, address."""
        place = (self.name, self.segment, str(self.entry.offset), str(self.entry.length), self.entry.sha256)
        return "\t".join((*place, self.role, f"{self.fetch.at:%Y-%m-%dT%H:%M:%SZ}", self.entry.url or "-"))


class Records:
    """Takes records out of the archive in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._entries: dict[str, dict[int, Entry]] = {}

    def behind(self, notices: Iterable[Evidence], lists: Iterable[Evidence]) -> list[Kept]:
        """Return the records of fetches of *notices* and pages of *lists*, each once, in the order of their moments.

        Raises GongkaiError for a segment that is still being written, IntegrityFailure for a record that is not
        what its manifest says.
        """
        wanted = {one.fetch: ("notice", one) for one in notices if one.segment}
        wanted |= {one.fetch: ("list", one) for one in lists if one.segment}
        placed: dict[tuple[str, int], tuple[str, Entry, Evidence]] = {}
        for role, one in sorted(wanted.values(), key=lambda each: (each[1].at, each[1].fetch)):
            for segment, entry, what in self._around(one, role):
                placed.setdefault((segment, entry.offset), (what, entry, one))
        return [
            self._kept(number, segment, *found)
            for number, ((segment, _), found) in enumerate(placed.items(), 1)
        ]

    def _around(self, fetch: Evidence, role: str) -> Iterator[tuple[str, Entry, str]]:
        """Yield the record of a fetch, the request that it answers, and what it refers to."""
        entries = self._of(fetch.segment)
        entry = entries.get(fetch.offset)
        if entry is None:
            raise IntegrityFailure(f"{fetch.segment}: no record at offset {fetch.offset} in its manifest")
        yield fetch.segment, entry, role
        behind = entries.get(entry.offset + entry.length)
        if behind is not None and behind.kind == "request" and behind.url == entry.url:
            yield fetch.segment, behind, "request"
        if entry.refers:
            segment, offset, _ = entry.refers.split()
            original = self._of(segment).get(int(offset))
            if original is None:
                raise IntegrityFailure(f"{segment}: no record at offset {offset} in its manifest")
            yield segment, original, "original"

    def _of(self, segment: str) -> dict[int, Entry]:
        if segment not in self._entries:
            path = self.folder / manifest_of(segment)
            if not path.exists():
                raise GongkaiError(
                    f"the segment {segment!r} is still being written", hint="pack it once the crawl has ended"
                )
            try:
                found = manifest_entries(path.read_bytes())
            except ValueError as error:
                raise IntegrityFailure(f"{path.name}: {error}") from error
            self._entries[segment] = {one.offset: one for one in found}
        return self._entries[segment]

    def _kept(self, number: int, segment: str, role: str, entry: Entry, fetch: Evidence) -> Kept:
        packed = read_segment(self.folder, segment, entry.offset, entry.length)
        if sha256(packed).hexdigest() != entry.sha256:
            raise IntegrityFailure(f"{segment}: {entry.place} is not what its manifest says")
        return Kept(
            name=f"{number:04}-{role}.warc.gz",
            segment=segment,
            entry=entry,
            packed=packed,
            role=role,
            fetch=fetch,
        )


@dataclass(frozen=True)
class Body:
    """The page in a record."""

    kept: Kept

    @cached_property
    def html(self) -> bytes:
        """Its bytes."""
        return record_of(self.kept.packed).payload


def pages_in(records: Iterable[Kept]) -> list[Body]:
    """Return the pages among *records* that hold their own bytes."""
    shown = (one for one in records if one.role in {"notice", "list", "original"})
    return [Body(one) for one in shown if one.entry.kind in {"response", "conversion"}]
