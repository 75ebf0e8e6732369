import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.outcomes import Judged
from crawler.pace import Host
from crawler.words import Outcome, Purpose

OK, NO, LATE = Outcome.OK, Outcome.BLOCKED, Outcome.TIMEOUT
NOW = datetime(2015, 7, 1, 4, tzinfo=UTC)
SHUT = Judged(outcome=Outcome.REFUSED, detail="left alone after 2 addresses had no connection")


@pytest.mark.parametrize(
    ("notes", "left_alone"),
    [
        pytest.param([(Purpose.LIST, NO)], False, id="one refused list"),
        pytest.param([(Purpose.LIST, NO), (Purpose.LIST, Outcome.CHALLENGE)], True, id="two refused lists"),
        pytest.param(
            [(Purpose.LIST, NO), (Purpose.LIST, OK), (Purpose.LIST, NO)], True, id="with one between"
        ),
        pytest.param([(Purpose.ROBOTS, NO), (Purpose.LIST, NO)], True, id="robots.txt counts as a list"),
        pytest.param([(Purpose.NOTICE, NO), (Purpose.NOTICE, NO)], True, id="two notices in a row"),
        pytest.param(
            [(Purpose.NOTICE, NO), (Purpose.NOTICE, OK), (Purpose.NOTICE, NO)], False, id="one between"
        ),
        pytest.param([(Purpose.LIST, Outcome.TIMEOUT)] * 5, False, id="no answer is no refusal"),
        pytest.param([(Purpose.NOTICE, Outcome.NOT_FOUND)] * 5, False, id="not there is no refusal"),
    ],
)
def test_knows_when_it_is_not_wanted(notes, left_alone):
    host = Host()
    for purpose, outcome in notes:
        host.note(purpose, outcome, None)
    assert host.left_alone is left_alone


@pytest.mark.parametrize(
    ("waits", "mute"),
    [
        pytest.param([("/a", LATE)] * 9, False, id="one address alone"),
        pytest.param([("/a", LATE)] * 3 + [("/b", LATE)] * 2, False, id="the second may still answer"),
        pytest.param([("/a", LATE)] * 3 + [("/b", LATE)] * 3, True, id="two addresses with all attempts"),
        pytest.param([("/a", LATE), ("/b", LATE), ("/c", LATE)] * 2, True, id="three by turns"),
        pytest.param(
            [("/a", LATE), ("/b", LATE)] * 2 + [("/c", OK), ("/d", LATE)], False, id="an answer between"
        ),
        pytest.param(
            [("/a", Outcome.REFUSED), ("/b", Outcome.REFUSED)] * 3, False, id="a closed port does not wait"
        ),
    ],
)
def test_knows_when_it_is_asked_too_much(waits, mute):
    host = Host()
    for url, outcome in waits:
        host.waited(url, Judged(outcome=outcome))
    assert (host.mute, host.left_alone) == (mute, False)


CUT = Judged(outcome=Outcome.REFUSED, detail="Server disconnected")


@pytest.mark.parametrize(
    ("tries", "shut"),
    [
        pytest.param([("/a", CUT)] * 9, False, id="one address alone"),
        pytest.param([("/a", CUT), ("/b", CUT)], True, id="two addresses"),
        pytest.param([("/a", CUT), ("/b", Judged(outcome=OK)), ("/c", CUT)], False, id="an answer between"),
        pytest.param([("/a", CUT), ("/b", Judged(outcome=NO)), ("/c", CUT)], False, id="a refusal is an answer"),
        pytest.param([("/a", CUT), ("/b", Judged(outcome=Outcome.ROBOTS)), ("/c", CUT)], True, id="nothing was sent between"),
        pytest.param([(one, replace(CUT, detail="led to 'http://h/': no")) for one in "abc"], False, id="another's door"),
        pytest.param([(one, replace(CUT, detail="no way there: no route")) for one in "abc"], False, id="our own network"),
    ],
)  # fmt: skip
def test_knows_when_nobody_is_there(tries, shut):
    host = Host()
    for url, judged in tries:
        host.waited(url, judged)
    assert host.shut is shut
    said = host.dismissal(NOW)
    assert said == (SHUT if shut else None)


def test_a_rest_too_long_is_a_farewell():
    host = Host()
    host.note(Purpose.LIST, Outcome.SERVER_ERROR, timedelta(hours=1))
    assert host.left_alone


def test_lets_the_host_rest():
    async def rested():
        host, loop = Host(), asyncio.get_running_loop()
        host.note(Purpose.LIST, Outcome.SERVER_ERROR, timedelta(seconds=0.05))
        start = loop.time()
        await host.rest()
        return loop.time() - start

    assert asyncio.run(rested()) >= 0.045
