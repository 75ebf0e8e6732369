"""An archive in a temporary folder, and the way a crawl writes into it."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from crawler.archive.exchange import Exchange
from crawler.archive.writer import ArchiveWriter
from crawler.clock import fixed_clock
from crawler.registry import Column, Site
from crawler.store.facts import FetchFacts
from crawler.store.reader import FactReader
from crawler.store.writer import FactWriter
from crawler.words import Outcome, Purpose

NOW = datetime(2015, 6, 24, 2, 0, tzinfo=UTC)
HARBOUR = Site(
    id="harbour",
    name="港湾局",
    bureau="harbour",
    base="http://harbour.example/",
    column=(Column(id="notices", name="公告", url="/notices/"),),
)


class Keeper:
    """Archives exchanges and records them, as a crawl does."""

    def __init__(self, engine, folder, **options):
        self.engine, self.folder = engine, folder
        self.archive = ArchiveWriter(
            folder, engine, fixed_clock(NOW), options.pop("reserve_mb", 0), **options
        )
        self.writer = FactWriter(engine, fixed_clock(NOW))
        self.reader = FactReader(engine)
        with self.writer.transaction() as facts:
            self.run = facts.start_run(HARBOUR, "gongkai 0")

    def exchange(self, body=b"<html></html>", **values):
        return Exchange(
            **{
                "url": "http://harbour.example/a.html?q=1",
                "at": NOW,
                "status": 200,
                "reason": "OK",
                "response_headers": [("Content-Type", "text/html")],
                "body": body,
                **values,
            }
        )

    def keep(self, body=b"<html></html>", **values):
        """Return the evidence of one exchange, archived and recorded."""
        exchange = self.exchange(body, **values)
        placed = self.archive.append(exchange)
        self.archive.flush()
        with self.writer.transaction() as facts:
            number = facts.record_fetch(
                self.run,
                FetchFacts(
                    purpose=Purpose.NOTICE,
                    url=exchange.url,
                    at=NOW,
                    outcome=Outcome.OK,
                    payload_sha256=sha256(body).hexdigest(),
                    payload_bytes=len(body),
                    placed=placed,
                ),
            )
            self.archive.note_committed(facts)
        return self.reader.evidence(number)


@pytest.fixture
def keepers(engine, tmp_path):
    """Makes several keepers of one archive, as several processes would be."""
    made = []

    def make(**options):
        made.append(Keeper(engine, tmp_path / "archive", **options))
        return made[-1]

    yield make
    for one in made:
        one.archive.close()


@pytest.fixture
def keeper(keepers):
    """The only process at work."""
    return keepers()
