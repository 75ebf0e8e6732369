"""Fetches the further pages of a notice's text; each is recorded by itself and comes back with the place it has."""

from dataclasses import dataclass

from crawler.extract.parts import Parts
from crawler.extract.whole import PartPage
from crawler.fetched import Ask, Fetched
from crawler.fetching import Fetcher
from crawler.outcomes import Answer
from crawler.spiders.pages import get_page
from crawler.store.facts import NoticeWork, PartFacts
from crawler.visit import Visit
from crawler.words import Outcome, Purpose


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The pages of a text in their order, and what the store is to know of those after the first."""

    pages: tuple[PartPage, ...]
    parts: tuple[PartFacts, ...] = ()

    @property
    def partial(self) -> bool:
        """Whether a page is known of that did not come."""
        return any(one.fetch is None for one in self.parts)


async def gather_parts(fetcher: Fetcher, visit: Visit, work: NoticeWork, answer: Answer) -> Gathered:
    """Return the text that begins with *answer*; after the first page that does not come no further one is asked for."""
    parts: Parts[PartPage] = Parts(answer.url)
    parts.take(0, _page(answer), answer.text)
    came: list[PartFacts] = []
    while waiting := next(iter(parts.missing.items()), None):
        position, url = waiting
        fetched = await get_page(fetcher, visit, Ask(purpose=Purpose.PART, url=url, notice=work.notice))
        identity = await fetcher.record(visit, fetched)
        if fetched.outcome is not Outcome.OK or fetched.answer is None or not identity:
            break
        parts.take(position, _page(fetched.answer), fetched.answer.text)
        came.append(_facts(position, url, identity, fetched))
    lacking = [PartFacts(position=at, url=url) for at, url in parts.missing.items()]
    return Gathered(pages=tuple(parts.in_order), parts=(*came, *lacking))


def _page(answer: Answer) -> PartPage:
    return PartPage(document=answer.document, url=answer.url)


def _facts(position: int, url: str, identity: int, fetched: Fetched) -> PartFacts:
    return PartFacts(position=position, url=url, fetch=identity, payload_sha256=fetched.facts.payload_sha256)
