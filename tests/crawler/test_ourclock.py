"""Our own clock: what tells that it is off, what tells nothing, and that it never goes back within a crawl."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.ourclock import ClockFacts, OurClock

NOW = datetime(2015, 7, 1, 4, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def stamp(off):
    """Return the header of a server whose time is ours but for *off*."""
    return {"date": format_datetime(NOW - off, usegmt=True)}


def heard(*headers, took=0.0):
    clock = OurClock(lambda: NOW)
    for at, one in enumerate(headers):
        clock.heard(f"h{at}.example", f"10.0.0.{at} 80", one, timedelta(seconds=took))
    return clock.known.offset


@pytest.mark.parametrize(
    ("off", "took", "found"),
    [
        pytest.param(0, 0.1, 0, id="right"),
        pytest.param(0.9, 0.1, 0, id="right to the second"),
        pytest.param(3600, 0.1, 3598.9, id="an hour ahead"),
        pytest.param(-3600, 0.1, -3600, id="an hour behind"),
        pytest.param(25, 30, 0, id="an answer that was long under way"),
        pytest.param(-25, 30, -25, id="no answer comes before it was made"),
    ],
)
def test_tells_how_far_it_is_off_at_least(off, took, found):
    headers = stamp(timedelta(seconds=off))
    assert heard(headers, headers, headers, took=took) == pytest.approx(
        timedelta(seconds=found), abs=timedelta(seconds=0.95)
    )


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([stamp(HOUR)] * 2, id="two servers"),
        pytest.param([stamp(HOUR)] * 2 + [stamp(HOUR) | {"age": "3600"}], id="the third out of a cache"),
        pytest.param([stamp(HOUR)] * 2 + [{}], id="the third without a word"),
        pytest.param([stamp(HOUR)] * 2 + [{"date": "yesterday"}], id="the third with nonsense"),
        pytest.param([stamp(HOUR)] * 2 + [{"date": "Wed, 99 Jul 99999 04:00:00 GMT"}], id="with no day"),
    ],
)
def test_too_few_tell_nothing(headers):
    assert heard(*headers) is None


def test_the_server_in_the_middle_decides():
    assert heard(stamp(HOUR * 72), stamp(HOUR * 0), stamp(HOUR * 0)) == timedelta(0)
    assert heard(stamp(HOUR * 72), stamp(HOUR), stamp(HOUR), stamp(-HOUR * 72)) >= HOUR - 2 * SECOND


def test_names_of_one_server_are_one_voice():
    clock = OurClock(lambda: NOW)
    for at in range(5):
        clock.heard(f"h{at}.example", "10.0.0.1 80", stamp(HOUR), SECOND)
    assert clock.known.offset is None


def test_a_stale_answer_of_a_server_is_outweighed_by_a_fresh_one():
    clock = OurClock(lambda: NOW)
    for at in range(3):
        clock.heard(f"h{at}.example", f"10.0.0.{at} 80", stamp(HOUR * 9), SECOND)
        clock.heard(f"h{at}.example", f"10.0.0.{at} 80", stamp(HOUR * 0), SECOND)
    assert clock.known.offset == timedelta(0)


def test_listens_to_a_host_once_a_minute():
    now = NOW
    clock = OurClock(lambda: now)
    clock.heard("a", "10.0.0.1 80", {}, SECOND)
    assert clock.listens("a"), "it has said nothing"
    clock.heard("a", "10.0.0.1 80", stamp(HOUR), SECOND)
    assert (clock.listens("a"), clock.listens("b")) == (False, True)
    now += timedelta(seconds=61)
    clock()
    assert clock.listens("a")


@given(st.lists(st.timedeltas(-HOUR * 2, HOUR * 2), min_size=2))
def test_no_duration_is_negative_whoever_sets_the_clock(steps):
    moments = [NOW]
    for step in steps:
        moments.append(moments[-1] + step)
    waiting = iter(moments)
    clock = OurClock(lambda: next(waiting))
    told = [clock() for _ in steps]
    assert all(earlier <= later for earlier, later in pairwise([NOW, *told]))
    back = max((seen - moment for moment, seen in zip(moments[1:], told, strict=True)), default=timedelta(0))
    assert (clock.known.offset or timedelta(0)) == back


@pytest.mark.parametrize(
    ("known", "notable", "wrong"),
    [
        pytest.param(ClockFacts(), False, False, id="nothing known"),
        pytest.param(ClockFacts(offset=5 * SECOND), False, False, id="five seconds"),
        pytest.param(ClockFacts(offset=-6 * SECOND), True, False, id="six"),
        pytest.param(ClockFacts(offset=60 * SECOND), True, False, id="a minute"),
        pytest.param(ClockFacts(offset=-61 * SECOND), True, True, id="more"),
        pytest.param(ClockFacts(behind=61 * SECOND), True, True, id="behind what is stored"),
        pytest.param(ClockFacts(offset=SECOND, behind=HOUR), True, False, id="and right by the servers"),
    ],
)
def test_what_is_worth_a_word_and_what_is_too_much(known, notable, wrong):
    assert (known.notable, known.wrong) == (notable, wrong)


def test_a_clock_that_is_set_back_during_a_crawl_makes_no_negative_duration(serve, crawl, pages):
    def step(_):
        crawl.clock.forward(hours=-1)
        return pages.notice(2)

    script = serve({"/tzgg/": pages.listing([1, 2, 3]), **pages.notices([1, 2, 3]), pages.path(2): step})
    summary = crawl.run(crawl.site(script))
    assert summary.clock == ClockFacts(offset=HOUR)
    (run,), (reading,) = crawl.reader.runs("harbour"), crawl.reader.readings("harbour")
    assert run.ended_at >= run.started_at
    assert reading.ended_at >= reading.started_at
    assert (run.clock, run.clock_wrong, reading.clock_wrong) == (summary.clock, True, True)
    looks = [one.at for one in crawl.reader.looks("harbour")]
    assert looks == sorted(looks)
