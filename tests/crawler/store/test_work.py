"""The frontier is what the facts leave open: unread notices, files never had, notices due for another look."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crawler.words import Outcome, Purpose

AGES = (1, 2, 7)
FILE = ("附件1", "http://harbour.example/files/1.pdf")


@pytest.fixture
def known(scribe):
    """The id of one notice."""
    return scribe.page(scribe.reading(), scribe.row(1))[0].notice


def pending(scribe):
    return [one.notice for one in scribe.ask("pending_notices", "harbour")]


def due(scribe, ages=AGES):
    return [one.notice for one in scribe.ask("due_rechecks", "harbour", ages)]


def test_a_notice_is_pending_until_it_has_a_version(scribe, known):
    other = scribe.page(scribe.reading(), scribe.row(2))[0].notice
    assert pending(scribe) == [known, other]
    scribe.notice(known, scribe.article())
    (left,) = scribe.ask("pending_notices", "harbour")
    assert (left.notice, left.url, left.site) == (other, "http://harbour.example/notices/2.html", "harbour")
    assert scribe.ask("pending_notices", "bridge") == []


@pytest.mark.parametrize(
    ("outcome", "still"),
    [
        pytest.param(Outcome.NOT_FOUND, False, id="not there"),
        pytest.param(Outcome.SOFT_404, False, id="says it is not there"),
        pytest.param(Outcome.TIMEOUT, True, id="no answer"),
        pytest.param(Outcome.OK, True, id="a page that could not be read"),
    ],
)
def test_what_was_not_there_waits_for_the_next_local_day(scribe, known, clock, outcome, still):
    scribe.look(notice=known, outcome=outcome)
    assert pending(scribe) == ([known] if still else [])
    clock.now = datetime(2015, 6, 24, 15, 59, tzinfo=UTC)
    assert pending(scribe) == ([known] if still else [])
    clock.now = datetime(2015, 6, 24, 16, 0, tzinfo=UTC)
    assert pending(scribe) == [known]


@pytest.mark.parametrize("outcome", [Outcome.BLOCKED, Outcome.CHALLENGE])
def test_what_refused_us_is_not_asked_for_again_for_an_hour(scribe, known, clock, outcome):
    scribe.look(notice=known, outcome=outcome)
    clock.now += timedelta(minutes=59)
    assert pending(scribe) == []
    clock.now += timedelta(minutes=1)
    assert pending(scribe) == [known]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param(23, False, id="before the first age"),
        pytest.param(24, True, id="at the first age"),
        pytest.param(30, True, id="after the first age"),
        pytest.param(24 * 100, True, id="after the last age"),
    ],
)
def test_a_notice_is_due_when_it_comes_of_age(scribe, known, clock, hours, expected):
    scribe.notice(known, scribe.article())
    clock.forward(hours=hours)
    assert due(scribe) == ([known] if expected else [])


def test_one_look_serves_until_the_next_age(scribe, known, clock):
    scribe.notice(known, scribe.article())
    looks = []
    for hour in range(24 * 10):
        clock.forward(hours=1)
        if due(scribe):
            looks.append(hour + 1)
            scribe.look(notice=known, outcome=Outcome.NOT_MODIFIED, status=304)
    assert looks == [24, 48, 24 * 7]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        pytest.param(date(2015, 6, 1), [1, 2, 7, 30], id="recent"),
        pytest.param(date(2015, 3, 1), [30], id="long out when first seen"),
        pytest.param(None, [1, 2, 7, 30], id="without a date"),
    ],
)
def test_what_has_settled_is_looked_at_later_only(scribe, known, clock, published, expected):
    scribe.notice(known, scribe.article(published=published))
    looks = []
    for day in range(1, 40):
        clock.forward(days=1)
        if due(scribe, (1, 2, 7, 30)):
            looks.append(day)
            scribe.look(notice=known, outcome=Outcome.NOT_MODIFIED, status=304)
    assert looks == expected


def test_a_look_without_an_answer_does_not_count(scribe, known, clock):
    scribe.notice(known, scribe.article())
    clock.forward(days=1)
    scribe.look(notice=known, outcome=Outcome.TIMEOUT)
    assert due(scribe) == [known]
    scribe.look(notice=known, outcome=Outcome.NOT_FOUND)
    assert due(scribe) == []


def test_a_notice_without_a_version_is_pending_not_due(scribe, known, clock):
    scribe.look(notice=known, outcome=Outcome.NOT_FOUND)
    clock.forward(days=1)
    assert due(scribe) == []


def test_without_ages_nothing_is_due(scribe, known, clock):
    scribe.notice(known, scribe.article())
    clock.forward(days=400)
    assert due(scribe, ()) == []


def test_validators_are_those_of_the_last_good_answer(scribe, known, clock):
    scribe.notice(known, scribe.article("甲"), etag='"1"', last_modified="Mon, 01 Jun 2015 00:00:00 GMT")
    scribe.notice(known, scribe.article("乙"), etag='"2"')
    scribe.look(notice=known, outcome=Outcome.SERVER_ERROR, etag='"broken"')
    clock.forward(days=1)
    (work,) = scribe.ask("due_rechecks", "harbour", AGES)
    assert (work.etag, work.last_modified) == ('"2"', None)


def attachments(scribe):
    return [(one.name, one.url) for one in scribe.ask("pending_attachments", "harbour")]


def test_a_file_is_pending_until_it_was_had(scribe, known):
    scribe.notice(known, scribe.article(files=[FILE, ("附件2", "http://harbour.example/files/2.pdf")]))
    first = scribe.ask("pending_attachments", "harbour")[0]
    assert (first.notice, first.name, first.url) == (known, *FILE)
    scribe.look(purpose=Purpose.ATTACHMENT, attachment=first.attachment, outcome=Outcome.TIMEOUT)
    assert len(attachments(scribe)) == 2
    scribe.look(purpose=Purpose.ATTACHMENT, attachment=first.attachment)
    assert attachments(scribe) == [("附件2", "http://harbour.example/files/2.pdf")]


def test_a_file_is_had_once_for_all_versions(scribe, known):
    scribe.notice(known, scribe.article("甲", files=[FILE]))
    scribe.notice(known, scribe.article("乙", files=[FILE]))
    (only,) = scribe.ask("pending_attachments", "harbour")
    scribe.look(purpose=Purpose.ATTACHMENT, attachment=only.attachment)
    assert attachments(scribe) == []
    scribe.notice(known, scribe.article("丙", files=[FILE]))
    assert attachments(scribe) == []


@pytest.mark.parametrize("outcome", [Outcome.NOT_FOUND, Outcome.TOO_LARGE])
def test_a_file_that_is_gone_waits_and_one_too_large_stays_away(scribe, known, clock, outcome):
    scribe.notice(known, scribe.article(files=[FILE]))
    (only,) = scribe.ask("pending_attachments", "harbour")
    scribe.look(purpose=Purpose.ATTACHMENT, attachment=only.attachment, outcome=outcome)
    assert attachments(scribe) == []
    clock.forward(days=1)
    assert attachments(scribe) == ([FILE] if outcome == Outcome.NOT_FOUND else [])


@pytest.mark.parametrize(
    ("claimed", "expected"),
    [
        pytest.param(date(2015, 3, 1), [30], id="long out by its row"),
        pytest.param(date(2015, 6, 20), [1, 2, 7, 30], id="recent by its row"),
        pytest.param(None, [1, 2, 7, 30], id="without any date"),
    ],
)
def test_the_row_says_how_long_a_file_has_been_out(scribe, clock, claimed, expected):
    notice = scribe.page(scribe.reading(), scribe.row(1, claimed=claimed))[0].notice
    scribe.notice(notice, scribe.article(published=None))
    looks = []
    for day in range(1, 40):
        clock.forward(days=1)
        if due(scribe, (1, 2, 7, 30)):
            looks.append(day)
            scribe.look(notice=notice, outcome=Outcome.NOT_MODIFIED, status=304)
    assert looks == expected
