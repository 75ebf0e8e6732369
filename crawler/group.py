"""Group commit: one flush of the archive and one database transaction for all that came in the meantime."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from crawler.archive.exchange import Exchange
from crawler.archive.writer import ArchiveWriter
from crawler.errors import DatabaseUnavailable
from crawler.store.facts import Placed
from crawler.store.writer import Facts, FactWriter

T = TypeVar("T")
Write = Callable[[Facts, Placed | None], T]


@dataclass(frozen=True, kw_only=True)
class _Job:
    """What one caller waits for."""

    write: Write[Any]
    exchange: Exchange | None
    done: asyncio.Future[Any]


class GroupWriter:
    """Takes facts from many coroutines and writes them in one thread, so that nobody acts on what is not stored.

    The order survives SIGKILL at any moment: bytes into the archive, flush, then one transaction with the facts and
    the committed length of the segment. What is after that length is cut off at the next start.
    """

    def __init__(self, facts: FactWriter, archive: ArchiveWriter) -> None:
        self.facts = facts
        self.archive = archive
        self._waiting: list[_Job] = []
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="facts")
        self._task: asyncio.Task[None] | None = None
        self._lost: DatabaseUnavailable | None = None

    async def submit(self, write: Write[T], exchange: Exchange | None = None) -> T:
        """Store *exchange*, then call *write* inside the transaction; return its answer when both are durable."""
        loop = asyncio.get_running_loop()
        job = _Job(write=write, exchange=exchange, done=loop.create_future())
        self._waiting.append(job)
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._drain())
        result: T = await asyncio.shield(job.done)
        return result

    async def run(self, call: Callable[[], T]) -> T:
        """Call something of the archive or the store in the writing thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def close(self) -> None:
        """Return when everything handed over is stored and the segment is sealed; the next run seals it without a store."""
        if self._task is not None:
            await asyncio.wait([self._task])
        try:
            await self.run(self.archive.close if self._lost else self.archive.seal)
        finally:
            self._thread.shutdown(wait=False)

    async def _drain(self) -> None:
        """Write batch after batch until nothing waits; a failure is every caller's of its batch.

        A store that is gone is not asked again: each asking waits as long as the first, and a crawl has many to close.
        """
        while self._waiting:
            batch, self._waiting = self._waiting, []
            if self._lost:
                _fail(batch, self._lost)
                continue
            try:
                results = await self.run(lambda taken=batch: self._write(taken))  # type: ignore[misc]  # bound now
            except Exception as error:  # noqa: BLE001 - handed on to those who wait, none is swallowed
                _fail(batch, error)
                self._lost = error if isinstance(error, DatabaseUnavailable) else None
            else:
                for job, result in zip(batch, results, strict=True):
                    if not job.done.cancelled():
                        job.done.set_result(result)

    def _write(self, batch: list[_Job]) -> list[Any]:
        written = iter(self.archive.append_all([one.exchange for one in batch if one.exchange]))
        placed = [next(written) if one.exchange else None for one in batch]
        self.archive.flush()
        with self.facts.transaction() as facts:
            results = [one.write(facts, where) for one, where in zip(batch, placed, strict=True)]
            self.archive.note_committed(facts)
        return results


def _fail(batch: list[_Job], error: Exception) -> None:
    for job in batch:
        if not job.done.cancelled():
            job.done.set_exception(error)
            job.done.exception()  # noted here too: a caller that was cancelled no longer waits for it
