"""Undoes the coding of an answer's body, and stops where the result grows beyond a limit."""

import zlib
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # it ships no types

from crawler.errors import FetchFailed
from crawler.words import Outcome

ACCEPTED = "gzip, deflate, br"
_PACKED = (b"\x28\xb5\x2f\xfd", b"\x1f\x9d")
"""How what is packed in a coding that we do not undo begins; a wrong label before plain text is more common."""


class _Unpacker(Protocol):
    def unpack(self, body: bytes, limit: int) -> tuple[bytes, bool]:
        """Return what *body* holds, not much more than *limit* bytes, and whether it came to its end."""
        ...


class _Zlib:
    """Reads gzip, and deflate with or without its frame."""

    def __init__(self, window: int) -> None:
        self.window = window

    def unpack(self, body: bytes, limit: int) -> tuple[bytes, bool]:
        stream = zlib.decompressobj(self.window)
        try:
            return stream.decompress(body, limit + 1), stream.eof
        except zlib.error:
            if self.window != zlib.MAX_WBITS:
                raise
            return _Zlib(-zlib.MAX_WBITS).unpack(body, limit)


class _Brotli:
    def unpack(self, body: bytes, limit: int) -> tuple[bytes, bool]:
        stream = brotli.Decompressor()
        result = stream.process(body, output_buffer_limit=limit + 1)
        pieces, length = [result], len(result)
        while length <= limit and not stream.is_finished() and not stream.can_accept_more_data():
            pieces.append(stream.process(b"", output_buffer_limit=limit + 1 - length))
            length += len(pieces[-1])
        return b"".join(pieces), stream.is_finished()


_UNPACKERS: dict[str, _Unpacker] = {
    "gzip": _Zlib(16 + zlib.MAX_WBITS),
    "x-gzip": _Zlib(16 + zlib.MAX_WBITS),
    "deflate": _Zlib(zlib.MAX_WBITS),
    "br": _Brotli(),
}


def unpacked(body: bytes, coding: str, limit: int) -> tuple[bytes, bool]:
    """Return *body* without its *coding*, and whether it came whole; an unknown coding is left as it is.

    Raises FetchFailed when the result is larger than *limit*.
    """
    whole = True
    for name in reversed([one.strip().lower() for one in coding.split(",") if one.strip()]):
        if name not in _UNPACKERS:
            return body, whole and not body.startswith(_PACKED)
        try:
            body, ended = _UNPACKERS[name].unpack(body, limit)
        except (zlib.error, brotli.error):
            return body, False
        whole = whole and ended
        if len(body) > limit:
            del body  # else the error's traceback would keep it until the next search for garbage
            raise FetchFailed(Outcome.TOO_LARGE, f"more than {limit} bytes when unpacked")
    return body, whole
