"""A notice's page gives a version only when its text is not what it was."""

from datetime import date

import pytest

from crawler.records import AttachmentLink
from crawler.store.pages import text_digest
from crawler.words import Cause

FILE = ("附件1", "http://harbour.example/files/1.pdf")


@pytest.fixture
def known(scribe):
    """The id of one notice."""
    return scribe.page(scribe.reading(), scribe.row(1))[0].notice


def test_the_first_look_is_version_one(scribe, known):
    done = scribe.notice(known, scribe.article(files=[FILE], doc_number="甬港〔2015〕7号"))
    assert (done.number, done.changed) == (1, True)
    found = scribe.reader.version(done.version)
    assert (found.notice, found.fetch, found.seen_at) == (known, done.fetch, scribe.clock())
    assert (found.title, found.published, found.doc_number) == (
        "关于航道的公告",
        date(2015, 6, 1),
        "甬港〔2015〕7号",
    )
    assert found.attachments == (AttachmentLink(name="附件1", url="http://harbour.example/files/1.pdf"),)


def test_an_unchanged_text_is_a_look_and_no_version(scribe, known):
    scribe.notice(known, scribe.article())
    again = scribe.notice(known, scribe.article())
    assert (again.version, again.number, again.changed) == (None, 1, False)
    assert len(scribe.reader.versions("harbour")) == 1
    assert [one.fetch for one in scribe.reader.looks("harbour")] == [again.fetch - 1, again.fetch]


def test_an_edit_taken_back_is_a_third_version(scribe, known):
    for body in ("甲", "乙", "甲"):
        scribe.notice(known, scribe.article(body))
    assert [(one.number, one.body) for one in scribe.reader.versions("harbour")] == [
        (1, "甲"),
        (2, "乙"),
        (3, "甲"),
    ]


@pytest.mark.parametrize(
    ("payload", "cause"),
    [
        pytest.param("a" * 64, Cause.REREAD, id="the same bytes"),
        pytest.param("b" * 64, Cause.SEEN, id="other bytes"),
        pytest.param(None, Cause.SEEN, id="bytes unknown"),
    ],
)
def test_another_text_of_the_same_bytes_is_our_own_doing(scribe, known, payload, cause):
    scribe.notice(known, scribe.article("甲"), payload_sha256="a" * 64)
    scribe.notice(known, scribe.article("乙"), payload_sha256=payload)
    assert [one.cause for one in scribe.reader.versions("harbour")] == [Cause.SEEN, cause]


def test_a_page_read_anew_has_the_old_evidence_and_todays_moment(scribe, clock, known):
    done = scribe.notice(known, scribe.article("甲"))
    clock.forward(days=3)
    number = scribe.ask("record_reread", known, done.fetch, scribe.article("乙", files=[FILE]))
    found = scribe.reader.versions("harbour")[-1]
    assert (number, found.number, found.fetch, found.seen_at) == (2, 2, done.fetch, clock())
    assert (found.cause, found.body, len(found.attachments)) == (Cause.REREAD, "乙", 1)
    again = scribe.notice(known, scribe.article("乙", files=[FILE]))
    assert not again.changed


@pytest.mark.parametrize(
    ("change", "same"),
    [
        pytest.param({"body": "自2015年7月1日起施行。 \n"}, True, id="white space at the end"),
        pytest.param({"source": "港湾局办公室"}, True, id="another source line"),
        pytest.param({"provenance": {"body": "#zoom"}}, True, id="found elsewhere on the page"),
        pytest.param(
            {"files": [("附件1", FILE[1] + ";jsessionid=7")]}, True, id="a session in a file's address"
        ),
        pytest.param({"body": "自2015年8月1日起施行。"}, False, id="another text"),
        pytest.param({"title": "关于航道的通告"}, False, id="another title"),
        pytest.param({"published": date(2015, 5, 30)}, False, id="another date"),
        pytest.param({"published": None}, False, id="the date gone"),
        pytest.param({"files": []}, False, id="the file gone"),
        pytest.param({"files": [("附件2", FILE[1])]}, False, id="another name of the file"),
        pytest.param({"files": [(FILE[0], "http://harbour.example/files/2.pdf")]}, False, id="another file"),
    ],
)
def test_what_makes_another_text(scribe, change, same):
    # the digest alone decides, so no database is asked
    before = text_digest(scribe.article(files=[FILE]))
    after = text_digest(scribe.article(**{"files": [FILE], **change}))
    assert (before == after) is same


def test_text_cannot_move_between_fields_unseen(scribe):
    assert text_digest(scribe.article("b", title="a")) != text_digest(scribe.article("", title="a b"))


def test_hostile_text_is_stored(scribe, known):
    done = scribe.notice(
        known, scribe.article("\x00=cmd|' /C calc'!A0 \udfff", provenance={"a\x00": "\x00b"})
    )
    assert scribe.reader.version(done.version).body == "=cmd|' /C calc'!A0 ?"


def test_a_page_of_no_notice_is_refused(scribe):
    with pytest.raises(ValueError, match="no notice named for 'http://harbour"):
        scribe.notice(None, scribe.article())


def test_an_unchanged_page_takes_two_statements(scribe, known, engine, statements):
    scribe.notice(known, scribe.article())
    with statements(engine) as seen:
        scribe.notice(known, scribe.article())
    assert len([one for one in seen if not one.startswith("BEGIN")]) == 2
