"""The process: what it is started with, that it comes back when it dies, and that it ends."""

import asyncio
import os
import signal

import pytest

from crawler.browser import program
from crawler.browser.browser import STARTS, Browser
from crawler.errors import FetchFailed
from crawler.words import Outcome


def test_root_has_no_sandbox_and_nobody_else_goes_without(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "--no-sandbox" in program.flags()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert "--no-sandbox" not in program.flags()


def test_the_program_that_is_named_goes_before_the_path(tmp_path):
    own = tmp_path / "browser"
    own.write_text("#!/bin/sh\n")
    own.chmod(0o755)
    assert program.program(str(own)) == str(own)
    assert program.absence(str(own)) == ""
    assert program.program("")


def test_what_is_no_browser_does_not_start_and_says_so(tmp_path):
    async def opened():
        browser = Browser("/bin/true", 5.0)
        try:
            async with browser.page("us"):
                raise AssertionError("it was opened")
        finally:
            await browser.close()

    with pytest.raises(FetchFailed, match="the browser does not start") as told:
        asyncio.run(opened())
    assert told.value.outcome is Outcome.NOT_DRAWN


def test_a_browser_that_dies_comes_back_but_not_for_ever(processes):
    async def lives():
        browser = Browser("", 5.0)
        try:
            for at in range(STARTS):
                async with browser.page("us") as page:
                    assert await page.evaluate("navigator.userAgent") == "us"
                    assert browser.starts == at + 1
                    gone = asyncio.Event()
                    browser._process.on("disconnected", lambda _, gone=gone: gone.set())
                    os.kill(processes()["chromium"], signal.SIGKILL)
                    await gone.wait()
            async with browser.page("us"):
                raise AssertionError("it was opened again")
        finally:
            await browser.close()

    with pytest.raises(FetchFailed, match="the browser died 3 times"):
        asyncio.run(lives())


def test_one_page_at_once():
    async def both():
        browser, seen = Browser("", 5.0), []

        async def use(name):
            async with browser.page("us") as page:
                seen.append(("in", name, len(browser._process.contexts)))
                await page.evaluate("1 + 1")
                seen.append(("out", name, 1))

        try:
            await asyncio.gather(use("a"), use("b"))
        finally:
            await browser.close()
        return seen

    assert [(what, count) for what, _, count in asyncio.run(both())] == [("in", 1), ("out", 1)] * 2


def test_a_browser_that_nobody_asks_costs_nothing():
    browser = Browser("", 5.0)
    asyncio.run(browser.close())
    assert browser.starts == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_the_browser_itself_has_no_network(serve, host):
    """Nothing answers for the crawl here, and what the browser then asks for by itself arrives nowhere."""
    from playwright.async_api import Error

    script = serve({"/": "here"})

    async def asked():
        browser = Browser("", 5.0)
        try:
            async with browser.page("us") as page:
                with pytest.raises(Error, match="net::ERR_"):
                    await page.goto(f"http://{host}:{script.port}/")
        finally:
            await browser.close()

    asyncio.run(asked())
    assert script.asked == []
