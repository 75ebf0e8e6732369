"""What a change of substance leaves behind, and that page furniture leaves nothing."""

import pytest

from crawler.records import AttachmentLink, FileChange
from crawler.store.facts import AttachmentWork, FileHad
from crawler.words import Cause, Outcome, Purpose
from crawler.words import EditKind as Kind

BODY = "一、请于7月1日前报送。\n二、补助标准为每户5,000元。"
FILE = ("附件1", "http://harbour.example/files/1.pdf")
A, B = "a" * 64, "b" * 64


@pytest.fixture
def known(scribe):
    """The id of one notice with a first version."""
    notice = scribe.page(scribe.reading(), scribe.row(1))[0].notice
    scribe.notice(notice, scribe.article(BODY, files=[FILE]), payload_sha256=A)
    return notice


def test_a_change_is_kept_with_its_kinds_passages_and_both_requests(scribe, clock, known):
    first = scribe.reader.versions_of(known)[0]
    clock.forward(days=3)
    done = scribe.notice(
        known, scribe.article(BODY.replace("5,000", "8,000"), files=[FILE]), payload_sha256=B
    )
    [found] = scribe.reader.edits_of(known)
    assert (found.notice, found.version, found.before, found.after) == (
        known,
        done.version,
        first.fetch,
        done.fetch,
    )
    assert (found.kind, found.at, found.files) == (Kind.FIGURE, clock(), ())
    assert [(one.where, one.before, one.after) for one in found.passages] == [
        ("text", "二、补助标准为每户5,000元。", "二、补助标准为每户8,000元。")
    ]
    assert scribe.reader.edits("harbour") == [found]
    assert scribe.reader.edits("elsewhere") == []


def test_a_day_before_it_was_not_known(scribe, clock, known):
    before = clock()
    clock.forward(days=3)
    scribe.notice(known, scribe.article(BODY + "\n三、另行通知。", files=[FILE]), payload_sha256=B)
    assert scribe.reader.edits_of(known, before) == []
    assert len(scribe.reader.edits_of(known, clock())) == 1


def test_furniture_makes_no_version_however_often_it_differs(scribe, clock, known):
    for at in range(5):
        clock.forward(days=1)
        body = f"今天是2015年6月{10 + at}日\n{BODY}\n浏览次数：{17 + at}\n相关链接\n第{at}条"
        done = scribe.notice(known, scribe.article(body, files=[FILE]), payload_sha256=f"{at}" * 64)
        assert (done.changed, done.number) == (False, 1)
    assert len(scribe.reader.versions_of(known)) == 1
    assert len(scribe.reader.looks_of(known)) == 6
    assert scribe.reader.edits_of(known) == []


def test_a_change_among_furniture_is_found(scribe, known):
    body = f"{BODY.replace('5,000', '8,000')}\n浏览次数：99"
    assert scribe.notice(known, scribe.article(body, files=[FILE]), payload_sha256=B).changed
    assert [one.kind for one in scribe.reader.edits_of(known)] == [Kind.FIGURE]


def test_our_own_rereading_is_no_edit(scribe, known):
    done = scribe.notice(known, scribe.article(f"{BODY}\n三、另行通知。", files=[FILE]), payload_sha256=A)
    assert scribe.reader.version(done.version).cause is Cause.REREAD
    assert scribe.reader.edits_of(known) == []


def file_work(scribe, known):
    version = scribe.reader.versions_of(known)[0]
    [work] = scribe.ask("pending_attachments", "harbour")
    values = {"purpose": Purpose.ATTACHMENT, "notice": known, "attachment": work.attachment, "url": FILE[1]}
    return version, work, values


@pytest.mark.parametrize(
    ("outcome", "payload", "edits"),
    [
        pytest.param(Outcome.OK, B, 1, id="other bytes"),
        pytest.param(Outcome.OK, A, 0, id="the same bytes"),
        pytest.param(Outcome.NOT_MODIFIED, None, 0, id="not modified"),
        pytest.param(Outcome.NOT_FOUND, B, 0, id="not there"),
        pytest.param(Outcome.BLOCKED, B, 0, id="refused"),
    ],
)
def test_a_file_asked_for_again_is_an_edit_where_its_bytes_are_others(scribe, known, outcome, payload, edits):
    _, work, values = file_work(scribe, known)
    had = scribe.look(**values, payload_sha256=A, payload_bytes=10)
    [again] = scribe.ask("file_rechecks", "harbour", [known])
    assert again == AttachmentWork(
        attachment=work.attachment, notice=known, version=work.version, site="harbour", name=FILE[0], url=FILE[1],
        had=FileHad(fetch=had, payload_sha256=A),
    )  # fmt: skip
    facts = scribe.fetch(**values, outcome=outcome, payload_sha256=payload)
    fetch = scribe.ask("record_file_look", scribe.run, facts, again)
    found = scribe.reader.edits_of(known)
    assert len(found) == edits
    for one in found:
        link = AttachmentLink(name=FILE[0], url=FILE[1])
        assert one.files == (FileChange(before=link, after=link, before_sha256=A, after_sha256=B),)
        assert (one.kind, one.version, one.before, one.after) == (Kind.FILE, None, had, fetch)


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        pytest.param({"payload_bytes": 5_000_000}, False, id="large, without validators"),
        pytest.param({"payload_bytes": 5_000_000, "etag": '"1"'}, True, id="large, with a tag"),
        pytest.param({"payload_bytes": 5_000_000, "last_modified": "x"}, True, id="large, with a date"),
        pytest.param({"payload_bytes": 50_000}, True, id="small"),
    ],
)
def test_what_would_have_to_be_sent_whole_again_is_asked_for_only_where_it_is_small(
    scribe, known, answer, asked
):
    _, _, values = file_work(scribe, known)
    scribe.look(**values, payload_sha256=A, **answer)
    assert bool(scribe.ask("file_rechecks", "harbour", [known])) is asked


def test_a_file_that_the_page_no_longer_links_to_is_left_alone(scribe, known):
    _, _, values = file_work(scribe, known)
    scribe.look(**values, payload_sha256=A, payload_bytes=10)
    scribe.notice(known, scribe.article(BODY), payload_sha256=B)
    assert scribe.ask("file_rechecks", "harbour", [known]) == []
    assert scribe.ask("file_rechecks", "harbour", []) == []


@pytest.mark.parametrize(("days", "files"), [(1, False), (6, False), (7, True), (8, True)])
def test_files_are_due_at_their_own_ages(scribe, clock, known, days, files):
    clock.forward(days=days)
    [due] = scribe.ask("due_rechecks", "harbour", (1, 7), (7,))
    assert due.files is files


def test_a_change_is_dated_when_its_answer_was_here(scribe, clock, known):
    asked = clock()
    clock.forward(minutes=1)
    changed = scribe.article(BODY.replace("5,000", "8,000"), files=[FILE])
    scribe.notice(known, changed, payload_sha256=B, at=asked)
    [found] = scribe.reader.edits_of(known)
    assert found.at == clock() > asked
