"""The process that reads files and may die of them: one file after the other from its input, answers on its output."""

import json
import os
import resource
import struct
import sys
from dataclasses import asdict
from typing import BinaryIO

from crawler.files import limits
from crawler.files.content import FileContent
from crawler.files.reading import read_file
from crawler.words import FileKind, FileOutcome

FRAME = struct.Struct(">I")  # the length that goes before every message


def main() -> None:
    """Read until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not be taken for an answer
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.UNPACKED, limits.UNPACKED))
    while (claimed := receive(sys.stdin.buffer)) is not None:
        data = receive(sys.stdin.buffer)
        if data is None:
            return
        _grant_time()
        content, spent = _read(data, claimed.decode("ascii", "ignore"))
        answer = json.dumps({**asdict(content.bounded()), "spent": spent}).encode("utf-8", "replace")
        answers.write(FRAME.pack(len(answer)) + answer)
        answers.flush()
        if spent:
            return


def receive(source: BinaryIO) -> bytes | None:
    """Return the next message, or None where the other side has ended."""
    head = source.read(FRAME.size)
    if len(head) < FRAME.size:
        return None
    size: int = FRAME.unpack(head)[0]
    data = source.read(size)
    return data if len(data) == size else None


def _grant_time() -> None:
    """Give the next file its own time: the limit of a process counts from its birth."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(used.ru_utime + used.ru_stime + limits.WORK.total_seconds()) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _read(data: bytes, claimed: str) -> tuple[FileContent, bool]:
    """Return what the file holds, and whether this process should read no other."""
    try:
        found = read_file(data, claimed)
    except (MemoryError, RecursionError) as error:
        return _failed(FileOutcome.TOO_HEAVY, error), True
    except Exception as error:  # noqa: BLE001 - parsers of hostile bytes raise anything; the file is named damaged
        return _failed(FileOutcome.DAMAGED, error), True
    return found, found.outcome is FileOutcome.TOO_HEAVY


def _failed(outcome: FileOutcome, error: Exception) -> FileContent:
    return FileContent(kind=FileKind.OTHER, outcome=outcome, detail=f"{type(error).__name__}: {error}"[:200])


if __name__ == "__main__":
    main()
