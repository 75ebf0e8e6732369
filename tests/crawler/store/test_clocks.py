"""Which runs saw by a wrong clock, told from what each learned and from which began before what was stored."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.ourclock import ClockFacts
from crawler.registry import Column, Site
from crawler.store.clocks import wrong_runs
from crawler.store.database import reading
from crawler.store.writer import FactWriter
from crawler.words import Ending, RunState

NOON = datetime(2015, 6, 24, 4, tzinfo=UTC)


def told(offset=None, behind=None):
    return ClockFacts(
        offset=None if offset is None else timedelta(seconds=offset),
        behind=None if behind is None else timedelta(seconds=behind),
    )


@pytest.fixture
def site():
    column = Column(id="notices", name="公告", url="/notices/")
    return Site(
        id="harbour", name="港湾局", bureau="harbour", base="http://harbour.example/", column=(column,)
    )


@pytest.fixture
def played(engine, site):
    """Return a function that records runs (minutes after noon, what each knows) of ten minutes; it returns the wrong."""

    def play(*runs):
        found = []
        for minutes, known in runs:
            begun = NOON + timedelta(minutes=minutes)
            with FactWriter(engine, lambda begun=begun: begun).transaction() as facts:
                found.append(facts.start_run(site, "test"))
            ended = begun + timedelta(minutes=10)
            with FactWriter(engine, lambda ended=ended: ended).transaction() as facts:
                facts.finish_run(found[-1], RunState.FINISHED, known)
        with reading(engine) as connection:
            wrong = wrong_runs(connection)
        return [one in wrong for one in found]

    return play


@pytest.mark.parametrize(
    ("runs", "wrong"),
    [
        pytest.param([(0, told()), (20, told(59)), (40, told(-60))], [False] * 3, id="right"),
        pytest.param([(0, told(0)), (20, told(61)), (40, told(-3600))], [False, True, True], id="off"),
        pytest.param([(0, told()), (-5, told(behind=900))], [True, True], id="set back, and nobody can tell"),
        pytest.param([(0, told()), (-5, told(0, 900))], [True, False], id="the one before was ahead"),
        pytest.param([(0, told(0)), (-5, told(behind=900))], [False, True], id="the one before was right"),
        pytest.param([(0, told()), (-5, told(-900, 900))], [False, True], id="this one is behind"),
        pytest.param(
            [(-60, told()), (0, told()), (-5, told(0, 900)), (20, told())],
            [False, True, False, False],
            id="what was over before it is not touched",
        ),
        pytest.param([(0, told()), (9, told(behind=30))], [False, False], id="half a minute"),
    ],
)
def test_which_runs_are_wrong(played, runs, wrong):
    assert played(*runs) == wrong


def test_what_a_run_knows_comes_back(engine, scribe):
    known = told(-3600.5, 12)
    scribe.ask("finish_run", scribe.run, RunState.FINISHED, known)
    (run,) = scribe.reader.runs("harbour")
    assert (run.clock, run.clock_wrong) == (known, True)
    with FactWriter(engine, lambda: NOON).transaction() as facts:
        assert facts.last_clock() == (run.started_at, known)


def test_what_is_known_later_overrides_and_nothing_erases(scribe):
    for known in (told(3), told(4), told()):
        scribe.ask("record_clock", [scribe.run], known)
    assert scribe.reader.runs("harbour")[0].clock == told(4)


def test_a_row_first_seen_by_a_clock_ahead_is_known_when_it_is_met_again(scribe, clock, site):
    """A row is stored once, with the moment of the wrong clock."""
    start = clock()
    clock.forward(days=366)
    number = scribe.reading()
    scribe.page(number, scribe.row(1), scribe.row(2))
    scribe.end(number, Ending.EXHAUSTED)
    scribe.ask("finish_run", scribe.run, RunState.FINISHED, told(366 * 86400))
    clock.now = start + timedelta(days=1)
    assert scribe.reader.sightings("harbour", clock()) == []
    scribe.run = scribe.ask("start_run", site, "test")
    number = scribe.reading()
    (met,) = scribe.page(number, scribe.row(1))
    scribe.end(number, Ending.EXHAUSTED)
    clock.forward(minutes=1)
    assert [one.id for one in scribe.reader.sightings("harbour", clock())] == [met.sighting]
    assert len(scribe.reader.notices("harbour", clock())) == 1
    assert len(scribe.reader.notices("harbour")) == 2
