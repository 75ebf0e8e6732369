"""What stands in the files of a notice counts for its elements, and what nobody could read is never lacking."""

from datetime import UTC, date, datetime

import pytest

from crawler.records import AttachmentLink, FileTextRecord, NoticeRecord, SightingRecord, VersionRecord
from crawler.registry import Column, Site
from crawler.words import FileKind, FileOutcome
from monitor.catalogue.load import find_edition
from monitor.elements.notice import edition_values, elements_seen, wholly_read
from monitor.elements.spot import Spot
from monitor.known import KnownNotice
from monitor.shelf import Shelf

NINGBO = find_edition("ningbo-2015")
VALUES = edition_values(NINGBO)
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


def notice(*files, links=1, body=PAGE, names=("附件", "附件"), **more):
    version = VersionRecord(
        id=1, notice=7, number=1, fetch=1, seen_at=AT, text_sha256="a", title="处罚公示", published=None, source="",
        doc_number="", index_number="", body=body,
        attachments=tuple(AttachmentLink(name=name, url=url) for name, url in zip(names, URLS[:links], strict=False)),
        **more,
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
    return NINGBO.duty("C02.1")


def elements(notice, duty, day=date(2015, 6, 9)):
    return {one.key: one for one in elements_seen(notice, duty, day, VALUES)}


def test_what_a_file_holds_is_present_and_told_from_the_page(duty):
    before, after = elements(notice(), duty), elements(notice(read()), duty)
    gained = {key for key in after if after[key].present and not before[key].present}
    assert gained
    assert all(after[key].in_file and after[key].passage for key in gained)
    assert not any(after[key].in_file for key in after if before[key].present)
    assert False not in {one.present for one in before.values()}, "the file was not read yet"


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


def test_what_ocr_saw_counts_as_there(duty):
    seen = elements(notice(read(outcome=FileOutcome.SCAN)), duty)
    assert any(one.in_file for one in seen.values())


def test_a_passage_in_a_file_says_where(duty):
    text = f"封面\f{FILE}"
    basis = elements(notice(read(text=text)), duty)["basis"]
    assert basis.spot == Spot(file="a.pdf", part=2, line=2, start=11)
    assert basis.passage == "处罚依据:《安全生产法》第九十四条"


def test_the_page_goes_before_its_files(duty):
    party = elements(notice(read(text=f"被处罚人：另一家公司\n{FILE}")), duty)["party"]
    assert (party.in_file, party.spot.file) == (False, "")


@pytest.mark.parametrize(
    ("one", "whole"),
    [
        pytest.param(notice(links=0), True, id="a page alone"),
        pytest.param(notice(links=0, partial=True), False, id="a page of the text did not come"),
        pytest.param(notice(links=0, pictures=1), False, id="a picture in the text"),
        pytest.param(notice(read(text="文字" * 40)), True, id="a file that was read"),
        pytest.param(notice(links=1), False, id="a file that did not come"),
        pytest.param(
            notice(read(outcome=FileOutcome.PARTLY)), False, id="a file with a scan among its pages"
        ),
        pytest.param(notice(read(text="", outcome=FileOutcome.SCAN)), False, id="a scan"),
        pytest.param(notice(read(outcome=FileOutcome.SCAN)), False, id="a scan that OCR read"),
        pytest.param(notice(read(text="", outcome=FileOutcome.DAMAGED)), False, id="a damaged file"),
    ],
)
def test_unreadable_never_reads_as_absent(duty, one, whole):
    assert wholly_read(one) is whole
    said = {element.present for element in elements(one, duty).values()}
    assert (False in said) is whole
    assert True in said


def test_a_file_with_hardly_a_text_is_not_known(duty):
    assert False not in {one.present for one in elements(notice(read(text="见图")), duty).values()}


@pytest.mark.parametrize(
    ("name", "files", "present"),
    [
        pytest.param("环境影响报告书全本.pdf", (), True, id="linked and not read yet"),
        pytest.param("环境影响报告书全本.pdf", (read(text="", outcome=FileOutcome.SCAN),), True, id="a scan is the report all the same"),
        pytest.param("环境影响报告书全本.pdf", (read(text="", outcome=FileOutcome.NOT_WHAT_IT_SAYS),), None, id="a login page in its place"),
        pytest.param("公众参与说明.pdf", (read(text="说明" * 40),), False, id="another file"),
        pytest.param("公众参与说明.pdf", (), None, id="another file that nobody read"),
    ],
)  # fmt: skip
def test_an_element_that_is_a_file(name, files, present):
    page = notice(
        *files, body="本项目公示如下，欢迎监督，期限为五个工作日，听证申请可向本局提出。" * 2, names=(name,)
    )
    report = elements(page, NINGBO.duty("C13.4"))["fulltext"]
    assert report.present is present
    assert report.spot.file == (name if present else "")


def test_elements_of_other_years_are_not_asked_for():
    duty, day = NINGBO.duty("C21.1"), date(2015, 3, 31)
    asked = [one.key for one in duty.elements_on(day)]
    every = [one.key for part in duty.element_sets for one in part.elements]
    assert len(set(every)) < len(every), "some years share a key"
    assert list(elements(notice(links=0), duty, day)) == asked


def test_what_only_memory_wants_makes_nobody_incomplete():
    old = elements(notice(links=0), NINGBO.duty("C21.1"), date(2015, 3, 31))
    new = elements(notice(links=0), NINGBO.duty("C21.1"), date(2022, 1, 31))
    assert all(one.soft for one in old.values())
    assert not any(one.soft for one in new.values())
