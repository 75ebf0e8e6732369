"""Fetches a page and follows the shells before it, each of which is recorded."""

from dataclasses import replace

from crawler.browser.drawing import draw_page, undrawable
from crawler.cms.page import Page, PageRequest
from crawler.cms.shells import DEEPEST, leads_to
from crawler.fetched import Ask, Fetched
from crawler.fetching import Fetcher
from crawler.outcomes import Judged
from crawler.spiders.ways import or_another_way
from crawler.visit import Visit
from crawler.words import Outcome, Purpose


async def get_page(fetcher: Fetcher, visit: Visit, ask: Ask) -> Fetched:
    """Return the page for *ask*, behind up to three shells of the same site."""
    if ask.render and (unsent := undrawable(fetcher, visit, ask)):
        return unsent
    for _ in range(DEEPEST + 1):
        fetched = await fetcher.get(visit, ask)
        visit.progress.outcomes[fetched.outcome] += 1
        fetched = await or_another_way(fetcher, visit, ask, fetched)
        target = _behind(ask, fetched)
        if not target:
            return await draw_page(fetcher, visit, ask, fetched) if ask.render else fetched
        await fetcher.record(visit, fetched)
        ask = replace(ask, url=target, method="GET", body=b"")
    judged = Judged(outcome=Outcome.REDIRECT_LOOP, detail=f"more than {DEEPEST} shells in a row")
    return replace(fetched, judged=judged, facts=replace(fetched.facts, outcome=judged.outcome), sent=False)


def _behind(ask: Ask, fetched: Fetched) -> str:
    """Return the address that the page is a shell of, or an empty text."""
    answer = fetched.answer
    if fetched.outcome is not Outcome.OK or answer is None or ask.method != "GET":
        return ""
    page = Page(url=answer.url, text=answer.text, request=PageRequest(url=ask.url))
    return leads_to(page, frames=ask.purpose is Purpose.LIST and not ask.render)
