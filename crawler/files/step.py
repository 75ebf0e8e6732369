"""Reads the files that a crawl brought: bytes from the archive, through the sandbox, into the store."""

import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine

from crawler.archive.reader import read_answer
from crawler.clock import Clock
from crawler.errors import IntegrityFailure
from crawler.files import limits
from crawler.files.content import too_large
from crawler.files.names import best_name, ending
from crawler.files.sandbox import Sandbox
from crawler.store.facts import FileFacts, FileWork
from crawler.store.writer import FactWriter
from crawler.words import FileKind, FileOutcome

AFTER_CRAWL = timedelta(minutes=5)  # a crawl reads for no longer; the next one, or a command, goes on


@dataclass(kw_only=True)
class FilesRead:
    """What came of one pass."""

    outcomes: Counter[tuple[FileKind, FileOutcome]] = field(default_factory=Counter)
    seconds: dict[FileKind, float] = field(default_factory=dict)
    changed: int = 0
    """Files of which we know something new."""
    left: int = 0
    """Files that there was no time for."""
    broken: list[str] = field(default_factory=list)
    """Files whose bytes are not in the archive as they were written."""


def read_files(
    archive: Path,
    engine: Engine,
    clock: Clock,
    sandbox: Sandbox,
    *,
    sites: Collection[str] | None = None,
    again: bool = False,
    budget: timedelta | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> FilesRead:
    """Read every file of *sites* that nobody has read, or all where *again* is set, for no longer than *budget*.

    Each is recorded in a transaction of its own, so that stopping anywhere loses the file under way and no other.
    """
    writer, done = FactWriter(engine, clock), FilesRead()
    with writer.transaction() as facts:
        work = facts.files_to_read(sites=sites, again=again)
    end = None if budget is None else time.monotonic() + budget.total_seconds()
    for at, one in enumerate(work):
        if stopped() or (end is not None and time.monotonic() >= end):
            done.left = len(work) - at
            break
        began = time.monotonic()
        try:
            found = read_one(archive, one, sandbox)
        except IntegrityFailure as error:
            done.broken.append(error.message)
            continue
        with writer.transaction() as facts:
            done.changed += facts.record_file(found) is not None
        done.outcomes[found.kind, found.outcome] += 1
        done.seconds[found.kind] = done.seconds.get(found.kind, 0.0) + time.monotonic() - began
    return done


def read_one(archive: Path, work: FileWork, sandbox: Sandbox) -> FileFacts:
    """Return what stands in one file; raise IntegrityFailure where its bytes are not what they were."""
    if work.payload_bytes > limits.PAYLOAD:
        name, found = best_name(work.name, "", work.evidence.url), too_large(work.payload_bytes)
    else:
        answer = read_answer(archive, work.evidence)
        name = best_name(work.name, answer.disposition, work.evidence.url)
        found = sandbox.read(answer.body, ending(name))
    return FileFacts(payload_sha256=work.evidence.payload_sha256, name=name, **asdict(found))
