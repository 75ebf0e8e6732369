"""Tests of doors: heads are read, a port is held from others, and whoever is half in when it shuts is cut."""

import asyncio
import gc
import socket
from contextlib import closing

import pytest

from crawler.practice.door import HOST, Door, parse_head


def test_a_head_of_a_request_is_read():
    request, length = parse_head(b"POST /a?b=c HTTP/1.1\r\nHost: h\r\nContent-Length: 7")
    assert (request.method, request.path, request.base, length) == ("POST", "/a", "http://h", 7)
    assert parse_head(b"GET / HTTP/1.1\r\nContent-Length: many")[1] == 0


def test_a_door_that_is_held_keeps_its_port_from_others():
    door = Door(answer=lambda _: b"")
    door.hold()
    assert door.port
    with socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind((HOST, door.port))
    door.held.close()


@pytest.mark.parametrize("rounds", range(6))
def test_a_door_that_is_shut_cuts_also_who_is_just_coming_in(rounds):
    """A connection is accepted in one round of the loop and made in a later one."""

    async def come_and_shut():
        door = Door(answer=lambda _: b"")
        door.hold()
        await door.open()
        caller = socket.socket()
        caller.setblocking(False)
        caller.connect_ex((HOST, door.port))
        for _ in range(rounds):
            await asyncio.sleep(0)
        await door.leave()
        return caller

    with closing(asyncio.new_event_loop()) as loop:
        caller = loop.run_until_complete(come_and_shut())
    caller.close()
    gc.collect()  # a connection that nobody cut is a warning here
