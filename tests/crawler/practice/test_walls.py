"""Tests of the challenge pages: each has the mark of its kind and nothing that reads like a list."""

import pytest

from crawler.practice.truth import listed
from crawler.practice.walls import WALLS


@pytest.mark.parametrize(
    ("wall", "status", "mark"),
    [
        pytest.param("jsl", 521, "__jsluid_s", id="clearance by cookie, 521"),
        pytest.param("c3vk", 200, "C3VK=", id="cookie and reload, 200"),
    ],
)
def test_a_wall_shows_its_kind(wall, status, mark):
    reply = WALLS[wall]()
    assert reply.status == status
    assert mark in reply.body.decode() + str(reply.headers)
    assert b"<a " not in reply.body
    assert len(reply.body) < 500


def test_a_wall_stands_before_lists_and_notices_and_leaves_robots_alone(city, running, visit):
    since = city.by_id["huanbao"].troubles[0].since
    notice = "/art/2015/6/10/"
    address = next(one.path for one in listed(city.by_id["huanbao"], since) if one.path.startswith(notice))
    assert visit("huanbao-web", address).status == 200
    running.set_day(since)
    assert visit("huanbao-web", "/col/col10301/index.html").status == 521
    assert visit("huanbao-web", address).status == 521
    assert visit("huanbao-web", "/robots.txt").status == 200
