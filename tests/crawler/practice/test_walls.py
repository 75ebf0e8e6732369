"""Tests of the protection pages: each has the mark of its kind, lets through whom it should, and reads like no list."""

import socket

import pytest

from crawler.practice.http import Request
from crawler.practice.truth import listed
from crawler.practice.walls import walls


@pytest.mark.parametrize("name", sorted(walls()))
def test_a_wall_says_nothing_that_reads_like_a_list(name):
    reply = walls()[name].reply(Request(target="/tzgg/"))
    assert b"<a " not in reply.body
    assert len(reply.body) < 1400
    assert bool(reply.body) == (not (reply.reset or name == "nothing" or 300 <= reply.status < 400))


@pytest.mark.parametrize(
    ("wall", "status", "mark"),
    [
        pytest.param("jsl", 521, "__jsluid_s", id="clearance by cookie, 521"),
        pytest.param("c3vk", 200, "C3VK=", id="cookie and reload, 200"),
        pytest.param("ct6t", 302, "('Location', '/tzgg/')", id="sent to the same place"),
    ],
)
def test_a_wall_shows_its_kind(wall, status, mark):
    reply = walls()[wall].reply(Request(target="/tzgg/"))
    assert reply.status == status
    assert mark in reply.body.decode() + str(reply.headers)


@pytest.mark.parametrize(
    ("wall", "headers", "through"),
    [
        pytest.param("gate", {}, False, id="without its cookies"),
        pytest.param("gate", {"cookie": "CT6T=practice"}, False, id="with one of two"),
        pytest.param("gate", {"cookie": "CT6T=practice; CT6TS=practice"}, True, id="with both"),
        pytest.param("ct6t", {"cookie": "CT6T=practice; CT6TS=practice"}, False, id="one that never opens"),
        pytest.param("agent", {"user-agent": "gongkai/0.1"}, False, id="no browser"),
        pytest.param("agent", {"user-agent": "Mozilla/5.0"}, True, id="a browser"),
    ],
)
def test_who_gets_through(wall, headers, through):
    assert (walls()[wall].reply(Request(target="/tzgg/", headers=headers)) is None) is through


def test_a_wall_stands_before_lists_and_notices_and_leaves_robots_alone(city, running, visit):
    since = city.by_id["huanbao"].troubles[0].since
    notice = "/art/2015/6/10/"
    address = next(one.path for one in listed(city.by_id["huanbao"], since) if one.path.startswith(notice))
    assert visit("huanbao-web", address).status == 200
    running.set_day(since)
    assert visit("huanbao-web", "/col/col10301/index.html").status == 521
    assert visit("huanbao-web", address).status == 521
    assert visit("huanbao-web", "/robots.txt").status == 200


def test_a_handshake_is_answered_by_no_word(running):
    with socket.create_connection(
        ("127.0.0.1", int(running.sites["huanbao-web"].rpartition(":")[2]))
    ) as asked:
        asked.sendall(b"\x16\x03\x01\x00\x05hello")
        assert asked.recv(10) == b""
