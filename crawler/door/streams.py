"""The standard streams behind the door: whatever a command, a library or a traceback writes to them is masked."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TextIO, cast

from crawler.door.door import current

_ASIDE: ContextVar[bool] = ContextVar("aside", default=False)


class _Masked:
    """A stream whose every write goes through the door; everything else is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write *text* as it may leave; return how much of it was taken, which is all."""
        self.stream.write(text if _ASIDE.get() else _let_out(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write *lines*."""
        for one in lines:
            self.write(one)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


_COLOUR = re.compile(r"(\x1b\[[0-9;?]*[A-Za-z])")


def _let_out(text: str) -> str:
    """Return *text* as it may leave; marks of colour and movement stay where they are."""
    if not text.strip():
        return text
    door = current()
    return "".join(one if _COLOUR.fullmatch(one) else door.line(one) for one in _COLOUR.split(text))


@contextmanager
def masked_streams() -> Iterator[None]:
    """Put both standard streams of the process behind the door, once."""
    if isinstance(sys.stdout, _Masked):
        yield
        return
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast("TextIO", _Masked(one)) for one in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


@contextmanager
def aside() -> Iterator[None]:
    """Let this block write past the door: for what a person asked to see as it is, and was written down to have seen."""
    before = _ASIDE.set(True)
    try:
        yield
    finally:
        _ASIDE.reset(before)
