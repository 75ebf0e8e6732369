"""The reader gives back what was recorded, and of a past moment only what was known then."""

from datetime import timedelta

import pytest

from crawler.errors import UsageError
from crawler.store.facts import Placed
from crawler.store.tables import segment
from crawler.words import Ending, Outcome, Purpose, RunState


def test_a_past_moment_knows_nothing_later(scribe, clock):
    before = clock() - timedelta(seconds=1)
    number = scribe.reading()
    seen = scribe.page(number, scribe.row(1))
    scribe.notice(seen[0].notice, scribe.article())
    for name in ("runs", "readings", "sightings", "notices", "versions", "looks"):
        ask = getattr(scribe.reader, name)
        assert ask("harbour", before) == []
        assert len(ask("harbour", clock())) == 1
        assert len(ask("harbour", None)) == 1
        assert ask("bridge", None) == []


def test_a_reading_that_had_not_ended_was_open(scribe, clock):
    old = scribe.page(scribe.reading(), scribe.row(1))[0].sighting
    clock.forward(hours=1)
    number = scribe.reading()
    clock.forward(minutes=1)
    fresh = scribe.page(number, scribe.row(1), scribe.row(2))[1].sighting
    between = clock()
    clock.forward(minutes=1)
    late = scribe.page(number, scribe.row(3))[0].sighting
    clock.forward(minutes=1)
    scribe.end(number, Ending.EXHAUSTED)

    then = scribe.reader.readings("harbour", between)[-1]
    assert (then.ending, then.complete, then.ended_at, then.pages) == (Ending.OPEN, False, None, 0)
    assert then.sightings == (fresh,)
    now = scribe.reader.readings("harbour", clock())[-1]
    assert (now.ending, now.complete, now.ended_at, now.pages) == (Ending.EXHAUSTED, True, clock(), 2)
    assert now.sightings == (old, fresh, late)


def test_a_run_that_had_not_ended_was_running(scribe, clock):
    between = clock()
    clock.forward(hours=1)
    scribe.ask("finish_run", scribe.run, RunState.FINISHED)
    assert scribe.reader.runs("harbour", between)[0].state == RunState.RUNNING
    assert scribe.reader.runs("harbour", between)[0].ended_at is None
    assert scribe.reader.runs("harbour", clock())[0].state == RunState.FINISHED


def test_looks_are_those_at_notices_pages(scribe):
    notice = scribe.page(scribe.reading(), scribe.row(1))[0].notice
    scribe.look(purpose=Purpose.ROBOTS)
    gone = scribe.look(notice=notice, outcome=Outcome.NOT_FOUND, status=404)
    scribe.look(purpose=Purpose.ATTACHMENT, notice=notice)
    (found,) = scribe.reader.looks("harbour")
    assert (found.fetch, found.notice, found.outcome) == (gone, notice, Outcome.NOT_FOUND)
    assert found.at == scribe.clock()


def test_evidence_names_the_file_and_the_place(scribe):
    with scribe.writer.transaction() as facts:
        placed = Placed(
            segment=facts.insert(
                segment, name="a.warc.gz", opened_at=scribe.clock(), committed=100, records=3
            ),
            offset=10,
            length=20,
        )
    kept = scribe.reader.evidence(scribe.look(placed=placed, payload_sha256="ab" * 32))
    assert (kept.segment, kept.offset, kept.length, kept.payload_sha256) == ("a.warc.gz", 10, 20, "ab" * 32)
    none = scribe.reader.evidence(scribe.look(outcome=Outcome.DNS, status=None))
    assert (none.segment, none.outcome, none.status) == ("", Outcome.DNS, None)


@pytest.mark.parametrize("name", ["notice", "version", "evidence"])
def test_what_does_not_exist_is_a_usage_error(scribe, name):
    with pytest.raises(UsageError, match="has the number 77"):
        getattr(scribe.reader, name)(77)


def test_files_come_in_the_order_of_the_page(scribe):
    notice = scribe.page(scribe.reading(), scribe.row(1))[0].notice
    files = [(f"附件{n}", f"http://harbour.example/{9 - n}.pdf") for n in range(5)]
    done = scribe.notice(notice, scribe.article(files=files))
    assert [one.name for one in scribe.reader.version(done.version).attachments] == [one for one, _ in files]
    assert scribe.reader.versions("harbour")[0].attachments == scribe.reader.version(done.version).attachments


def test_one_notice_gives_its_own_versions_and_looks(scribe, clock):
    seen = scribe.page(scribe.reading(), scribe.row(1), scribe.row(2))
    first, other = (one.notice for one in seen)
    before = clock()
    clock.forward(hours=1)
    for notice in (first, other):
        scribe.notice(notice, scribe.article())
    assert [one.notice for one in scribe.reader.versions_of(first)] == [first]
    assert [one.notice for one in scribe.reader.looks_of(first)] == [first]
    assert scribe.reader.versions_of(first)[0].fetch == scribe.reader.looks_of(first)[0].fetch
    assert scribe.reader.versions_of(first, before) == scribe.reader.looks_of(first, before) == []
