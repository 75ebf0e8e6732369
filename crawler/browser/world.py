"""Looks at a drawn page from outside: its document, and whether it grows when it is scrolled."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page

LARGEST = 8_000_000  # characters of a drawn document
SCROLLS = 5  # times that a page may grow when it is scrolled to its end
MORE = "more comes when it is scrolled"
DOCUMENT = f"""(() => {{
  const html = document.documentElement.outerHTML;
  return html.length > {LARGEST} ? null : (document.doctype ? "<!DOCTYPE html>\\n" : "") + html;
}})()"""
_SCROLL = "window.scrollTo(0, document.documentElement.scrollHeight)"
_LINKS = "document.links.length"


class World:
    """Looks at a page from where its own scripts cannot answer in its stead."""

    def __init__(self, session: "CDPSession", context: int) -> None:
        self.session = session
        self.context = context

    @classmethod
    async def of(cls, page: "Page") -> "World":
        """Return a world of its own beside the page's scripts."""
        session = await page.context.new_cdp_session(page)
        tree = await session.send("Page.getFrameTree")
        made = await session.send("Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"]})
        return cls(session, made["executionContextId"])

    async def value(self, expression: str) -> Any:
        """Return what *expression* comes to."""
        asked = {"expression": expression, "contextId": self.context, "returnByValue": True}
        return (await self.session.send("Runtime.evaluate", asked))["result"].get("value")


async def scrolled(world: World, quiet: Callable[[], Awaitable[None]]) -> str:
    """Scroll to the end of a page as long as that makes it longer; return why it is not whole then."""
    links = await world.value(_LINKS)
    for _ in range(SCROLLS):
        await world.value(_SCROLL)
        await quiet()
        before, links = links, await world.value(_LINKS)
        if links == before:
            return ""
    return MORE
