"""Reads files in a process of its own, which is kept for the next file and replaced after a failure."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from types import TracebackType
from typing import Any, Self

from crawler.files import limits
from crawler.files.child import FRAME
from crawler.files.content import FileContent, too_large
from crawler.files.tools import PROGRAMS
from crawler.words import FileKind, FileOutcome

_ANSWER = 32 * limits.MEBIBYTE  # bytes; the text and the tables that are kept of a file take a quarter
_PIECE = 1 << 16
_REUSES = 500  # files after which a process is replaced anyway: libraries leak
_GONE: dict[int, tuple[FileOutcome, str]] = {
    signal.SIGXCPU: (FileOutcome.TOO_HEAVY, "took more than its time of the processor"),
    signal.SIGKILL: (FileOutcome.TOO_HEAVY, "took more than its time"),
    signal.SIGABRT: (FileOutcome.TOO_HEAVY, "wanted more than its memory"),
}


class Sandbox:
    """Starts the reading process when it is first needed; use it as a context manager."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._read = 0
        self.started = 0
        """Processes started so far."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.close()

    def read(self, data: bytes, claimed: str) -> FileContent:
        """Return what *data* holds under a name with the ending *claimed*; never raises for what a file does."""
        if not data:
            return FileContent(kind=FileKind.OTHER, outcome=FileOutcome.EMPTY)
        if len(data) > limits.PAYLOAD:
            return too_large(len(data))
        child = self._ready()
        end = time.monotonic() + limits.PATIENCE.total_seconds()
        answer = _ask(child, claimed.encode("ascii", "ignore"), data, end)
        if answer is None:
            return self._died(child)
        self._read += 1
        found = json.loads(answer)
        if found.pop("spent"):
            self.close()
        return _content(found)

    def close(self) -> None:
        """End the process and every program that it started."""
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(BrokenPipeError):
                if pipe:
                    pipe.close()

    def _ready(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None or self._read >= _REUSES:
            self.close()
            self._child, self._read = _start(), 0
            self.started += 1
        return self._child

    def _died(self, child: "subprocess.Popen[bytes]") -> FileContent:
        """Return why there is no answer, and clear the place for the next process."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=0.2)  # the output closes a moment before the process is gone
        status = child.poll()
        number = signal.SIGKILL if status is None else -status
        self.close()
        outcome, detail = _GONE.get(number, (FileOutcome.DAMAGED, f"its reader ended with {status}"))
        return FileContent(kind=FileKind.OTHER, outcome=outcome, detail=detail)


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "crawler.files.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,
    )


def _environment() -> dict[str, str]:
    """Return all that the process hears from us: where the libraries and the programs are, and no secret."""
    return {
        "PATH": PROGRAMS,
        "PYTHONPATH": os.pathsep.join(one for one in sys.path if one),
        "LC_ALL": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",
        "OMP_THREAD_LIMIT": "1",
    }


def _ask(child: "subprocess.Popen[bytes]", claimed: bytes, data: bytes, end: float) -> bytes | None:
    """Return the answer, or None where none comes before *end*."""
    if child.stdin is None or child.stdout is None:
        return None
    heading = FRAME.pack(len(claimed)) + claimed + FRAME.pack(len(data))
    if not (_give(child.stdin.fileno(), heading, end) and _give(child.stdin.fileno(), data, end)):
        return None
    head = _take(child.stdout.fileno(), FRAME.size, end)
    size: int = FRAME.unpack(head)[0] if head else _ANSWER + 1
    return _take(child.stdout.fileno(), size, end) if size <= _ANSWER else None


def _give(target: int, data: bytes, end: float) -> bool:
    """Return whether the other side took all of *data* before *end*."""
    left = memoryview(data)
    os.set_blocking(target, False)
    try:
        while left:
            if not select.select([], [target], [], max(end - time.monotonic(), 0))[1]:
                return False
            left = left[os.write(target, left[:_PIECE]) :]
    except BrokenPipeError:
        return False
    return True


def _take(source: int, size: int, end: float) -> bytes | None:
    """Return exactly *size* bytes, or None where they do not come before *end*."""
    found = bytearray()
    while len(found) < size:
        if not select.select([source], [], [], max(end - time.monotonic(), 0))[0]:
            return None
        piece = os.read(source, min(_PIECE, size - len(found)))
        if not piece:
            return None
        found += piece
    return bytes(found)


def _content(found: dict[str, Any]) -> FileContent:
    return FileContent(
        **{
            **found,
            "kind": FileKind(found["kind"]),
            "outcome": FileOutcome(found["outcome"]),
            "tables": tuple(tuple(tuple(row) for row in table) for table in found["tables"]),
        }
    )
