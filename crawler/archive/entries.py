"""What a manifest says of one record of a segment: where it lies, what it is of, and its digests."""

import json
from dataclasses import dataclass
from typing import Any

MANIFEST = ".jsonl.gz"
SEGMENT = ".warc.gz"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One line of a manifest."""

    kind: str
    """The WARC-Type."""
    date: str
    identity: str
    """The WARC-Record-ID, which no other record has."""
    url: str = ""
    sha256: str
    """Of the record as it is stored, packed."""
    length: int
    """Bytes of the same."""
    payload: str = ""
    """SHA-256 of the payload, where the record has one; of a revisit, that of the payload it refers to."""
    refers: str = ""
    """Of a revisit: segment, offset and length of the record with the payload."""
    offset: int = 0

    def line(self, offset: int) -> bytes:
        """Return the line for a record that begins at *offset*."""
        said: dict[str, Any] = {
            "offset": offset,
            "length": self.length,
            "type": self.kind,
            "date": self.date,
            "id": self.identity,
            "sha256": self.sha256,
        }
        more = {"url": self.url, "payload": self.payload, "refers": self.refers}
        said |= {name: value for name, value in more.items() if value}
        return json.dumps(said, separators=(",", ":")).encode() + b"\n"

    @property
    def place(self) -> str:
        """Where it is and of what, for people."""
        what = f"{self.kind} of {self.url}" if self.url else self.kind
        return f"offset {self.offset} ({what})"


def read_entry(line: bytes) -> Entry:
    """Return what *line* of a manifest says; raise ValueError where it says nothing that we can read."""
    try:
        said = json.loads(line.decode())
        return Entry(
            offset=int(said["offset"]),
            length=int(said["length"]),
            kind=str(said["type"]),
            date=str(said["date"]),
            identity=str(said["id"]),
            sha256=str(said["sha256"]),
            url=str(said.get("url", "")),
            payload=str(said.get("payload", "")),
            refers=str(said.get("refers", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not a line of a manifest: {line[:80]!r}") from error


def manifest_of(name: str) -> str:
    """Return the name of the manifest beside the segment *name*.

    >>> manifest_of("a.warc.gz")
    'a.jsonl.gz'
    """
    return name.removesuffix(SEGMENT) + MANIFEST
