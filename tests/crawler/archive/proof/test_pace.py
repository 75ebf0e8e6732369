"""Time is counted as what is done at the moment, and what takes most of it bounds the check."""

from contextlib import suppress

import pytest

from crawler.archive.proof.pace import Pace, Work, machine_pace


class Ticking:
    """A clock that goes on only when it is told to."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clocks():
    return Ticking(), Ticking()


@pytest.fixture
def pace(clocks):
    return Pace(*clocks)


def passes(clocks, cpu, wall):
    clocks[0].now += cpu
    clocks[1].now += wall


def test_what_is_done_inside_other_work_counts_once(pace, clocks):
    passes(clocks, 1, 1)
    with pace.doing(Work.REVISITS):
        passes(clocks, 2, 2)
        with pace.hashing(3000):
            passes(clocks, 3, 3)
        passes(clocks, 4, 4)
    passes(clocks, 5, 5)
    pace.finish()
    assert pace.spent == {Work.CHAIN: 6, Work.REVISITS: 6, Work.HASHING: 3}
    assert pace.total == 15
    assert pace.share(Work.HASHING) == 0.2
    assert pace.hashing_rate == 1000


def test_an_error_ends_what_was_done(pace, clocks):
    with suppress(ValueError), pace.doing(Work.UNPACKING):
        passes(clocks, 1, 1)
        raise ValueError("torn")
    passes(clocks, 2, 2)
    pace.finish()
    assert pace.spent == {Work.UNPACKING: 1, Work.CHAIN: 2}
    assert pace.bound is Work.CHAIN


def test_only_reading_waits(pace, clocks):
    with pace.doing(Work.READING):
        passes(clocks, 1, 4)
    with pace.doing(Work.HASHING):
        passes(clocks, 1, 9)
    assert pace.waited == 3


def test_the_machine_is_measured_by_the_same_clock(clocks):
    calls = iter([10.0, 12.0])
    assert machine_pace(lambda: next(calls)) == (16 << 20) / 2


def test_clocks_that_stand_still_say_nothing():
    pace = Pace()
    with pace.hashing(5):
        pass
    assert (pace.total, pace.share(Work.HASHING), pace.waited) == (0, 0, 0)
