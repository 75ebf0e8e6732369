"""Draws one page: its document as it came, its scripts run, and the document kept that they leave behind."""

import asyncio
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from crawler.archive.exchange import Drawn
from crawler.archive.records import DRAWN_TYPE, new_identity
from crawler.browser.browser import Browser
from crawler.browser.supply import Supply
from crawler.browser.world import DOCUMENT, LARGEST, World, scrolled
from crawler.challenges import challenge_in
from crawler.errors import FetchFailed
from crawler.fetched import Ask, Fetched, facts_of
from crawler.fetching import Fetcher
from crawler.outcomes import LITTLE, SHELL, Answer, Judged, judge_answer
from crawler.visible import visible_text
from crawler.visit import Visit
from crawler.words import Outcome

if TYPE_CHECKING:
    from playwright.async_api import Page

BLANK = 20  # characters; a drawn page with fewer shows nothing


def undrawable(fetcher: Fetcher, visit: Visit, ask: Ask) -> Fetched | None:
    """Return what comes of *ask* where nothing here can draw its page; nothing is sent then."""
    why = visit.browser.absence if visit.browser else "this crawl has no browser"
    if not why:
        return None
    judged = Judged(outcome=Outcome.NOT_DRAWN, detail=why)
    return Fetched(judged=judged, facts=facts_of(ask, fetcher.clock(), judged), sent=False)


async def draw_page(fetcher: Fetcher, visit: Visit, ask: Ask, plain: Fetched) -> Fetched:
    """Return the page as its scripts leave it; the *plain* answer itself, where that is refused or no page.

    The browser is asked for nothing before the plain answer has shown that no protection stands before the page.
    """
    answer, browser = plain.answer, visit.browser
    if plain.outcome is not Outcome.OK or answer is None or browser is None:
        return plain
    if ask.method != "GET" or not answer.text.lstrip().startswith("<"):
        return plain
    return await _Drawing(fetcher, visit, browser, ask, plain, answer).drawn()


class _Drawing:
    """One page on its way through the browser."""

    def __init__(
        self, fetcher: Fetcher, visit: Visit, browser: Browser, ask: Ask, plain: Fetched, answer: Answer
    ) -> None:
        self.fetcher = fetcher
        self.visit = visit
        self.browser = browser
        self.ask = ask
        self.plain = plain
        self.answer = answer
        self.identity = new_identity()

    async def drawn(self) -> Fetched:
        """Return the page as drawn, or why it was not."""
        try:
            async with self.browser.page(self.visit.agent) as page:
                supply = Supply(self.fetcher, self.visit, self.ask, self.answer)
                try:
                    html, partial = await self._draw(page, supply)
                finally:
                    await supply.close(page.context)
                software = self.browser.software
        except FetchFailed as error:
            return self._failed(Judged(outcome=error.outcome, detail=error.message, behind=error.behind))
        return self._fetched(html, partial, supply, software)

    async def _draw(self, page: "Page", supply: Supply) -> tuple[str, str]:
        """Return the document that *page* comes to, and why it is not all of it; raise what hindered that."""
        from playwright.async_api import Error  # noqa: PLC0415 - an optional extra, rarely needed

        work = asyncio.ensure_future(self._steps(page, supply))
        failed = asyncio.ensure_future(supply.failed.wait())
        try:
            await asyncio.wait(
                {work, failed}, timeout=self.browser.timeout, return_when=asyncio.FIRST_COMPLETED
            )
            if supply.failure:
                raise supply.failure
            if not work.done():
                raise FetchFailed(Outcome.NOT_DRAWN, f"not drawn within {self.browser.timeout:g} s")
            html, partial = work.result()
        except Error as error:
            said = f"the browser gave up: {error.message.splitlines()[0][:200]}"
            raise FetchFailed(Outcome.NOT_DRAWN, said) from error
        finally:
            failed.cancel()
            work.cancel()
            await asyncio.wait({work, failed})
            if not work.cancelled():
                work.exception()  # noted: what failed first has been told
        if html is None:
            raise FetchFailed(Outcome.TOO_LARGE, f"more than {LARGEST} characters when drawn")
        return html, partial

    async def _steps(self, page: "Page", supply: Supply) -> tuple[str | None, str]:
        """Open the page, wait until it is quiet, scroll, and take the document, if it is not too large."""
        await page.context.route("**/*", supply.answer)
        fragment = urldefrag(self.ask.url)[1]
        url = urldefrag(self.answer.url)[0] + (f"#{fragment}" if fragment else "")
        await page.goto(url, wait_until="domcontentloaded")
        await supply.quiet()
        world = await World.of(page)
        partial = await scrolled(world, supply.quiet)
        html: str | None = await world.value(DOCUMENT)
        return html, partial

    def _fetched(self, html: str, partial: str, supply: Supply, software: str) -> Fetched:
        """Return the drawn page, judged anew, with what the store and the archive need."""
        body = html.encode("utf-8", "replace")
        answer = replace(
            self.answer,
            headers={"content-type": DRAWN_TYPE},
            body=body,
            text=body.decode(),
            cut=False,
            open_ended=False,
        )
        judged = _judged(answer, self.ask)
        denied = f"not asked: {', '.join(sorted(supply.denied))}" if supply.denied else ""
        drawn = Drawn(at=self.fetcher.clock(), body=body, software=software, sources=tuple(supply.sources))
        failed = self._failed(judged)
        return replace(
            failed,
            facts=replace(
                failed.facts,
                detail="; ".join(filter(None, [failed.facts.detail, denied])),
                payload_sha256=sha256(body).hexdigest(),
                payload_bytes=len(body),
            ),
            answer=answer,
            exchange=replace(failed.exchange, drawn=drawn) if failed.exchange else None,
            partial=partial,
        )

    def _failed(self, judged: Judged) -> Fetched:
        """Return the plain answer under another judgement; it never serves to ask whether the page has changed."""
        said = self.plain.facts.detail.removeprefix(self.plain.judged.detail).removeprefix("; ")
        facts = replace(
            self.plain.facts,
            outcome=judged.outcome,
            detail="; ".join(filter(None, [judged.detail, said])),
            etag=None,
            last_modified=None,
        )
        exchange = self.plain.exchange
        exchange = replace(exchange, identity=self.identity) if exchange else None
        return replace(self.plain, judged=judged, facts=facts, exchange=exchange)


def _judged(answer: Answer, ask: Ask) -> Judged:
    """Return what a drawn page is; a protection page may have put its scripts away by then."""
    shown = len(visible_text(answer.text, LITTLE))
    if name := challenge_in(answer.text, answer.headers, suspicious=shown < LITTLE):
        return Judged(outcome=Outcome.CHALLENGE, detail=name)
    judged = judge_answer(answer, ask.purpose)
    if judged.detail != SHELL:
        return judged
    if shown < BLANK:
        return Judged(outcome=Outcome.NOT_DRAWN, detail="hardly any text even with its scripts")
    return Judged(outcome=Outcome.OK)
