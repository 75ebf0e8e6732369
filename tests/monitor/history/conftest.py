"""Notices as they are known after some weeks, put together by hand."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.records import (
    AttachmentLink,
    EditRecord,
    FileChange,
    LookRecord,
    NoticeRecord,
    Passage,
    ReadingRecord,
    SightingRecord,
    VersionRecord,
)
from crawler.registry import Column, Site
from crawler.words import EditKind as Kind
from crawler.words import Ending, Outcome
from monitor.known import KnownNotice
from monitor.shelf import Shelf

FIRST = date(2015, 7, 1)
SITE = Site(
    id="web",
    name="w",
    bureau="b",
    base="http://h.example/",
    column=(Column(id="tzgg", name="通知公告", url="t/"),),
)


def at(day, hour=9):
    """Return an hour of the nth day."""
    return datetime(2015, 7, 1, hour - 8, tzinfo=UTC) + timedelta(days=day)


@dataclass
class Board:
    """One column, read whole once a day; notices are put on it and known by the days on which they stood there."""

    days: int = 20
    notices: list = field(default_factory=list)
    broken: dict = field(default_factory=dict)
    """Day → how its reading ended instead."""

    def put(self, title, days, *, claimed=None, body="", page=None, doc_number="", files=()):
        """Put a notice up on *days*; *page* says how a look at its page went, by day."""
        number = len(self.notices) + 1
        shown = sorted(days)
        claimed = claimed or FIRST + timedelta(days=shown[0])
        looks = tuple(
            LookRecord(
                fetch=1000 * number + day, notice=number, at=at(day) + timedelta(minutes=5),
                outcome=(page or {}).get(day, Outcome.OK), payload_sha256=f"{day:064}",
            )
            for day in sorted({*shown, *(page or {})})
        )  # fmt: skip
        version = VersionRecord(
            id=number, notice=number, number=1, fetch=1000 * number + shown[0], seen_at=looks[0].at, text_sha256="a",
            title=title, published=claimed, source="", doc_number=doc_number, index_number="", body=body,
            attachments=tuple(AttachmentLink(name=one, url=f"{SITE.base}{one}") for one in files),
        )  # fmt: skip
        sighting = SightingRecord(
            id=number, notice=number, site="web", column="tzgg", reading=1 + shown[0], title=title,
            url=f"{SITE.base}{number}.html", claimed=claimed,
        )  # fmt: skip
        record = NoticeRecord(
            id=number, site="web", url=sighting.url, first_seen_at=at(shown[0]) + timedelta(minutes=1)
        )
        self.notices.append((record, sighting, version, looks, frozenset(shown)))
        return number

    def known(self, **more):
        """Return the notices; *more* by number of the notice are fields that are others."""
        readings = tuple(self._reading(day) for day in range(self.days))
        found = []
        for record, sighting, version, looks, shown in self.notices:
            met = frozenset(1 + day for day in shown if day not in self.broken)
            shelf = Shelf(
                site="web", column="tzgg", name="通知公告", readings=readings, met={sighting.id: met}
            )
            one = KnownNotice(
                record=record,
                sightings=(sighting,),
                versions=(version,),
                looks=looks,
                shelves=(shelf,),
                site=SITE,
            )
            found.append(replace(one, **more.get(f"n{record.id}", {})))
        return found

    def _reading(self, day):
        ending = self.broken.get(day, Ending.EXHAUSTED)
        ids = tuple(
            sighting.id
            for _, sighting, _, _, shown in self.notices
            if day in shown and day not in self.broken
        )
        return ReadingRecord(
            id=1 + day, site="web", column="tzgg", started_at=at(day), ended_at=at(day) + timedelta(minutes=2), pages=1,
            ending=ending, complete=ending.complete, oldest=None, newest=None, sightings=ids,
        )  # fmt: skip


@pytest.fixture
def board():
    return Board()


@pytest.fixture(scope="session")
def moment():
    return at


@pytest.fixture(scope="session")
def edit():
    """Return what makes an edit of notice 1, seen on a day."""

    def make(day, *passages, files=(), version=7, notice=1, kinds=()):
        said = kinds or tuple(
            one for one in Kind if any(one in each.kinds for each in passages) or (files and one is Kind.FILE)
        )
        return EditRecord(
            id=day, notice=notice, version=version, before=1000 * notice, after=1000 * notice + day, before_at=at(0),
            at=at(day) + timedelta(minutes=5), kinds=said, passages=passages, files=tuple(files), teller="t",
        )  # fmt: skip

    return make


@pytest.fixture(scope="session")
def passage():
    """Return what makes a passage that changed."""
    return lambda kind, before, after, where="text": Passage(
        where=where, kinds=(kind,), before=before, after=after
    )


@pytest.fixture(scope="session")
def file_change():
    """Return what makes a file that changed at its address."""

    def make(name="名单", before="a" * 64, after="b" * 64):
        link = AttachmentLink(name=name, url=f"{SITE.base}{name}")
        return FileChange(before=link, after=link, before_sha256=before, after_sha256=after)

    return make
