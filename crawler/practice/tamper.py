"""Spoils copies of an archive at random, and counts what the check and the printed lines of shell find of it."""

import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crawler.archive.entries import Entry
from crawler.archive.manifest import manifest_entries
from crawler.archive.places import FolderPlace
from crawler.archive.proof.check import check_archive
from crawler.archive.proof.links import Link, LinkKind, link_files, read_link
from crawler.archive.proof.plain import plain_lines
from crawler.errors import GongkaiError

_SEGMENTS_FIRST = (
    0.75  # share of the flips and cuts that go into segments; the others go into what proves them
)


@dataclass(frozen=True, kw_only=True)
class Spoiled:
    """What was done to an archive."""

    file: str
    offsets: tuple[int, ...] = ()
    """Of the records of a segment of which one at least must be named; none where a whole file was touched."""
    undo: Callable[[], None]


@dataclass(kw_only=True)
class Score:
    """How often one kind of tampering was tried, and found."""

    what: str
    tries: int = 0
    checked: int = 0
    """Found by the check, in the right file."""
    named: int = 0
    """Of those, named by segment and offset of the very record, or by the file where it was no record."""
    plain: int = 0
    """Found by the printed lines."""
    missed: list[str] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Whether everything was found by both."""
        return self.tries == self.checked == self.named == self.plain


class Tamperer:
    """Spoils the archive in *folder*, which is its own copy, one way at a time."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)  # noqa: S311 - it has to be the same again
        links = [read_link(one.read_bytes()) for one in link_files(folder)]
        sealed = [one for one in links if one.kind is LinkKind.SEGMENT and (folder / one.segment).exists()]
        self.entries = {one.segment: self._entries(one) for one in sealed}
        proofs = (one for one in FolderPlace(folder).names() if one not in self.entries)
        self.proofs = [one for one in proofs if not one.endswith(".lock")]
        if len(self.entries) < 2:  # noqa: PLR2004 - two can change places
            raise GongkaiError("the campaign needs an archive of two sealed segments")

    def _entries(self, link: Link) -> list[Entry]:
        return manifest_entries((self.folder / link.manifest).read_bytes())

    def flip(self) -> Spoiled:
        """Flip one bit somewhere."""
        name, whole = self._any_file()
        at = self.chance.randrange(len(whole))
        flipped = bytes([whole[at] ^ 1 << self.chance.randrange(8)])
        return self._write(name, whole, whole[:at] + flipped + whole[at + 1 :], at)

    def cut(self) -> Spoiled:
        """Cut a file off somewhere."""
        name, whole = self._any_file()
        at = self.chance.randrange(len(whole))
        return self._write(name, whole, whole[:at], at)

    def remove(self) -> Spoiled:
        """Take a record out, or at times a whole segment."""
        name, whole, entries = self._any_segment()
        if self.chance.random() > _SEGMENTS_FIRST:
            (self.folder / name).unlink()
            return Spoiled(file=name, undo=lambda: _put(self.folder / name, whole))
        one = self.chance.choice(entries)
        return self._write(name, whole, whole[: one.offset] + whole[one.offset + one.length :], one.offset)

    def insert(self) -> Spoiled:
        """Put a record of another segment in, or at times a whole segment."""
        name, whole, entries = self._any_segment()
        if self.chance.random() > _SEGMENTS_FIRST:
            added = self.folder / f"added-{name}"
            added.write_bytes(whole)
            return Spoiled(file=added.name, undo=added.unlink)
        other = self.chance.choice([one for one in self.entries if one != name])
        one = self.chance.choice(self.entries[other])
        record = (self.folder / other).read_bytes()[one.offset : one.offset + one.length]
        at = self.chance.choice([*(each.offset for each in entries), len(whole)])
        _put(self.folder / name, whole[:at] + record + whole[at:])
        return Spoiled(file=name, offsets=(at,), undo=lambda: _put(self.folder / name, whole))

    def reorder(self) -> Spoiled:
        """Let two records change places, or at times two segments."""
        name, whole, entries = self._any_segment()
        if self.chance.random() > _SEGMENTS_FIRST:
            other = self.chance.choice([one for one in self.entries if one != name])
            theirs = (self.folder / other).read_bytes()
            _put(self.folder / name, theirs)
            _put(self.folder / other, whole)

            def undo() -> None:
                _put(self.folder / name, whole)
                _put(self.folder / other, theirs)

            return Spoiled(file=name, undo=undo)
        first, second = sorted(self.chance.sample(range(len(entries)), 2))
        order = [*entries]
        order[first], order[second] = order[second], order[first]
        moved = b"".join(whole[one.offset : one.offset + one.length] for one in order)
        _put(self.folder / name, moved)
        places = (entries[first].offset, entries[second].offset)
        return Spoiled(file=name, offsets=places, undo=lambda: _put(self.folder / name, whole))

    def _any_segment(self) -> tuple[str, bytes, list[Entry]]:
        name = self.chance.choice(list(self.entries))
        return name, (self.folder / name).read_bytes(), self.entries[name]

    def _any_file(self) -> tuple[str, bytes]:
        inside = self.chance.random() < _SEGMENTS_FIRST
        name = self.chance.choice(list(self.entries) if inside else self.proofs)
        return name, (self.folder / name).read_bytes()

    def _write(self, name: str, before: bytes, after: bytes, at: int) -> Spoiled:
        """Put *after* into the place of *before*, and find the record that *at* lies in."""
        _put(self.folder / name, after)
        places = [one.offset for one in self.entries.get(name, ()) if one.offset <= at]
        return Spoiled(file=name, offsets=tuple(places[-1:]), undo=lambda: _put(self.folder / name, before))


def campaign(archive: Path, scratch: Path, seed: int, tries: dict[str, int]) -> Iterator[Score]:
    """Yield the score of each kind of tampering with a copy of *archive* in *scratch*, so often as *tries* says."""
    folder = scratch / "tampered"
    shutil.copytree(archive, folder)
    if found := check_archive(FolderPlace(folder)).problems:
        raise GongkaiError(f"the archive is not sound to begin with: {found[0]}")
    if not _holds_plainly(folder):
        raise GongkaiError(
            "the printed lines find fault with a sound archive", hint="are sha256sum and openssl there?"
        )
    tamperer = Tamperer(folder, seed)
    ways = {
        "flip": tamperer.flip,
        "truncation": tamperer.cut,
        "removal": tamperer.remove,
        "insertion": tamperer.insert,
        "reordering": tamperer.reorder,
    }
    for what, number in tries.items():
        score = Score(what=what)
        for _ in range(number):
            _try(folder, ways[what], score)
        yield score


def _try(folder: Path, spoil: Callable[[], Spoiled], score: Score) -> None:
    """Spoil once, look twice, and put it right again."""
    spoiled = spoil()
    try:
        problems = check_archive(FolderPlace(folder)).problems
        plain = not _holds_plainly(folder)
    finally:
        spoiled.undo()
    found = any(one.file == spoiled.file or spoiled.file in one.message for one in problems)
    score.tries += 1
    score.checked += found
    score.plain += plain
    places = {one.offset for one in problems if one.file == spoiled.file}
    score.named += found and (not spoiled.offsets or not places.isdisjoint(spoiled.offsets))
    if not (found and plain):
        score.missed.append(f"{score.what} in {spoiled.file} at {spoiled.offsets}")


def _holds_plainly(folder: Path) -> bool:
    """Whether the printed lines find nothing."""
    script = "\n".join(plain_lines(FolderPlace(folder)))
    return not subprocess.run(["sh"], input=script.encode(), capture_output=True, check=False).returncode  # noqa: S607 - as people run it


def _put(path: Path, data: bytes) -> None:
    path.write_bytes(data)
