"""The download handler: sends one request, reads one answer, and names what went wrong by our own outcomes."""

import asyncio
from contextvars import ContextVar
from dataclasses import replace
from ipaddress import ip_address
from time import monotonic
from urllib.parse import urlsplit

import aiohttp
import yarl
from aiohttp.connector import Connection
from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.archive.exchange import Tls
from crawler.errors import FetchFailed
from crawler.reach import WITHOUT_WAY, errno_of
from crawler.store.ways import LED, NO_WAY
from crawler.transport.coding import unpacked
from crawler.transport.guard import ForbiddenAddressError, GuardedResolver, refusal, strange_port
from crawler.transport.trust import lenient, reason, seen, verifying
from crawler.words import Outcome

CUT = "cut"
"""Flag of a response whose connection ended before the promised length."""
TOOK = "took"
"""Key of the request's meta that tells in how many seconds its answer came, by a clock that nobody sets."""
SOURCE = "SOURCE_ADDRESS"
"""Name of the setting that says which address of this machine requests leave from."""
OPEN_ENDED = "open ended"
"""Flag of a response whose only sign of the end was the end of the connection."""


_reused: ContextVar[bool] = ContextVar("reused")
"""Whether the connection that the request of this task went over was there before."""
_USED = "gongkai_used"


class _Answer(aiohttp.ClientResponse):
    """An answer that remembers who gave it; the connection may be gone before the body is read."""

    peer = ""
    tls: Tls | None = None

    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        """Note the address and what secures the connection, then read the head."""
        if transport := connection.transport:
            name = transport.get_extra_info("peername")
            self.peer = str(name[0]) if name else ""
            self.tls = seen(transport.get_extra_info("ssl_object"))
        return await super().start(connection)


class _Request(aiohttp.ClientRequest):
    """A request that notes whether it goes over a connection that another has used."""

    async def send(self, conn: Connection) -> aiohttp.ClientResponse:
        """Note it, then send."""
        _reused.set(getattr(conn.protocol, _USED, False))
        setattr(conn.protocol, _USED, True)
        return await super().send(conn)


class GuardedHandler(BaseDownloadHandler):
    """Fetches over HTTP within limits of address, time and size; the request's meta says which.

    ``private``: whether the site is on this machine or its network; ``limit``: bytes; ``timeout``: seconds in all;
    ``listed``: hosts that may be at any port; ``strict``: whether nothing is read over a connection that proves nothing.
    """

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self._distrusted: dict[str, str] = {}
        """Host → why its certificate proves nothing; found out once a crawl."""
        self._source: str = crawler.settings.get(SOURCE) or ""
        self._at_once = asyncio.Semaphore(crawler.settings.getint("CONCURRENT_REQUESTS"))

    def _session(self, *, private: bool) -> aiohttp.ClientSession:
        if private not in self._sessions:
            connector = aiohttp.TCPConnector(
                local_addr=(self._source, 0) if self._source else None,
                resolver=GuardedResolver(private=private),
                limit=0,
            )
            self._sessions[private] = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                response_class=_Answer,
                skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
                request_class=_Request,
            )
            # aiohttp would send again at once also what a new connection brought no answer to
            self._sessions[private]._retry_connection = False  # noqa: SLF001 - it has no public name
        return self._sessions[private]

    async def download_request(self, request: Request) -> Response:
        """Return the answer to *request*; raise FetchFailed where there is none to read."""
        private: bool = request.meta["private"]
        why = refusal(urlsplit(request.url).hostname or "", private=private)
        if why := why or ("" if private else strange_port(request.url, request.meta["listed"])):
            raise FetchFailed(Outcome.FORBIDDEN_ADDRESS, why)
        try:
            async with self._at_once:
                begun = monotonic()
                response = await self._answer(request, private=private)
                request.meta[TOOK] = monotonic() - begun
                return response
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise _named(error, request) from error

    async def _answer(self, request: Request, *, private: bool) -> Response:
        """Return the answer; where a certificate proves nothing, all the same, unless the site's file is strict."""
        host = urlsplit(request.url).netloc
        why = "" if request.meta["strict"] else self._distrusted.get(host, "")
        try:
            return await self._send(request, private=private, invalid=why)
        except aiohttp.ClientSSLError as error:
            if why or request.meta["strict"]:
                raise
            why = reason(error)
        response = await self._send(request, private=private, invalid=why)
        self._distrusted[host] = why
        return response

    async def _send(self, request: Request, *, private: bool, invalid: str) -> Response:
        """Send *request*, and again where it met a kept connection that the server had closed meanwhile."""
        _reused.set(False)
        try:
            return await self._send_once(request, private=private, invalid=invalid)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
            if not _reused.get():
                raise
        return await self._send_once(request, private=private, invalid=invalid)

    async def _send_once(self, request: Request, *, private: bool, invalid: str) -> Response:
        headers = request.meta["sent"] = request.headers.to_tuple_list()
        sent = self._session(private=private).request(
            request.method,
            yarl.URL(request.url, encoded=True),
            data=request.body or None,
            headers=headers,
            timeout=aiohttp.ClientTimeout(total=request.meta["timeout"]),
            allow_redirects=False,
            ssl=(lenient() if invalid else verifying()) if request.url.startswith("https:") else True,
        )
        async with sent as answer:
            tls = answer.tls if isinstance(answer, _Answer) else None
            request.meta["tls"] = tls and replace(tls, invalid=invalid)
            if invalid:
                request.meta.setdefault("distrusted", request.meta["tls"])
            return await _read(answer, request)

    async def close(self) -> None:
        """Close the connections."""
        for session in self._sessions.values():
            await session.close()


async def _read(answer: aiohttp.ClientResponse, request: Request) -> Response:
    """Return *answer* with its body, unpacked."""
    limit: int = request.meta["limit"]
    if answer.content_length is not None and answer.content_length > limit:
        raise FetchFailed(Outcome.TOO_LARGE, f"promises {answer.content_length} bytes, the limit is {limit}")
    chunks, length, flags = [], 0, []
    try:
        async for chunk in answer.content.iter_any():
            chunks.append(chunk)
            length += len(chunk)
            if length > limit:
                chunks.clear()  # else the error's traceback would keep them until the next search for garbage
                raise FetchFailed(Outcome.TOO_LARGE, f"more than {limit} bytes")
    except aiohttp.ClientPayloadError:
        flags.append(CUT)
    packed = b"".join(chunks)
    chunks.clear()  # a large file is held once from here on
    body, whole = unpacked(packed, answer.headers.get("Content-Encoding", ""), limit)
    if not whole and CUT not in flags and packed:
        flags.append(CUT)
    if "Content-Length" not in answer.headers and "Transfer-Encoding" not in answer.headers:
        flags.append(OPEN_ENDED)
    request.meta["reason"] = answer.reason or ""
    request.meta["received"] = answer.raw_headers
    return Response(
        request.url,
        status=answer.status,
        headers=_headers(answer),
        body=body,
        flags=flags,
        request=request,
        ip_address=ip_address(answer.peer) if isinstance(answer, _Answer) and answer.peer else None,
    )


def _headers(answer: aiohttp.ClientResponse) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    for name, value in answer.raw_headers:
        found.setdefault(name, []).append(value)
    return found


def _named(error: Exception, request: Request) -> FetchFailed:
    """Return *error* as one of our outcomes; where another address had sent us here, it says so."""
    said = " ".join(str(error).split())[:300] or type(error).__name__
    if request.meta.get("hops"):
        said = f"{LED} {request.url[:200]!r}: {said}"
    elif errno_of(error) in WITHOUT_WAY:
        said = f"{NO_WAY}: {said}"
    if isinstance(error, TimeoutError):
        return FetchFailed(Outcome.TIMEOUT, f"no whole answer within {request.meta['timeout']} s")
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientSSLError):
        return FetchFailed(Outcome.TLS, said)
    if isinstance(error, aiohttp.ClientConnectorError):
        if isinstance(error.os_error, ForbiddenAddressError):
            return FetchFailed(Outcome.FORBIDDEN_ADDRESS, str(error.os_error))
        dns = isinstance(error, aiohttp.ClientConnectorDNSError)
        return FetchFailed(Outcome.DNS if dns else Outcome.REFUSED, said)
    if isinstance(error, aiohttp.InvalidURL | ValueError) and not isinstance(error, OSError):
        return FetchFailed(Outcome.FORBIDDEN_ADDRESS, f"not an address to visit: {said}")
    return FetchFailed(Outcome.REFUSED, said)
