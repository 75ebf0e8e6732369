"""The one browser of a crawl: started when the first page needs it, one page at once, ended with the crawl."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from crawler.browser.program import NOWHERE, absence, flags, program
from crawler.errors import FetchFailed
from crawler.words import Outcome

if TYPE_CHECKING:
    from playwright.async_api import Browser as Process
    from playwright.async_api import BrowserContext, Page, Playwright

STARTS = 3  # a browser that dies oftener in one crawl is given up
CLOSING = 10.0  # seconds a page gets to go; then the whole process is ended


class Browser:
    """Draws pages in fresh contexts that share nothing; costs nothing until one is asked for."""

    def __init__(self, named: str, timeout: float) -> None:
        self.named = named
        self.timeout = timeout
        """Seconds that drawing one page may take."""
        self.starts = 0
        self.software = ""
        """Name and version of what draws, once it has been started."""
        self._driver: Playwright | None = None
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    @property
    def absence(self) -> str:
        """Why no page can be drawn, or an empty text."""
        return absence(self.named)

    @contextlib.asynccontextmanager
    async def page(self, agent: str) -> AsyncIterator["Page"]:
        """Give an empty page that names itself as *agent*; no other is open meanwhile."""
        async with self._turn:
            context, opened = await self._opened(agent)
            try:
                yield opened
            finally:
                await self._end(context)

    async def close(self) -> None:
        """End the process, where one was started."""
        await self._quit()
        if self._driver is not None:
            driver, self._driver = self._driver, None
            await driver.stop()

    async def _opened(self, agent: str) -> "tuple[BrowserContext, Page]":
        """Return an empty page in a context of its own."""
        from playwright.async_api import Error  # noqa: PLC0415 - an optional extra, rarely needed

        process = await self._started()
        try:
            context = await process.new_context(
                user_agent=agent,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                service_workers="block",
                accept_downloads=False,
            )
            context.set_default_timeout(0)  # the whole drawing has its own
            return context, await context.new_page()
        except Error as error:
            said = f"the browser opens no page: {error.message.splitlines()[0]}"
            raise FetchFailed(Outcome.NOT_DRAWN, said) from error

    async def _started(self) -> "Process":
        """Return the running process; start it where there is none, or where it has died."""
        from playwright.async_api import Error, async_playwright  # noqa: PLC0415 - an optional extra, rarely needed

        if self._process is not None and self._process.is_connected():
            return self._process
        if self.starts == STARTS:
            raise FetchFailed(Outcome.NOT_DRAWN, f"the browser died {STARTS} times")
        self.starts += 1
        if self._driver is None:
            self._driver = await async_playwright().start()
        try:
            self._process = await self._driver.chromium.launch(
                executable_path=program(self.named),
                args=flags(),
                proxy={"server": NOWHERE, "bypass": "<-loopback>"},
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        except Error as error:
            said = error.message.splitlines()[0]
            raise FetchFailed(Outcome.NOT_DRAWN, f"the browser does not start: {said}") from error
        self.software = f"Chromium {self._process.version}"
        return self._process

    async def _end(self, context: "BrowserContext") -> None:
        """Close *context*; where it does not go, as under a script that never ends, end the process."""
        from playwright.async_api import Error  # noqa: PLC0415 - an optional extra, rarely needed

        try:
            async with asyncio.timeout(CLOSING):
                await context.close()
        except (TimeoutError, Error):
            await self._quit()

    async def _quit(self) -> None:
        """End the process."""
        if self._process is not None:
            process, self._process = self._process, None
            await process.close()
