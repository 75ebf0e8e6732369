"""A site, a clock that can be moved, and short ways to record what a crawl would."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from crawler.records import Article, AttachmentLink, Row
from crawler.registry import Column, Site
from crawler.store.facts import FetchFacts
from crawler.store.reader import FactReader
from crawler.store.writer import FactWriter
from crawler.words import Outcome, PageKind, Purpose

HARBOUR = Site(
    id="harbour",
    name="港湾局",
    bureau="harbour",
    base="http://harbour.example/",
    column=(Column(id="notices", name="公告", url="/notices/"),),
)


class MovableClock:
    """Stands still until moved."""

    def __init__(self):
        self.now = datetime(2015, 6, 24, 2, 0, tzinfo=UTC)

    def __call__(self):
        return self.now

    def forward(self, **amount):
        self.now += timedelta(**amount)


class Scribe:
    """Records what a crawl of one site would, each call in a transaction of its own."""

    def __init__(self, engine, clock):
        self.engine, self.clock = engine, clock
        self.writer = FactWriter(engine, clock)
        self.reader = FactReader(engine)
        with self.writer.transaction() as facts:
            self.run = facts.start_run(HARBOUR, "gongkai 0")

    def reading(self, column="notices"):
        with self.writer.transaction() as facts:
            return facts.start_reading(self.run, "harbour", column)

    def page(self, reading, *rows):
        with self.writer.transaction() as facts:
            return facts.record_list_page(reading, self.fetch(purpose=Purpose.LIST), rows)

    def end(self, reading, ending):
        with self.writer.transaction() as facts:
            facts.end_reading(reading, ending)

    def notice(self, notice, article, **values):
        with self.writer.transaction() as facts:
            return facts.record_notice(self.run, self.fetch(notice=notice, **values), article)

    def look(self, **values):
        with self.writer.transaction() as facts:
            return facts.record_fetch(self.run, self.fetch(**values))

    def ask(self, name, *arguments):
        with self.writer.transaction() as facts:
            return getattr(facts, name)(*arguments)

    def fetch(self, **values):
        return FetchFacts(
            **{
                "purpose": Purpose.NOTICE,
                "url": "http://harbour.example/notices/",
                "at": self.clock(),
                "outcome": Outcome.OK,
                "status": 200,
                **values,
            }
        )

    @staticmethod
    def row(number, *, title=None, claimed=date(2015, 6, 1), **values):
        return Row(
            title=title or f"公告 {number}",
            url=f"http://harbour.example/notices/{number}.html",
            claimed=claimed,
            **values,
        )

    @staticmethod
    def article(body="自2015年7月1日起施行。", **values):
        files = tuple(AttachmentLink(name=name, url=url) for name, url in values.pop("files", ()))
        return Article(
            **{
                "kind": PageKind.ARTICLE,
                "title": "关于航道的公告",
                "published": date(2015, 6, 1),
                "published_text": "2015-06-01",
                "source": "港湾局",
                "body": body,
                "attachments": files,
                **values,
            }
        )


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def scribe(engine, clock):
    return Scribe(engine, clock)


@pytest.fixture
def statements():
    """A context in which every statement sent to a database is noted."""

    @contextmanager
    def noted(engine):
        seen = []

        def note(_connection, _cursor, statement, *_):
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        yield seen
        event.remove(engine, "before_cursor_execute", note)

    return noted
