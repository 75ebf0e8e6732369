"""The text of a file is kept once for its bytes, added to and never rewritten, and known from when it was read."""

from hashlib import sha256

import pytest

from crawler.store.facts import FileFacts, Placed
from crawler.store.tables import segment
from crawler.words import FileKind, FileOutcome, Outcome, Purpose

A, B = (sha256(one).hexdigest() for one in (b"a", b"b"))
FILES = (("附件1", "http://harbour.example/a.pdf"), ("附件2", "http://harbour.example/b.doc"))


@pytest.fixture
def page(scribe):
    """A notice whose page links to two files."""
    reading = scribe.reading()
    (seen,) = scribe.page(reading, scribe.row(1))
    scribe.notice(seen.notice, scribe.article(files=FILES))
    return seen.notice


def bring(scribe, page, which, payload, **values):
    """Record that a file came; return the request."""
    work = scribe.ask("pending_attachments", "harbour")[0]
    with scribe.writer.transaction() as facts:
        where = facts.insert(
            segment, name=f"{which} {payload}", opened_at=scribe.clock(), committed=0, records=0
        )
    return scribe.look(
        **{
            "purpose": Purpose.ATTACHMENT,
            "url": FILES[which][1],
            "notice": page,
            "attachment": work.attachment,
            "payload_sha256": payload,
            "payload_bytes": 1,
            "placed": Placed(segment=where, offset=0, length=9),
            **values,
        }
    )


def told(payload, text="正文", **values):
    return FileFacts(
        **{
            "payload_sha256": payload,
            "name": "附件1.pdf",
            "kind": FileKind.PDF,
            "outcome": FileOutcome.READ,
            "text": text,
            "tables": ((("a", "b"),),),
            "pages": 1,
            "reader": "pypdfium2 5",
            **values,
        }
    )


def test_files_to_be_read_come_once_for_the_same_bytes(scribe, page):
    first = bring(scribe, page, 0, A)
    bring(scribe, page, 1, B, outcome=Outcome.TRUNCATED)
    bring(scribe, page, 1, A)
    (work,) = scribe.ask("files_to_read")
    assert (work.evidence.fetch, work.name, work.payload_bytes) == (first, "附件1", 1)


def test_each_machine_reads_the_files_of_its_own_sites(scribe, page):
    bring(scribe, page, 0, A)
    with scribe.writer.transaction() as facts:
        assert len(facts.files_to_read(sites=["harbour"])) == 1
        assert facts.files_to_read(sites=["elsewhere"]) == []


def test_a_file_that_was_read_is_read_again_only_when_asked(scribe, page):
    bring(scribe, page, 0, A)
    scribe.ask("record_file", told(A))
    assert scribe.ask("files_to_read") == []
    with scribe.writer.transaction() as facts:
        assert [one.evidence.payload_sha256 for one in facts.files_to_read(again=True)] == [A]


def test_what_reads_the_same_is_not_kept_twice(scribe, page):
    bring(scribe, page, 0, A)
    assert scribe.ask("record_file", told(A)) is not None
    assert scribe.ask("record_file", told(A)) is None
    assert scribe.ask("record_file", told(A, reader="pypdfium2 6")) is not None


def test_two_processes_that_read_the_same_file_keep_it_once(scribe, page):
    bring(scribe, page, 0, A)
    with scribe.writer.transaction() as facts:
        now = facts.clock()

        def the_other_was_faster():
            facts.clock = lambda: now
            assert facts.record_file(told(A)) is not None
            return now

        facts.clock = the_other_was_faster
        assert facts.record_file(told(A)) is None
    assert len(scribe.reader.file_texts("harbour")) == 1


def test_the_text_is_known_from_when_it_was_read(scribe, clock, page):
    fetch = bring(scribe, page, 0, A)
    came = clock()
    clock.forward(days=1)
    scribe.ask("record_file", told(A, outcome=FileOutcome.NEEDS_TOOL, text=""))
    lacked = clock()
    clock.forward(days=1)
    scribe.ask("record_file", told(A))
    assert scribe.reader.file_texts("harbour", came) == []
    assert [one.outcome for one in scribe.reader.file_texts("harbour", lacked)] == [FileOutcome.NEEDS_TOOL]
    (now,) = scribe.reader.file_texts("harbour")
    assert (now.text, now.fetch, now.notice, now.url) == ("正文", fetch, page, FILES[0][1])
    assert now.read_at == clock()
    assert scribe.reader.file_texts_of(page) == [now]


def test_the_same_bytes_speak_for_every_link(scribe, page):
    bring(scribe, page, 0, A)
    bring(scribe, page, 1, A)
    scribe.ask("record_file", told(A))
    assert [one.url for one in scribe.reader.file_texts("harbour")] == [url for _, url in FILES]
    assert scribe.reader.file_texts("elsewhere") == []


def test_a_link_speaks_from_when_its_bytes_came(scribe, clock, page):
    bring(scribe, page, 0, A)
    scribe.ask("record_file", told(A))
    before = clock()
    clock.forward(days=1)
    bring(scribe, page, 1, A, placed=None)
    assert [one.url for one in scribe.reader.file_texts("harbour", before)] == [FILES[0][1]]
    assert len(scribe.reader.file_texts("harbour")) == 2


def test_tables_are_given_out_by_themselves(scribe, page):
    bring(scribe, page, 0, A)
    scribe.ask("record_file", told(A, tables=()))
    scribe.ask("record_file", told(A))
    assert scribe.reader.file_tables(A) == ((("a", "b"),),)
    assert scribe.reader.file_tables(B) == ()


def test_what_a_database_refuses_is_left_out(scribe, page):
    bring(scribe, page, 0, A)
    scribe.ask("record_file", told(A, text="a\x00b\ud800", name="\x00", tables=((("\x00c",),),)))
    (found,) = scribe.reader.file_texts("harbour")
    assert (found.text, found.name, scribe.reader.file_tables(A)) == ("ab?", "", ((("c",),),))
