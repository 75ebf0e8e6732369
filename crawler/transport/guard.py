"""Which addresses may be visited: public ones, or for a site on this machine or its network only private ones."""

import socket
from collections.abc import Container
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

_NAT64 = IPv6Network("64:ff9b::/96")
WEB_PORTS = frozenset({80, 443, 8000, 8080, 8081, 8082, 8088, 8090, 8443, 8888, 9000, 9080, 9090, 9443})
"""Ports at which web servers are found; at any other a page could send us to knock at another kind of server."""
_IMPLIED = {"http": 80, "https": 443}


class ForbiddenAddressError(OSError):
    """Raised inside the resolver for a name that leads where we do not go; an OSError because that is its contract."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether *address* is on the public network, also where it wraps one of the older kind.

    >>> [
    ...     is_public(ip_address(one))
    ...     for one in ("93.184.216.34", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1")
    ... ]
    [True, False, False, False]
    """
    if isinstance(address, IPv6Address):
        if inner := _inner(address):
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the older address that *address* leads to, if it is of such a kind."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def unusable(url: str) -> str:
    """Return why *url* is no address that a request could go to, or an empty text.

    >>> unusable("http://[x/"), unusable("ftp://h.example/"), unusable("http://h.example/")
    ('not an address', "not over HTTP: 'ftp'", '')
    """
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return "not an address"
    if parts.scheme not in {"http", "https"}:
        return f"not over HTTP: {parts.scheme!r}"
    return "" if named else "not an address"


def strange_port(url: str, listed: Container[str]) -> str:
    """Return why *url* may not be visited at its port, or an empty text; *listed* are the hosts that a site's file names.

    >>> strange_port("http://h.example:22/", ()), strange_port("http://h.example:22/", {"h.example:22"})
    ('no port of the web: 22', '')
    """
    parts = urlsplit(url)
    port = parts.port or _IMPLIED.get(parts.scheme)
    return "" if port in WEB_PORTS or parts.netloc in listed else f"no port of the web: {port}"


def refusal(host: str, *, private: bool) -> str:
    """Return why *host*, if it is written as an address, may not be visited, or an empty text."""
    try:
        address = ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return ""
    if is_public(address) == private:
        return f"{address} is {'public; a private site does not lead out' if private else 'not public'}"
    return ""


class GuardedResolver(AbstractResolver):
    """Resolves a name once and hands on only addresses that may be visited; the connection goes to exactly those."""

    def __init__(self, *, private: bool) -> None:
        self.private = private
        self._names = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of *host*; one of the wrong kind among them forbids the name."""
        found = await self._names.resolve(host, port, family)
        for one in found:
            if why := refusal(one["host"], private=self.private):
                raise ForbiddenAddressError(f"{host}: {why}")
        return found

    async def close(self) -> None:
        """Close the resolver behind this one."""
        await self._names.close()
