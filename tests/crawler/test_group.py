import asyncio
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from crawler.archive.exchange import Exchange
from crawler.archive.proof.facts import verify
from crawler.archive.writer import ArchiveWriter
from crawler.errors import DatabaseUnavailable
from crawler.group import GroupWriter
from crawler.store.facts import FetchFacts
from crawler.store.tables import fetch
from crawler.store.writer import FactWriter
from crawler.words import Outcome, Purpose

NOW = datetime(2015, 7, 1, tzinfo=UTC)


class CountingArchive(ArchiveWriter):
    """Counts its flushes."""

    flushes = 0

    def flush(self):
        self.flushes += 1
        super().flush()


@pytest.fixture
def archive(tmp_path, sqlite_engine):
    return CountingArchive(tmp_path / "archive", sqlite_engine, lambda: NOW, 1)


@pytest.fixture
def together(archive, sqlite_engine, crawl, serve):
    """Return a function that hands jobs over at the same moment."""
    facts = FactWriter(sqlite_engine, lambda: NOW)
    with facts.transaction() as opened:
        run = opened.start_run(crawl.site(serve()), "gongkai 0")

    def submit(*jobs):
        async def main():
            writer = GroupWriter(facts, archive)
            try:
                calls = (writer.submit(job(run), exchange) for job, exchange in jobs)
                return await asyncio.gather(*calls, return_exceptions=True)
            finally:
                await writer.close()

        return asyncio.run(main())

    return submit


def exchange(at):
    return Exchange(url=f"http://h.example/{at}", at=NOW, status=200, body=b"a" * at)


def recorded(at):
    sent = exchange(at)

    def job(run):
        def write(facts, placed):
            seen = FetchFacts(
                purpose=Purpose.LIST,
                url=sent.url,
                at=NOW,
                outcome=Outcome.OK,
                payload_sha256=sha256(sent.body).hexdigest(),
                placed=placed,
            )
            return facts.record_fetch(run, seen), placed.offset

        return write

    return job, sent


def failing():
    def job(_run):
        def write(_facts, _placed):
            raise ValueError("no")

        return write

    return job, exchange(3)


def count(engine):
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(fetch)).scalar()


def test_many_writes_share_one_flush(together, archive, sqlite_engine):
    answers = together(*(recorded(at) for at in range(20)))
    assert len({one for one, _ in answers}) == 20
    assert len({offset for _, offset in answers}) == 20
    assert count(sqlite_engine) == 20
    assert archive.flushes <= 3, "the first alone, the others together, and once more to seal"


def test_the_archive_is_sealed_and_sound_in_the_end(together, archive, sqlite_engine):
    together(recorded(1), recorded(2))
    assert verify(archive.folder, sqlite_engine) == []


def test_a_failure_is_everyones_and_leaves_no_fact(together, sqlite_engine):
    answers = together(recorded(1), failing(), recorded(2))
    assert any(isinstance(one, ValueError) for one in answers)
    assert count(sqlite_engine) == sum(not isinstance(one, ValueError) for one in answers)


def test_who_stops_waiting_does_not_stop_the_write(archive, sqlite_engine, crawl, serve):
    facts = FactWriter(sqlite_engine, lambda: NOW)
    with facts.transaction() as opened:
        run = opened.start_run(crawl.site(serve()), "gongkai 0")

    async def main():
        writer = GroupWriter(facts, archive)
        job, sent = recorded(5)
        waiting = asyncio.ensure_future(writer.submit(job(run), sent))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
        await writer.close()

    asyncio.run(main())
    assert count(sqlite_engine) == 1


class GoneStore(FactWriter):
    """Counts how often it is asked, and never answers."""

    asked = 0

    @contextmanager
    def transaction(self):
        self.asked += 1
        raise DatabaseUnavailable("gone")
        yield


def test_a_store_that_is_gone_is_asked_once_and_the_segment_is_left_for_the_next_run(archive, sqlite_engine):
    gone = GoneStore(sqlite_engine, lambda: NOW)

    async def main():
        writer = GroupWriter(gone, archive)
        job, sent = recorded(5)
        with pytest.raises(DatabaseUnavailable, match="gone"):
            await writer.submit(job(1), sent)
        for _ in range(3):
            with pytest.raises(DatabaseUnavailable, match="gone"):
                await writer.submit(job(1))
        await writer.close()

    asyncio.run(main())
    assert gone.asked == 1
    again = ArchiveWriter(archive.folder, sqlite_engine, lambda: NOW, 1)
    assert len(again.recover()) == 1
    assert verify(archive.folder, sqlite_engine) == []
