"""Answers what a page in the browser asks for, through the crawl's own requests: its robots, pauses, limits and guard."""

import asyncio
import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler import settings
from crawler.archive.records import new_identity
from crawler.browser.headers import is_sent, kept
from crawler.browser.kept import Supplied
from crawler.cms.siblings import parent
from crawler.errors import FetchFailed
from crawler.fetched import Ask, Fetched
from crawler.fetching import Fetcher
from crawler.outcomes import Answer
from crawler.visit import Visit
from crawler.words import Outcome, Purpose

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Request, Route

REQUESTS = 60  # a page that asks for more is an application, no list
QUIET = 0.5  # seconds without a request after which a page is taken to be drawn
LISTENS = 2.0  # seconds in which a living browser takes a word
_WANTED = frozenset({"script", "xhr", "fetch"})


class Supply:
    """What one page may have. Images, styles, fonts, frames and other sites' things are not among it."""

    def __init__(self, fetcher: Fetcher, visit: Visit, ask: Ask, document: Answer) -> None:
        self.fetcher = fetcher
        self.visit = visit
        self.ask = ask
        self.document = document
        self.sources: list[tuple[str, str]] = []
        """Record id and address of everything that was given."""
        self.denied: set[str] = set()
        """Hosts that were not asked."""
        self.failure: BaseException | None = None
        """Why the page cannot be drawn as it should be."""
        self.failed = asyncio.Event()
        self._opened = False
        self._closed = False
        self._count = 0
        self._bytes = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._handlers: set[asyncio.Task[Any]] = set()

    async def answer(self, route: "Route") -> None:
        """Answer one request of the browser; what goes wrong is kept for whoever draws."""
        from playwright.async_api import Error  # noqa: PLC0415 - an optional extra, rarely needed

        task = asyncio.get_running_loop().create_task(self._answer(route))
        self._tasks.add(task)
        handler = asyncio.current_task()
        if handler:
            self._handlers.add(handler)
            handler.add_done_callback(self._handlers.discard)
        try:
            await asyncio.wait({task})
        finally:
            self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error and not isinstance(error, Error):  # a page that has gone is noticed where it is drawn
            self._fail(error)
        if error or task.cancelled():
            try:
                await route.abort("failed")
            except Error:
                if self._closed:
                    raise  # the driver takes no notice of it then; of silence it would, for ever

    async def quiet(self) -> None:
        """Return when nothing has been asked for a while, or when drawing has failed."""
        before = -1
        while self.failure is None and (self._tasks or before != self._count):
            before = self._count
            if self._tasks:
                await asyncio.wait(self._tasks)
            await asyncio.sleep(QUIET)

    async def close(self, context: "BrowserContext") -> None:
        """Give up what is still being asked for; returns when the browser has been told so, or does not listen."""
        from playwright.async_api import Error  # noqa: PLC0415 - an optional extra, rarely needed

        self._closed = True
        with contextlib.suppress(Error, TimeoutError):
            async with asyncio.timeout(LISTENS):
                await context.unroute_all(behavior="ignoreErrors")
        for one in self._tasks:
            one.cancel()
        if self._handlers:
            await asyncio.wait(self._handlers, timeout=LISTENS)

    async def _answer(self, route: "Route") -> None:
        request = route.request
        if request.is_navigation_request():
            await self._navigate(route)
        elif request.resource_type == "stylesheet":
            await route.fulfill(
                status=200, content_type="text/css", body=""
            )  # scripts wait for styles to come
        elif (
            request.resource_type not in _WANTED
            or self._closed
            or self.failure
            or not self._is_own(request.url)
        ):
            await route.abort("blockedbyclient")
        else:
            supplied = await self._supplied(request)
            await route.fulfill(status=supplied.status, headers=supplied.headers, body=supplied.body)

    async def _navigate(self, route: "Route") -> None:
        """Open the document, once; frames stay empty, and a script leads nowhere else."""
        if self._opened:
            if _is_main(route.request):
                self._fail(self._led_on(route.request.url))
            await route.abort("aborted")
            return
        self._opened = True
        document = self.document
        await route.fulfill(status=document.status, headers=kept(document.headers), body=document.body)

    def _fail(self, error: BaseException) -> None:
        self.failure = self.failure or error
        self.failed.set()

    def _led_on(self, url: str) -> FetchFailed:
        """Return what it means that the page wants to be left: to come back to it is what protection pages do."""
        here = urlsplit(self.document.url)
        there = urlsplit(url)
        if (here.netloc, here.path) == (there.netloc, there.path):
            return FetchFailed(Outcome.BLOCKED, "its script loads it again, as protection pages do")
        return FetchFailed(Outcome.NOT_DRAWN, f"its script leads on to {url[:200]!r}")

    def _is_own(self, url: str) -> bool:
        """Whether *url* is of the page's own site, or of a host that the site's file names."""
        host = urlsplit(url).netloc.lower()
        named = {one for column in self.visit.site.column for one in column.render_hosts}
        family = parent(self.document.url)
        own = host in {urlsplit(self.document.url).netloc.lower(), *self.visit.hosts, *named}
        if own or (family and parent(url) == family):
            return True
        self.denied.add(host)
        return False

    async def _supplied(self, request: "Request") -> Supplied:
        """Return the answer to *request*; scripts that a page of this visit had already are not asked for again."""
        shared = request.resource_type == "script" and request.method == "GET"
        before = self.visit.scripts.get(request.url) if shared else None
        supplied = before or await self._fetched(request)
        if shared and not before:
            self.visit.scripts.keep(request.url, supplied)
        self.sources.append((supplied.identity, request.url))
        return supplied

    async def _fetched(self, request: "Request") -> Supplied:
        """Return the answer of the site; raise FetchFailed where it gives none, a page without it is not whole."""
        self._count += 1
        if self._count > REQUESTS:
            raise FetchFailed(Outcome.NOT_DRAWN, f"it asks for more than {REQUESTS} things")
        sent = await request.all_headers()
        ask = Ask(
            purpose=Purpose.RESOURCE,
            url=request.url,
            method=request.method,
            body=request.post_data_buffer or b"",
            headers={name: value for name, value in sent.items() if is_sent(name)},
            column=self.ask.column,
            notice=self.ask.notice,
        )
        fetched = _identified(await self.fetcher.get(self.visit, ask))
        self.visit.progress.outcomes[fetched.outcome] += 1
        await self.fetcher.record(self.visit, fetched)
        answer = fetched.answer
        if answer is None or fetched.outcome not in {Outcome.OK, Outcome.NOT_FOUND}:
            judged = fetched.judged
            said = f"{judged.detail}: {request.url[:200]!r}" if judged.detail else repr(request.url[:200])
            raise FetchFailed(judged.outcome, said, behind=judged.behind)
        self._bytes += len(answer.body)
        if self._bytes > settings.LIST_BYTES:
            raise FetchFailed(Outcome.TOO_LARGE, f"what it asks for is more than {settings.LIST_BYTES} bytes")
        identity = fetched.exchange.identity if fetched.exchange else ""
        return Supplied(
            status=answer.status, headers=kept(answer.headers), body=answer.body, identity=identity
        )


def _identified(fetched: Fetched) -> Fetched:
    """Return *fetched* with an id for its record, so that the drawn page can name it."""
    if fetched.exchange is None:
        return fetched
    return replace(fetched, exchange=replace(fetched.exchange, identity=new_identity()))


def _is_main(request: "Request") -> bool:
    """Whether the page itself wants to go; a frame inside it, or a window that it opens, only stays empty."""
    from playwright.async_api import Error  # noqa: PLC0415 - an optional extra, rarely needed

    try:
        return (
            request.frame.parent_frame is None and request.frame.page.context.pages[0] == request.frame.page
        )
    except Error:  # a window that is not there yet has no frame
        return False
