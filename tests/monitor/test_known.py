"""Of which files of a notice the text is known, and who looks at it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from crawler.records import (
    AttachmentLink,
    FileTextRecord,
    NoticeRecord,
    ReadingRecord,
    SightingRecord,
    VersionRecord,
)
from crawler.registry import Column, Site
from crawler.words import Ending, FileKind, FileOutcome
from monitor.known import KnownNotice
from monitor.shelf import Shelf

AT = datetime(2015, 7, 1, 4, tzinfo=UTC)
SITE = Site(
    id="w", name="w", bureau="b", base="http://w.test/", column=(Column(id="n", name="公告", url="/"),)
)
PAGE = (
    "现将本机关于近日作出的行政处罚决定予以公布，处罚决定书全文见附件，当事人可以依法查阅。被处罚人：某公司。"
)
FILE = "行政处罚决定书\n处罚依据：《安全生产法》第九十四条\n违法事实：未按规定进行安全生产教育和培训，情节属实。\n处罚结果：罚款五千元。"
URLS = ("http://w.test/a.pdf", "http://w.test/b.pdf")


def read(url=URLS[0], text=FILE, outcome=FileOutcome.READ, **more):
    return FileTextRecord(
        fetch=1, notice=7, url=url, name="a.pdf", payload_sha256="a", kind=FileKind.PDF, outcome=outcome,
        detail="", text=text, pages=1, reader="r", read_at=AT, **more,
    )  # fmt: skip


def notice(*files, links=1, body=PAGE):
    version = VersionRecord(
        id=1, notice=7, number=1, fetch=1, seen_at=AT, text_sha256="a", title="处罚公示", published=None, source="",
        doc_number="", index_number="", body=body,
        attachments=tuple(AttachmentLink(name="附件", url=url) for url in URLS[:links]),
    )  # fmt: skip
    sighting = SightingRecord(
        id=1, notice=7, site="w", column="n", reading=1, title="处罚公示", url="u", claimed=None
    )
    return KnownNotice(
        record=NoticeRecord(id=7, site="w", url="http://w.test/7.html", first_seen_at=AT),
        sightings=(sighting,),
        versions=(version,),
        looks=(),
        shelves=(Shelf(site="w", column="n", name="公告", readings=(), met={}),),
        site=SITE,
        files=files,
    )


@pytest.mark.parametrize(
    ("files", "links", "whole"),
    [
        pytest.param((read(),), 1, True, id="the only file"),
        pytest.param((read(), read(URLS[1])), 2, True, id="both"),
        pytest.param((read(),), 2, False, id="one of two"),
        pytest.param((read(), read(URLS[1], outcome=FileOutcome.SCAN)), 2, False, id="OCR is not reading"),
        pytest.param((read(outcome=FileOutcome.PARTLY),), 1, False, id="read in part"),
        pytest.param((), 0, True, id="no file to read"),
    ],
)
def test_when_every_file_is_known(files, links, whole):
    assert notice(*files, links=links).files_read is whole


def test_the_matcher_keeps_to_the_page():
    one = notice(read())
    assert one.text().body == PAGE
    assert "第九十四条" not in one.haystack


def seen(identity, claimed):
    return SightingRecord(
        id=identity,
        notice=7,
        site="w",
        column="n",
        reading=identity,
        title="处罚公示",
        url="u",
        claimed=claimed,
    )


def looked(identity, ending):
    return ReadingRecord(
        id=identity, site="w", column="n", started_at=AT, ended_at=AT, pages=1, ending=ending, complete=ending.complete,
        oldest=None, newest=None, sightings=(identity,),
    )  # fmt: skip


EARLY, LATE = date(2009, 1, 2), date(2015, 6, 30)


@pytest.mark.parametrize(
    ("sightings", "endings", "claimed"),
    [
        pytest.param((LATE, EARLY), (Ending.EXHAUSTED, Ending.EXHAUSTED), EARLY, id="dated back later"),
        pytest.param((LATE, EARLY), (Ending.EXHAUSTED, Ending.DRIFT), LATE, id="a list of other dates"),
        pytest.param((LATE, EARLY), (Ending.DRIFT, Ending.DRIFT), EARLY, id="never seen otherwise"),
        pytest.param((None, EARLY), (Ending.EXHAUSTED, Ending.DRIFT), EARLY, id="no other date"),
    ],
)
def test_the_earliest_date_counts_but_not_that_of_a_list_that_drifted(sightings, endings, claimed):
    one = replace(
        notice(),
        sightings=tuple(seen(at, day) for at, day in enumerate(sightings, 1)),
        shelves=(
            Shelf(
                site="w",
                column="n",
                name="公告",
                readings=tuple(looked(at, ending) for at, ending in enumerate(endings, 1)),
                met={1: frozenset({1}), 2: frozenset({2})},
            ),
        ),
    )
    assert one.claimed == claimed
