"""Runs and readings are closed once; what a dead process left is closed as interrupted."""

from crawler.words import Ending, RunState


def test_a_run_is_closed_once(scribe, clock):
    clock.forward(minutes=5)
    scribe.ask("finish_run", scribe.run, RunState.FINISHED)
    clock.forward(minutes=5)
    scribe.ask("finish_run", scribe.run, RunState.INTERRUPTED)
    (found,) = scribe.reader.runs("harbour")
    assert found.state == RunState.FINISHED
    assert (found.ended_at - found.started_at).total_seconds() == 300


def test_a_reading_is_closed_once(scribe):
    number = scribe.reading()
    scribe.end(number, Ending.BLOCKED)
    scribe.end(number, Ending.COVERED)
    (found,) = scribe.reader.readings("harbour")
    assert (found.ending, found.complete) == (Ending.BLOCKED, False)


def test_what_a_dead_process_left_is_interrupted_and_never_complete(scribe, clock):
    number = scribe.reading()
    met = scribe.page(number, scribe.row(1))
    clock.forward(hours=1)
    assert scribe.ask("close_interrupted", "harbour") == [scribe.run]
    (run,) = scribe.reader.runs("harbour")
    assert (run.state, run.ended_at) == (RunState.INTERRUPTED, clock())
    (found,) = scribe.reader.readings("harbour")
    assert (found.ending, found.complete, found.ended_at) == (Ending.OPEN, False, clock())
    assert found.sightings == (met[0].sighting,)
    assert scribe.ask("close_interrupted", "harbour") == []


def test_another_sites_runs_stay_open(scribe):
    assert scribe.ask("close_interrupted", "bridge") == []
    assert scribe.reader.runs("harbour")[0].state == RunState.RUNNING
