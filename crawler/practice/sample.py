"""An archive of made-up pages: several signed segments on several days, with pages that did not change, and roots."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine

from crawler.archive.exchange import Exchange
from crawler.archive.proof.keys import make_key
from crawler.archive.proof.roots import make_roots
from crawler.archive.writer import ArchiveWriter
from crawler.clock import fixed_clock
from crawler.practice.bench.pages import Shelf, answer, notice_path
from crawler.registry import Column, Site
from crawler.store.database import open_database
from crawler.store.facts import FetchFacts
from crawler.store.schema import prepare_facts
from crawler.store.writer import FactWriter
from crawler.words import Outcome, Purpose

FIRST = datetime(2015, 6, 24, 2, tzinfo=UTC)
_SITE = Site(
    id="practice",
    name="练习局",
    bureau="practice",
    base="http://practice.example/",
    column=(Column(id="tzgg", name="通知公告", url="/tzgg/"),),
)
_DAYS = 4
_AGAIN = 3  # every third page is looked at again on the day after
_CLOCK_OFFSET = "0.412"


def make_sample(root: Path, pages: int) -> Path:
    """Write an archive of *pages* notices under *root* and return its folder; its database lies beside it."""
    folder = root / "archive"
    signer = make_key(root / "key.pem", folder)
    engine = open_database(f"sqlite:///{root / 'facts.db'}")
    prepare_facts(engine)
    for day in range(_DAYS):
        at = FIRST + timedelta(days=day)
        writer = ArchiveWriter(
            folder,
            engine,
            fixed_clock(at),
            0,
            signer=signer,
            closing=lambda: {"clock-offset-seconds": _CLOCK_OFFSET},
        )
        _fill(writer, engine, list(_exchanges(day, pages, at)), at)
        writer.seal()
    engine.dispose()
    make_roots(folder, signer, FIRST + timedelta(days=_DAYS - 1))
    return folder


def _exchanges(day: int, pages: int, at: datetime) -> Iterator[Exchange]:
    """Yield what a day brings: a share of the pages for the first time, and some of those of the day before again."""
    shelf = Shelf(sites=1, notices=pages)
    share = -(-pages // _DAYS)
    fresh = range(day * share, min((day + 1) * share, pages))
    again = range(max(0, (day - 1) * share), day * share, _AGAIN)
    for number in [*fresh, *again]:
        path = notice_path(number)
        yield Exchange(
            url=f"http://practice.example{path}",
            at=at,
            status=200,
            reason="OK",
            request_headers=[("Host", "practice.example")],
            response_headers=[("Content-Type", "text/html; charset=utf-8")],
            body=answer(path, shelf) or b"",
            address="127.0.0.1",
        )


def _fill(writer: ArchiveWriter, engine: Engine, exchanges: list[Exchange], at: datetime) -> None:
    """Archive and record *exchanges*, as a crawl does."""
    placed = writer.append_all(exchanges)
    writer.flush()
    with FactWriter(engine, fixed_clock(at)).transaction() as facts:
        run = facts.start_run(_SITE, "gongkai")
        for one, where in zip(exchanges, placed, strict=True):
            facts.record_fetch(
                run,
                FetchFacts(
                    purpose=Purpose.NOTICE,
                    url=one.url,
                    at=at,
                    outcome=Outcome.OK,
                    status=one.status,
                    payload_sha256=sha256(one.body).hexdigest(),
                    payload_bytes=len(one.body),
                    placed=where,
                ),
            )
        writer.note_committed(facts)
