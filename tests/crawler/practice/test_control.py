"""Tests of the control port."""

import http.client
import json
from datetime import date

import pytest

from crawler.practice.control import Control


@pytest.fixture
def ask(running):
    control = Control(running)
    port = running.call(control.open(0))

    def ask(method: str, path: str):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request(method, path)
        reply = connection.getresponse()
        body = reply.read()
        connection.close()
        return reply.status, body

    yield ask
    running.call(control.shut())


def test_the_day_moves_and_every_site_has_followed_when_it_answers(ask, running, visit):
    assert ask("POST", "/day/2015-07-14") == (200, b'{"day": "2015-07-14"}')
    assert running.day == date(2015, 7, 14)
    with pytest.raises(ConnectionRefusedError):
        visit("anjian-web", "/xzcf/")
    assert json.loads(ask("GET", "/day")[1]) == {"day": "2015-07-14"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        pytest.param("POST", "/day/2015-02-30", 400, id="no such day"),
        pytest.param("POST", "/day/tomorrow", 400, id="no day at all"),
        pytest.param("POST", "/truth", 400, id="nothing to post to"),
        pytest.param("GET", "/nowhere", 404, id="nothing there"),
    ],
)
def test_what_it_does_not_know_it_refuses(ask, running, method, path, status):
    before = running.day
    assert ask(method, path)[0] == status
    assert running.day == before


def test_truth_sites_counts_and_listings_are_told(ask, running, visit, city):
    visit("weiji-web", "/tzgg.htm")
    assert len(json.loads(ask("GET", "/truth")[1])["obligations"]) == len(city.claims)
    assert json.loads(ask("GET", "/sites")[1]) == running.sites
    assert json.loads(ask("GET", "/counts")[1])["weiji-web"]["/tzgg.htm"] >= 1
    assert set(json.loads(ask("GET", "/listed")[1])) == set(running.sites)
