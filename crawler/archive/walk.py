"""Walks through the records of a segment and checks every digest on the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from crawler.archive.entries import Entry
from crawler.archive.packing import Unpacker, unpacked
from crawler.archive.records import REFERS

_PIECE = 1 << 16
_END = b"\r\n\r\n"
_SHA256 = "sha256:"


@dataclass(frozen=True, kw_only=True)
class ArchivedRecord:
    """One record of a segment."""

    offset: int
    length: int
    packed_sha256: str
    """Of the record as it is stored."""
    kind: str
    headers: dict[str, str]
    """By lower-case name."""
    block: bytes
    plain_length: int
    """Bytes of the record unpacked."""

    @property
    def payload(self) -> bytes:
        """What follows the HTTP headers, where the block has any."""
        return self.block.partition(_END)[2] if self.exchanged else self.block

    @property
    def exchanged(self) -> bool:
        """Whether the block is a message of HTTP."""
        return self.headers.get("content-type", "").startswith("application/http")

    @property
    def refers(self) -> str:
        """Of a revisit: segment, offset and length of the record with the payload."""
        return self.headers.get(REFERS.lower(), "")

    @property
    def sound(self) -> bool:
        """Whether block and payload have the digests that the record gives; a revisit gives that of another's payload."""
        of_block, of_payload = self._said
        digest = _digest(self.block) if of_block or (of_payload and not self.exchanged) else ""
        if of_block and of_block != digest:
            return False
        if not of_payload:
            return True
        return of_payload == (_digest(self._body) if self.exchanged else digest)

    @property
    def digested(self) -> int:
        """How many bytes ``sound`` takes the digest of: where the block is all payload, it does so once."""
        of_block, of_payload = self._said
        again = len(self._body) if of_payload and self.exchanged else 0
        return again + (len(self.block) if of_block or (of_payload and not self.exchanged) else 0)

    @property
    def _said(self) -> tuple[str, str]:
        """The digests that the record gives of its block and of its own payload; empty where it gives none."""
        of_payload = "" if self.kind == "revisit" else self.headers.get("warc-payload-digest", "")
        return self.headers.get("warc-block-digest", ""), of_payload

    @property
    def _body(self) -> memoryview:
        """The payload of a message, without a copy of it."""
        at = self.block.find(_END)
        return memoryview(self.block)[at + len(_END) if at >= 0 else len(self.block) :]

    @property
    def entry(self) -> Entry:
        """What a manifest says of it."""
        return Entry(
            offset=self.offset,
            length=self.length,
            sha256=self.packed_sha256,
            kind=self.kind,
            date=self.headers.get("warc-date", ""),
            identity=self.headers.get("warc-record-id", ""),
            url=self.headers.get("warc-target-uri", ""),
            payload=self.headers.get("warc-payload-digest", "").removeprefix(_SHA256),
            refers=self.refers,
        )


def walk(source: BinaryIO, limit: int, offset: int = 0) -> Iterator[ArchivedRecord]:
    """Yield the records in the next *limit* bytes of *source*; raise ValueError where there is none to be read.

    *offset* is where *source* stands already.
    """
    rest, left, end = b"", limit, offset + limit
    while offset < end:
        member = Unpacker()
        digest = sha256()
        plain, taken = bytearray(), 0
        while not member.done:
            if not rest:
                rest = source.read(min(_PIECE, left))
                left -= len(rest)
            if not rest:
                raise ValueError(f"record at {offset} is cut short")
            piece = rest
            plain += _fed(member, piece, offset)
            rest = member.rest if member.done else b""
            used = len(piece) - len(rest)
            digest.update(memoryview(piece)[:used])
            taken += used
        yield read_record(bytes(plain), offset, taken, digest.hexdigest())
        offset += taken


def record_of(packed: bytes, offset: int = 0) -> ArchivedRecord:
    """Return the one record in *packed*, which lies at *offset*; raise ValueError when that is not what it holds."""
    try:
        plain = unpacked(packed)
    except ValueError as error:
        raise ValueError(f"record at {offset}: {error}") from error
    return read_record(plain, offset, len(packed), sha256(packed).hexdigest())


def head_of(packed: bytes) -> dict[str, str]:
    """Return the headers of the record that *packed* begins with, which need not be whole; raise ValueError if none."""
    plain = Unpacker().feed(packed)
    head, found, _ = plain.partition(_END)
    if not found:
        raise ValueError("no record's head")
    return _headers(head)[1]


def read_record(plain: bytes, offset: int, length: int, packed_sha256: str) -> ArchivedRecord:
    """Return the record with the text *plain*; raise ValueError when it is none."""
    at = plain.find(_END)
    first, headers = _headers(plain[: max(at, 0)])
    begin, size = at + len(_END), headers.get("content-length", "")
    if first != "WARC/1.1" or at < 0 or not size.isdecimal() or plain[begin + int(size) :] != _END:
        raise ValueError(f"what stands at {offset} is no record")
    return ArchivedRecord(
        offset=offset,
        length=length,
        packed_sha256=packed_sha256,
        kind=headers.get("warc-type", ""),
        headers=headers,
        block=plain[begin : begin + int(size)],
        plain_length=len(plain),
    )


def _headers(head: bytes) -> tuple[str, dict[str, str]]:
    lines = head.decode("utf-8", "replace").split("\r\n")
    pairs = [one.partition(":") for one in lines[1:]]
    return lines[0], {name.strip().lower(): value.strip() for name, _, value in pairs}


def _digest(data: bytes | memoryview) -> str:
    return f"{_SHA256}{sha256(data).hexdigest()}"


def _fed(member: Unpacker, piece: bytes, offset: int) -> bytes:
    try:
        return member.feed(piece)
    except ValueError as error:
        raise ValueError(f"record at {offset}: {error}") from error
