"""Screenshots of archived pages: a real browser shows the archived bytes, cut off from the network."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from crawler.browser.browser import Browser
from crawler.errors import UsageError
from crawler.evidence.records import Body
from crawler.workspace import CrawlSettings

if TYPE_CHECKING:
    from playwright.async_api import Route

_MOST = 20  # pages; the newest say most


def shoot(bodies: Sequence[Body], crawl: CrawlSettings) -> dict[str, bytes]:
    """Return a PNG of each page by name; raise UsageError where there is no browser."""
    browser = Browser(crawl.browser, crawl.draw_timeout)
    if absence := browser.absence:
        raise UsageError(
            f"no screenshots: {absence}", hint="install chromium and pip install 'gongkai[browser]'"
        )
    return asyncio.run(_all(browser, bodies[-_MOST:]))


async def _all(browser: Browser, bodies: Sequence[Body]) -> dict[str, bytes]:
    shots: dict[str, bytes] = {}
    try:
        for body in bodies:
            async with browser.page("gongkai") as page, asyncio.timeout(browser.timeout):
                await page.route("**/*", _answering(body))
                await page.goto(body.kept.entry.url, wait_until="load")
                name = body.kept.name.removesuffix(".warc.gz")
                shots[f"{name}.png"] = await page.screenshot(full_page=True)
    finally:
        await browser.close()
    return shots


def _answering(body: Body) -> Callable[["Route"], Awaitable[None]]:
    """Return what gives the browser the page itself and nothing else."""

    async def answer(route: "Route") -> None:
        if route.request.url == body.kept.entry.url:
            await route.fulfill(body=body.html, headers={"Content-Type": "text/html"})
        else:
            await route.abort()

    return answer
