"""Tries an address that does not answer in its other forms, once, and remembers the one that does."""

import asyncio
from dataclasses import replace

from crawler.fetched import Ask, Fetched
from crawler.fetching import Fetcher
from crawler.manners.past import host_of
from crawler.robots import origin
from crawler.visit import Visit
from crawler.words import Outcome, Purpose

_ANSWERED = frozenset({Outcome.OK, Outcome.NOT_MODIFIED})


async def or_another_way(fetcher: Fetcher, visit: Visit, ask: Ask, fetched: Fetched) -> Fetched:
    """Return *fetched*, or what another form of its address answered; all others are recorded here.

    Which form was left and why is a fact of its own, so that nothing is turned to plain HTTP unsaid.
    """
    failed = fetched.judged.behind or fetched.outcome
    status = fetched.facts.status if ask.purpose is Purpose.LIST else None
    if not fetched.sent or host_of(ask.url) not in visit.hosts:
        return fetched
    forms = visit.ways.left(ask.url, failed, status)
    if not forms:
        return fetched
    await fetcher.record(visit, fetched)
    asked, left = origin(ask.url), visit.ways.used.pop(origin(ask.url), origin(ask.url))
    reason = f"{left}: {fetched.judged.said}"
    once = replace(visit, attempts=1)
    for form in forms:
        await asyncio.sleep(visit.site.gap)
        other = await fetcher.get(once, replace(ask, url=form))
        if other.outcome in _ANSWERED:
            visit.progress.outcomes[other.outcome] += 1
            used = visit.ways.used[asked] = origin(form)
            await fetcher.writer.submit(
                lambda facts, _, used=used: facts.record_way(visit.run, visit.site.id, asked, used, reason)  # type: ignore[misc]  # bound now
            )
            return other
        await fetcher.record(visit, other)
    return replace(fetched, sent=False)
