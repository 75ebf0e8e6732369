"""Tests of serving: days change, ports close and come back, requests are counted, rubbish does no harm."""

import http.client
import socket
import time
from contextlib import suppress
from datetime import date, timedelta

import pytest

from crawler.practice.city import build_city
from crawler.practice.door import HOST
from crawler.practice.server import serve_city
from crawler.practice.truth import listed

ENOUGH = 1500  # requests a second that a demo of 120 days needs


def port_of(running, site: str) -> int:
    return int(running.sites[site].rpartition(":")[2])


def refused(running, site: str) -> bool:
    try:
        with socket.create_connection((HOST, port_of(running, site)), timeout=5):
            return False
    except ConnectionRefusedError:
        return True


def test_every_site_has_its_own_port(running, city):
    assert set(running.sites) == {one.site for one in city.bureaus}
    assert len(set(running.sites.values())) == len(city.bureaus)


def test_a_site_that_is_down_refuses_and_comes_back_on_the_same_port(running, city, visit):
    trouble = city.by_id["anjian"].troubles[0]
    before = running.sites["anjian-web"]
    for day, down in (
        (trouble.since - timedelta(days=1), False),
        (trouble.since, True),
        (trouble.until, True),
        (trouble.until + timedelta(days=1), False),
    ):
        running.set_day(day)
        assert refused(running, "anjian-web") is down
        assert running.sites["anjian-web"] == before
    assert visit("anjian-web", "/xzcf/").status == 200


def test_a_connection_kept_open_is_cut_when_the_site_goes_down(running, city):
    connection = http.client.HTTPConnection(HOST, port_of(running, "fagai-web"), timeout=5)
    connection.request("GET", "/robots.txt")
    assert connection.getresponse().read()
    running.set_day(city.by_id["fagai"].troubles[0].since)
    connection.sock.settimeout(5)
    with suppress(ConnectionResetError):
        assert connection.sock.recv(1) == b""
    connection.close()


def test_a_new_day_shows_new_rows(running, city, visit):
    bureau = city.by_id["renshe"]
    coming = next(one for one in bureau.notices if one.appears > city.first and one.columns == ("gzdt",))
    path = next(one.path for one in listed(bureau, coming.appears) if one.number == coming.number)
    assert coming.title not in visit("renshe-web", path).text
    running.set_day(coming.appears)
    assert coming.title in visit("renshe-web", path).text


def test_requests_are_counted_by_target(running, visit):
    before, total = running.counts["weiji-web"]["/tzgg.htm"], running.requests
    visit("weiji-web", "/tzgg.htm")
    visit("weiji-web", "/tzgg.htm")
    assert running.counts["weiji-web"]["/tzgg.htm"] == before + 2
    assert running.requests == total + 2


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"nonsense\r\n\r\n", id="no request at all"),
        pytest.param(b"x" * 70000, id="a head without end"),
    ],
)
def test_rubbish_ends_its_own_connection_only(running, visit, sent):
    with socket.create_connection((HOST, port_of(running, "weiji-web")), timeout=5) as caller:
        caller.sendall(sent)
        with suppress(ConnectionResetError):
            assert caller.recv(100) == b""
    assert visit("weiji-web", "/tzgg.htm").status == 200


def test_a_request_in_pieces_and_two_at_once_are_answered(running):
    with socket.create_connection((HOST, port_of(running, "weiji-web")), timeout=5) as caller:
        for piece in (
            b"GET /rob",
            b"ots.txt HTTP/1.1\r\nHost: a\r\n",
            b"\r\nGET /robots.txt HTTP/1.1\r\n\r\n",
        ):
            caller.sendall(piece)
        received = b""
        while received.count(b"Disallow: /search/") < 2:
            received += caller.recv(4096)
    assert received.count(b"HTTP/1.1 200 OK") == 2


def test_it_is_fast_enough_for_a_demo_of_120_days(city):
    small = build_city(60)
    with serve_city(small, date(2015, 6, 2)) as running:
        connection = http.client.HTTPConnection(HOST, port_of(running, "renshe-web"), timeout=5)
        paths = [one.path for one in listed(small.by_id["renshe"], small.first)]
        start, count = time.perf_counter(), 0
        while count < 1000:
            for path in paths:
                connection.request("GET", path)
                connection.getresponse().read()
                count += 1
        rate = count / (time.perf_counter() - start)
        connection.close()
    assert rate > ENOUGH / 3, "even with the client's work, on a machine that others use too"
    assert running.requests == count
