"""The further pages of versions, in either database."""

from dataclasses import replace

import pytest

from crawler.records import PICTURES, Article
from crawler.store.facts import PartFacts
from crawler.words import Cause, Outcome, PageKind, Purpose


@pytest.fixture
def notice(scribe):
    (seen,) = scribe.page(scribe.reading(), scribe.row(1))
    return seen.notice


def text(body, *, partial=False):
    return Article(kind=PageKind.ARTICLE, title="公告", body=body, partial=partial)


def record(scribe, notice, article, *parts, payload="p1"):
    with scribe.writer.transaction() as facts:
        fetched = scribe.fetch(notice=notice, payload_sha256=payload, etag='"1"')
        return facts.record_notice(scribe.run, fetched, article, parts)


def came(scribe, notice, position, payload="a"):
    identity = scribe.look(purpose=Purpose.PART, notice=notice, payload_sha256=payload)
    return PartFacts(position=position, url=f"http://h/{position}", fetch=identity, payload_sha256=payload)


def missing(position):
    return PartFacts(position=position, url=f"http://h/{position}")


def pending(scribe):
    return [one.notice for one in scribe.ask("pending_notices", "harbour")]


def test_a_version_knows_whether_a_page_is_lacking(scribe, notice):
    record(scribe, notice, text("甲", partial=True), came(scribe, notice, 1), missing(2))
    (version,) = scribe.reader.versions("harbour")
    assert version.partial
    assert scribe.reader.versions_of(notice)[0].partial
    assert scribe.reader.version(version.id).partial
    assert pending(scribe) == [notice]


def test_once_whole_it_is_no_work_any_more(scribe, notice):
    record(scribe, notice, text("甲", partial=True), missing(1))
    record(scribe, notice, text("甲乙"), came(scribe, notice, 1))
    before, after = scribe.reader.versions("harbour")
    assert (before.partial, after.partial, after.cause) == (True, False, Cause.REREAD)
    assert pending(scribe) == []


def test_a_part_of_a_whole_text_is_no_version_of_it(scribe, notice):
    record(scribe, notice, text("甲乙"), came(scribe, notice, 1))
    written = record(scribe, notice, text("甲", partial=True), missing(1))
    assert (written.changed, len(scribe.reader.versions("harbour"))) == (False, 1)


@pytest.mark.parametrize(
    ("payload", "cause"),
    [
        pytest.param("a", Cause.REREAD, id="every page has the same bytes: our reading is another"),
        pytest.param("b", Cause.SEEN, id="a further page has other bytes: the site's text is"),
    ],
)
def test_what_changed_is_told_from_all_pages(scribe, notice, payload, cause):
    record(scribe, notice, text("甲乙"), came(scribe, notice, 1))
    record(scribe, notice, text("甲丙"), came(scribe, notice, 1, payload))
    assert scribe.reader.versions("harbour")[-1].cause is cause


def test_its_first_page_is_never_asked_for_conditionally(scribe, notice, clock):
    record(scribe, notice, text("甲乙"), came(scribe, notice, 1))
    clock.forward(days=2)
    (work,) = scribe.ask("due_rechecks", "harbour", (1,))
    assert (work.etag, work.last_modified) == (None, None)


def test_a_page_that_is_gone_today_waits_for_tomorrow(scribe, notice, clock):
    record(scribe, notice, text("甲", partial=True), missing(1))
    scribe.look(purpose=Purpose.PART, notice=notice, outcome=Outcome.NOT_FOUND, status=404)
    assert pending(scribe) == []
    clock.forward(days=1)
    assert pending(scribe) == [notice]


def test_a_version_knows_how_many_pictures_its_text_shows(scribe, notice):
    record(scribe, notice, text("甲"))
    record(scribe, notice, replace(text("乙"), provenance={PICTURES: "2"}), payload="p2")
    assert [one.pictures for one in scribe.reader.versions("harbour")] == [0, 2]
