"""When silence means our own network: many hosts at once, and nobody that answers."""

import errno
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey

from crawler.errors import FetchFailed
from crawler.reach import Reach, is_silence
from crawler.words import Outcome

START = datetime(2015, 7, 1, 4, tzinfo=UTC)
KEY = ConnectionKey("h", 80, False, None, None, None, None, True)
DNS = FetchFailed(Outcome.DNS, "no such name")


def refused(number):
    """Return a failure as the transport raises it."""
    error = FetchFailed(Outcome.REFUSED, "no connection")
    error.__cause__ = aiohttp.ClientConnectorError(KEY, OSError(number, "said"))
    return error


def played(*steps):
    """Return the outages of a crawl: a host with a mark answered, one without was silent; runs are numbered by host."""
    reach = Reach()
    for at, step in enumerate(steps):
        host = step.strip("+!")
        url = f"http://{host}/tzgg/"
        if step.endswith("+"):
            reach.answered(url)
        else:
            error = refused(errno.ECONNREFUSED) if step.endswith("!") else DNS
            reach.failed(ord(host[-1]), url, START + timedelta(minutes=at), error)
    return [one.hosts for one in reach.outages()]


@pytest.mark.parametrize(
    ("steps", "outages"),
    [
        pytest.param("a+ b+ c+", [], id="all answer"),
        pytest.param("a b c", [("a", "b", "c")], id="nobody ever answers"),
        pytest.param("a a a", [], id="one host alone tells nothing"),
        pytest.param("www.a a", [], id="nor do its two names"),
        pytest.param("a+ b c d", [], id="others that never answered are down, as far as anybody knows"),
        pytest.param("a b c+", [], id="dead hosts before one that answers"),
        pytest.param("a b! c", [], id="a closed port is a sign of life"),
        pytest.param("a+ b+ c+ a b d", [("a", "b", "d")], id="known ones fall silent together"),
        pytest.param("a+ b+ a b a+ b+", [("a", "b")], id="and come back"),
        pytest.param("a+ b+ a c+ b", [], id="one after the other, while others answer"),
    ],
)
def test_whose_outage_it_is(steps, outages):
    assert played(*steps.split()) == outages


def test_an_outage_has_its_time_and_its_runs():
    reach = Reach()
    for at, host in enumerate("abc"):
        reach.failed(at, f"http://{host}/", START + timedelta(minutes=at), DNS)
    (one,) = reach.outages()
    assert (one.began, one.ended, one.runs) == (START, START + timedelta(minutes=2), (0, 1, 2))


@pytest.mark.parametrize(
    ("error", "silent"),
    [
        pytest.param(DNS, True, id="no name"),
        pytest.param(FetchFailed(Outcome.TIMEOUT, "no answer"), True, id="no answer"),
        pytest.param(refused(errno.ENETUNREACH), True, id="no network"),
        pytest.param(refused(errno.EADDRNOTAVAIL), True, id="no address of our own"),
        pytest.param(refused(errno.ECONNREFUSED), False, id="closed port"),
        pytest.param(refused(errno.ECONNRESET), False, id="reset"),
        pytest.param(FetchFailed(Outcome.TLS, "expired"), False, id="a certificate"),
        pytest.param(FetchFailed(Outcome.REDIRECT_LOOP, "hops"), False, id="redirects"),
    ],
)
def test_what_silence_is(error, silent):
    assert is_silence(error) is silent


@pytest.mark.parametrize("outcome", [Outcome.ROBOTS, Outcome.FORBIDDEN_ADDRESS])
def test_what_was_never_sent_says_nothing(outcome):
    reach = Reach()
    for host in "ab":
        reach.failed(1, f"http://{host}/", START, DNS)
        reach.failed(1, f"http://{host}/x", START, FetchFailed(outcome, "not sent"))
    assert len(reach.outages()) == 1
