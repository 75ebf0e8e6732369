import asyncio
from ipaddress import ip_address

import pytest

from crawler.transport.guard import ForbiddenAddressError, GuardedResolver, is_public, refusal

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "0.0.0.0",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2002:0a00:0001::",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_refuses_what_is_not_public(text):
    assert not is_public(ip_address(text))
    assert refusal(text, private=False)
    assert refusal(f"[{text}]", private=False)


@pytest.mark.parametrize("text", ["93.184.216.34", "114.114.114.114", "2400:3200::1", "::ffff:93.184.216.34"])
def test_visits_what_is_public(text):
    assert is_public(ip_address(text))
    assert not refusal(text, private=False)


def test_a_private_site_does_not_lead_out():
    assert "does not lead out" in refusal("93.184.216.34", private=True)
    assert not refusal("127.0.0.1", private=True)


def test_a_name_is_left_to_the_resolver():
    assert not refusal("localhost", private=False)


@pytest.mark.parametrize("host", ["localhost", "2130706433", "0x7f000001", "127.1"])
def test_a_name_that_leads_inside_is_refused(host):
    async def ask():
        await GuardedResolver(private=False).resolve(host, 80)

    with pytest.raises(ForbiddenAddressError, match="not public"):
        asyncio.run(ask())


def test_a_private_name_is_found_for_a_private_site():
    async def ask():
        return await GuardedResolver(private=True).resolve("localhost", 80)

    assert {one["host"] for one in asyncio.run(ask())} <= {"127.0.0.1", "::1"}


def test_a_name_that_changes_where_it_leads_is_refused_when_it_leads_inside(monkeypatch):
    answers = iter(["93.184.216.34", "127.0.0.1"])

    async def rebinding(_self, host, port=0, family=0):
        return [
            {"hostname": host, "host": next(answers), "port": port, "family": family, "proto": 0, "flags": 0}
        ]

    monkeypatch.setattr("crawler.transport.guard.ThreadedResolver.resolve", rebinding)

    async def ask():
        guarded = GuardedResolver(private=False)
        return await guarded.resolve("rebinding.example", 80), await guarded.resolve("rebinding.example", 80)

    with pytest.raises(ForbiddenAddressError, match=r"127\.0\.0\.1"):
        asyncio.run(ask())
