import asyncio
from datetime import timedelta

import pytest

from crawler.pace import Host
from crawler.words import Outcome, Purpose

OK, NO, LATE = Outcome.OK, Outcome.BLOCKED, Outcome.TIMEOUT


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
        pytest.param([("/a", Outcome.REFUSED), ("/b", Outcome.REFUSED)] * 3, False, id="a closed port"),
    ],
)
def test_knows_when_it_is_asked_too_much(waits, mute):
    host = Host()
    for url, outcome in waits:
        host.waited(url, outcome)
    assert (host.mute, host.left_alone) == (mute, False)


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
