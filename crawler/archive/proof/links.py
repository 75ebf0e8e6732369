"""The chain: one small file a sealed segment or removal, each with the digest of the one before, each signed."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from crawler.archive.durable import no_room, write_whole
from crawler.archive.proof.keys import Signer
from crawler.locks import FileLock

CHAIN = "chain"
KEYS = "keys"
SIGNATURE = ".sig"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")
"""What a file of the archive may be called: nothing that leads out of it, nothing that a shell reads otherwise."""
NUMBERED = re.compile(r"[0-9]{8}\.json")


class LinkKind(StrEnum):
    """What a link records."""

    SEGMENT = "segment"
    REMOVAL = "removal"


class Sealing(StrEnum):
    """Who closed a segment, and so how far back its digest is worth."""

    WRITER = "writer"
    """The process that wrote it, by the digest that it kept while it wrote."""
    RECOVERY = "recovery"
    """The next start after a crash, by what was on the disk."""
    ADOPTION = "adoption"
    """A later release: before that moment the segment was in no chain of files."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """One link as its file says it."""

    number: int = 0
    """Its place in the chain, from 1; given when it is added."""
    kind: LinkKind
    segment: str
    length: int
    """Of the segment; what was committed, even where less was found."""
    sha256: str = ""
    """Of the segment; empty where less was found than had been committed."""
    records: int = 0
    types: dict[str, int] = field(default_factory=dict)
    """WARC-Type → records."""
    manifest: str = ""
    manifest_sha256: str = ""
    sealed: Sealing = Sealing.WRITER
    at: str
    """When, in UTC."""
    reason: str = ""
    """Of a removal: why, in the words of who ordered it."""
    by: str = ""
    """Of a removal: who."""
    previous: str = ""
    """SHA-256 of the file of the link before; empty in the first."""
    signer: str = ""
    """Fingerprint of the key that signs this link; empty where there was none."""

    @property
    def file(self) -> str:
        """Its name in the archive."""
        return f"{CHAIN}/{self.number:08}.json"

    def data(self) -> bytes:
        """Return the file: every field on a line, what is empty left out."""
        said = {name: value for name, value in vars(self).items() if value not in ("", {}, None)}
        return json.dumps(said, indent=1, ensure_ascii=False).encode() + b"\n"


def read_link(data: bytes) -> Link:
    """Return what the file of a link says; raise ValueError where it cannot be one."""
    try:
        said: dict[str, Any] = json.loads(data)
        link = Link(**{**said, "kind": LinkKind(said["kind"]), "sealed": Sealing(said["sealed"])})
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("not a link of a chain") from error
    names = [link.segment, *([link.manifest] if link.manifest else [])]
    if not all(isinstance(one, str) and NAME.fullmatch(one) for one in names) or link.data() != data:
        raise ValueError("not a link as we write them")
    return link


class Chain:
    """The chain of one folder, under its lock; made by ``chain_of``."""

    def __init__(self, folder: Path, signer: Signer | None) -> None:
        self.folder = folder
        self.signer = signer

    def links(self) -> Iterator[Link]:
        """Yield the links that can be read, the newest first; the others are for ``gongkai verify`` to name."""
        for path in reversed(link_files(self.folder)):
            with suppress(ValueError):
                yield read_link(path.read_bytes())

    def of(self, segment: str) -> Link | None:
        """Return the link that sealed *segment*, or None."""
        mine = (one for one in self.links() if one.segment == segment and one.kind is LinkKind.SEGMENT)
        return next(mine, None)

    def append(self, link: Link) -> Link:
        """Add *link* as the newest and return it with its number; on the disk when this returns."""
        newest, previous = newest_link(self.folder)
        number = int(Path(newest).stem) + 1 if newest else 1
        signer = self.signer.fingerprint if self.signer else ""
        whole = replace(link, number=number, previous=previous, signer=signer)
        sign_and_write(self.folder, whole.file, whole.data(), self.signer)
        return whole


def stamp_of(moment: datetime) -> str:
    """Return *moment* as the archive writes it.

    >>> stamp_of(datetime(2015, 6, 24, 2, tzinfo=UTC))
    '2015-06-24T02:00:00Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def link_files(folder: Path) -> list[Path]:
    """Return the files of the chain of *folder*, the oldest first."""
    return sorted(one for one in (folder / CHAIN).glob("*.json") if NUMBERED.fullmatch(one.name))


def newest_link(folder: Path) -> tuple[str, str]:
    """Return the name of the newest link of *folder* and its SHA-256; both empty where there is no chain."""
    files = link_files(folder)
    return (f"{CHAIN}/{files[-1].name}", sha256(files[-1].read_bytes()).hexdigest()) if files else ("", "")


@contextmanager
def chain_of(folder: Path, signer: Signer | None) -> Iterator[Chain]:
    """Hold the chain of *folder*; whoever else wants to add to it waits."""
    with no_room(folder / CHAIN):
        lock = FileLock(folder / CHAIN / ".lock", wait=True)
    try:
        yield Chain(folder, signer)
    finally:
        lock.release()


def sign_and_write(folder: Path, name: str, data: bytes, signer: Signer | None) -> None:
    """Write the file *name* of the archive, its signature before it, so that none is ever there without."""
    if signer:
        public = folder / KEYS / f"{signer.fingerprint[:16]}.pem"
        if not public.exists():
            write_whole(public, signer.public)
        write_whole(folder / f"{name}{SIGNATURE}", signer.sign(data))
    write_whole(folder / name, data)
