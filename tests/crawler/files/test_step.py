"""What a crawl brought is read from the archive into the store, for as long as there is time."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.archive.exchange import Exchange
from crawler.archive.writer import ArchiveWriter
from crawler.files import limits
from crawler.files.step import read_files
from crawler.records import Article, AttachmentLink, Row
from crawler.registry import Column, Site
from crawler.store.facts import FetchFacts
from crawler.store.reader import FactReader
from crawler.store.writer import FactWriter
from crawler.words import FileKind, FileOutcome, Outcome, PageKind, Purpose
from tests.crawler.files.conftest import TEXT, make_docx, make_pdf

NOW = datetime(2015, 7, 1, 12, tzinfo=UTC)
BASE = "http://harbour.example/"
SITE = Site(
    id="harbour", name="港湾局", bureau="harbour", base=BASE, column=(Column(id="n", name="公告", url="/"),)
)


class Crawled:
    """A notice with files that are in the archive."""

    def __init__(self, folder, engine):
        self.folder, self.engine = folder, engine
        self.writer = FactWriter(engine, lambda: NOW)
        self.archive = ArchiveWriter(folder, engine, lambda: NOW, 0)
        self.archive.recover()

    def bring(self, *files):
        """Record *files* of name, body and Content-Disposition."""
        urls = [f"{BASE}{at}.bin" for at in range(len(files))]
        links = tuple(
            AttachmentLink(name=name, url=url) for (name, _, _), url in zip(files, urls, strict=True)
        )
        article = Article(kind=PageKind.ARTICLE, title="公告", body="见附件", attachments=links)
        with self.writer.transaction() as facts:
            run = facts.start_run(SITE, "gongkai 0")
            reading = facts.start_reading(run, SITE.id, "n")
            (seen,) = facts.record_list_page(
                reading, self.fetch(Purpose.LIST, BASE), [Row(title="公告", url=f"{BASE}1.html")]
            )
            facts.record_notice(run, self.fetch(Purpose.NOTICE, f"{BASE}1.html", notice=seen.notice), article)
            work = facts.pending_attachments(SITE.id)
        for one, (_, body, disposition) in zip(work, files, strict=True):
            exchange = Exchange(
                url=one.url,
                at=NOW,
                status=200,
                response_headers=[("Content-Disposition", disposition)],
                body=body,
            )
            placed = self.archive.append(exchange)
            self.archive.flush()
            with self.writer.transaction() as facts:
                from hashlib import sha256

                values = {
                    "payload_sha256": sha256(body).hexdigest(),
                    "payload_bytes": len(body),
                    "placed": placed,
                }
                facts.record_fetch(
                    run,
                    self.fetch(
                        Purpose.ATTACHMENT, one.url, notice=seen.notice, attachment=one.attachment, **values
                    ),
                )
                self.archive.note_committed(facts)

    def fetch(self, purpose, url, **values):
        return FetchFacts(purpose=purpose, url=url, at=NOW, outcome=Outcome.OK, status=200, **values)

    def read(self, sandbox, **values):
        return read_files(self.folder, self.engine, lambda: NOW, sandbox, **values)

    def texts(self):
        return FactReader(self.engine).file_texts(SITE.id)


@pytest.fixture
def crawled(tmp_path, sqlite_engine):
    made = Crawled(tmp_path, sqlite_engine)
    yield made
    made.archive.seal()


def test_files_are_read_and_kept_under_their_names(crawled, sandbox):
    gbk = "attachment; filename=预算.docx".encode("gbk").decode("latin-1")
    crawled.bring(("处罚决定书", make_pdf(), 'attachment; filename="P01.pdf"'), ("附件2", make_docx(), gbk))
    done = crawled.read(sandbox)
    assert (done.outcomes.total(), done.changed, done.left, done.broken) == (2, 2, 0, [])
    first, second = crawled.texts()
    assert (first.name, first.kind, first.outcome, first.pages) == (
        "处罚决定书.pdf",
        FileKind.PDF,
        FileOutcome.READ,
        1,
    )
    assert (second.name, second.kind) == ("预算.docx", FileKind.DOCX)
    assert TEXT in first.text
    assert TEXT in second.text


def test_a_file_is_read_once(crawled, sandbox):
    crawled.bring(("a.txt", b"text", ""))
    assert crawled.read(sandbox).outcomes.total() == 1
    assert crawled.read(sandbox).outcomes.total() == 0
    again = crawled.read(sandbox, again=True)
    assert (again.outcomes.total(), again.changed) == (1, 0)


def test_what_there_is_no_time_for_waits(crawled, sandbox):
    crawled.bring(("a.txt", b"a", ""), ("b.txt", b"b", ""))
    done = crawled.read(sandbox, budget=timedelta(0))
    assert (done.outcomes.total(), done.left) == (0, 2)
    assert crawled.read(sandbox, budget=timedelta(minutes=1)).outcomes.total() == 2


def test_stopping_keeps_what_was_read(crawled, sandbox):
    crawled.bring(("a.txt", b"a", ""), ("b.txt", b"b", ""))
    answers = iter([False, True])
    assert crawled.read(sandbox, stopped=lambda: next(answers)).left == 1
    assert len(crawled.texts()) == 1


def spoil(crawled):
    for one in crawled.folder.glob("*.warc*"):
        if one.suffix != ".lock":
            one.write_bytes(b"\x00" * one.stat().st_size)


def test_what_is_too_large_is_never_taken_from_the_archive(crawled, sandbox, monkeypatch):
    monkeypatch.setattr(limits, "PAYLOAD", 3)
    crawled.bring(("a.txt", b"four", ""))
    spoil(crawled)
    assert crawled.read(sandbox).outcomes == {(FileKind.OTHER, FileOutcome.TOO_LARGE): 1}


def test_bytes_that_are_not_what_was_written_are_told_and_not_read(crawled, sandbox):
    crawled.bring(("a.txt", b"a", ""))
    spoil(crawled)
    done = crawled.read(sandbox)
    assert (done.outcomes.total(), len(done.broken)) == (0, 1)
    assert crawled.texts() == []


def test_a_login_in_place_of_a_file_is_kept_as_that(crawled, sandbox):
    crawled.bring(("年报.pdf", b"<html><form>login <input type=password></form></html>", ""))
    crawled.read(sandbox)
    (found,) = crawled.texts()
    assert (found.outcome, found.text) == (FileOutcome.NOT_WHAT_IT_SAYS, "")
    assert found.detail == "a login in place of a file"
