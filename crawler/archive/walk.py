"""Walks through the records of a segment and checks every digest on the way."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_GZIP = zlib.MAX_WBITS + 16
_PIECE = 1 << 16
_END = b"\r\n\r\n"


@dataclass(frozen=True, kw_only=True)
class ArchivedRecord:
    """One record of a segment."""

    offset: int
    length: int
    kind: str
    headers: dict[str, str]
    """By lower-case name."""
    block: bytes

    @property
    def payload(self) -> bytes:
        """What follows the HTTP headers, where the block has any."""
        return self.block.partition(_END)[2] if self.exchanged else self.block

    @property
    def exchanged(self) -> bool:
        """Whether the block is a message of HTTP."""
        return self.headers.get("content-type", "").startswith("application/http")

    @property
    def sound(self) -> bool:
        """Whether block and payload have the digests that the record gives."""
        wanted = {"warc-block-digest": self.block, "warc-payload-digest": self.payload}
        return all(
            self.headers[name] == f"sha256:{sha256(data).hexdigest()}"
            for name, data in wanted.items()
            if name in self.headers
        )


def walk(path: Path, limit: int) -> Iterator[ArchivedRecord]:
    """Yield the records in the first *limit* bytes of *path*; raise ValueError where there is none to be read."""
    with path.open("rb") as source:
        rest, offset = b"", 0
        while offset < limit:
            member = zlib.decompressobj(_GZIP)
            plain, taken = bytearray(), 0
            while not member.eof:
                piece = rest or source.read(min(_PIECE, limit - source.tell()))
                if not piece:
                    raise ValueError(f"record at {offset} is cut short")
                plain += _unpack(member, piece, offset)
                rest = member.unused_data
                taken += len(piece) - len(rest)
            yield read_record(bytes(plain), offset, taken)
            offset += taken


def record_of(packed: bytes) -> ArchivedRecord:
    """Return the one record in *packed*; raise ValueError when that is not what it holds."""
    member = zlib.decompressobj(_GZIP)
    plain = _unpack(member, packed, 0)
    if not member.eof or member.unused_data:
        raise ValueError("not exactly one record")
    return read_record(plain, 0, len(packed))


def read_record(plain: bytes, offset: int, length: int) -> ArchivedRecord:
    """Return the record with the text *plain*; raise ValueError when it is none."""
    head, found, rest = plain.partition(_END)
    lines = head.decode("utf-8", "replace").split("\r\n")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (one.partition(":") for one in lines[1:])
    }
    size = headers.get("content-length", "")
    if lines[0] != "WARC/1.1" or not found or not size.isdecimal() or rest[int(size) :] != _END:
        raise ValueError(f"what stands at {offset} is no record")
    return ArchivedRecord(
        offset=offset,
        length=length,
        kind=headers.get("warc-type", ""),
        headers=headers,
        block=rest[: int(size)],
    )


def _unpack(member: "zlib._Decompress", piece: bytes, offset: int) -> bytes:
    try:
        return member.decompress(piece)
    except zlib.error as error:
        raise ValueError(f"record at {offset}: {error}") from error
