"""What stands in the files of a notice counts for its elements, and only there."""

from datetime import UTC, date, datetime

import pytest

from crawler.records import AttachmentLink, FileTextRecord, NoticeRecord, SightingRecord, VersionRecord
from crawler.registry import Column, Site
from crawler.words import FileKind, FileOutcome
from monitor.catalogue.load import find_edition
from monitor.gather import _elements
from monitor.known import KnownNotice, Shelf
from monitor.obligations import Comes, Obligation

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


@pytest.fixture(scope="module")
def duty():
    return find_edition("ningbo-2015").duty("C02.1")


def elements(notice, duty):
    owed = Obligation(
        bureau="b", category="C02", duty=duty.id, what="w", comes=Comes.EVENT, trigger=date(2015, 6, 9), counted=True, find=("w",)
    )  # fmt: skip
    return {one.key: one for one in _elements(notice, duty, owed)}


def test_what_a_file_holds_is_present_and_told_from_the_page(duty):
    before, after = elements(notice(), duty), elements(notice(read()), duty)
    gained = {key for key in after if after[key].present and not before[key].present}
    assert gained
    assert all(after[key].in_file and after[key].passage for key in gained)
    assert not any(after[key].in_file for key in after if before[key].present)
    assert not any(after[key].present is False for key in after if before[key].present is not False)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param((), id="never read"),
        pytest.param((read(text="", outcome=FileOutcome.DAMAGED),), id="damaged"),
        pytest.param((read(url="http://w.test/old.pdf"),), id="no longer linked"),
    ],
)
def test_without_a_text_the_page_stands_alone(duty, files):
    assert elements(notice(*files), duty) == elements(notice(), duty)


@pytest.mark.parametrize(
    ("files", "links", "whole"),
    [
        pytest.param((read(),), 1, True, id="the only file"),
        pytest.param((read(), read(URLS[1])), 2, True, id="both"),
        pytest.param((read(),), 2, False, id="one of two"),
        pytest.param((read(), read(URLS[1], outcome=FileOutcome.SCAN)), 2, False, id="OCR is not reading"),
        pytest.param((), 0, True, id="no file to read"),
    ],
)
def test_when_every_file_is_known(files, links, whole):
    assert notice(*files, links=links).files_read is whole


def test_what_ocr_saw_counts_as_there(duty):
    seen = elements(notice(read(outcome=FileOutcome.SCAN)), duty)
    assert any(one.in_file for one in seen.values())


def test_the_matcher_keeps_to_the_page():
    one = notice(read())
    assert one.text().body == PAGE
    assert "第九十四条" not in one.haystack
