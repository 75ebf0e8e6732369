"""Reads one column: page after page, each stored before the next is asked for."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from crawler.browser.ends import honest
from crawler.clock import local_day
from crawler.cms.declared import DECLARED, declared, first_request
from crawler.cms.onward import ways_on
from crawler.cms.page import Adapter, ListRead, Page, PageRequest
from crawler.cms.registry import adapter_named
from crawler.cms.spelling import at_home
from crawler.errors import PageChanged
from crawler.fetched import Ask, Fetched
from crawler.fetching import Fetcher
from crawler.memory import AHEAD, Memory, recall, shares_title, vanished
from crawler.reading import ColumnReading, Ended
from crawler.registry import Column
from crawler.spiders.front import FrontPage
from crawler.spiders.kin import Kin
from crawler.spiders.pages import get_page
from crawler.spiders.turned import Turned, is_stub, leads_aside, unread
from crawler.store.addresses import url_key
from crawler.store.facts import NoticeWork, Placed
from crawler.store.validators import list_validators
from crawler.store.writer import Facts
from crawler.visit import Visit
from crawler.words import Ending, Outcome, Purpose

_ESTRANGED = "nothing in common with the reading before"


class ColumnReader:
    """Reads the columns of one visit."""

    def __init__(
        self,
        fetcher: Fetcher,
        visit: Visit,
        *,
        window: timedelta,
        kin: Kin,
        front: FrontPage,
        told: Callable[[], None],
    ) -> None:
        self.fetcher = fetcher
        self.visit = visit
        self.window = window
        self.kin = kin
        self.front = front
        self.told = told
        addresses = [visit.site.base, *map(visit.site.address, visit.site.column)]
        self._lists = frozenset(map(url_key, addresses))

    async def read(self, column: Column, *, glance: bool = False) -> list[NoticeWork]:
        """Read *column* to its end, or at a *glance* to known ground; return the notices that have vanished from it."""
        begun = asyncio.ensure_future(self._begin(column))
        try:
            ended, gone = await self._pages(column, begun, glance=glance)
        except BaseException:
            identity, _ = await begun
            await self._end(identity, Ended(ending=Ending.OPEN, detail="interrupted"))
            raise
        self.visit.progress.readings[column.id] = ended
        self.told()
        return gone

    async def _begin(self, column: Column) -> tuple[int, Memory]:
        site, today = self.visit.site.id, local_day(self.fetcher.clock())
        return await self.fetcher.writer.submit(
            lambda facts, _: (
                facts.start_reading(self.visit.run, site, column.id),
                recall(facts, site, column.id, today),
            )
        )

    async def _end(self, identity: int, ended: Ended) -> None:
        await self.fetcher.writer.submit(
            lambda facts, _: facts.end_reading(identity, ended.ending, ended.detail)
        )

    async def _pages(
        self, column: Column, begun: asyncio.Future[tuple[int, Memory]], *, glance: bool
    ) -> tuple[Ended, list[NoticeWork]]:
        """Turn the pages until the reading ends; the first is asked for while the reading is being opened."""
        ways: tuple[PageRequest, ...] = (first_request(self.visit.site.address(column), column.service),)
        latest = local_day(self.fetcher.clock()) + AHEAD
        state = ColumnReading(
            column=column, memory=Memory(), window=self.window, latest=latest, glance=glance
        )
        last: ListRead | None = None
        marks = await self._marks(column) if glance else {}
        while True:
            turned = await self._turn(column, ways, state, marks)
            marks = {}
            identity, state.memory = await begun
            if not (state.pages or state.memory.complete):
                turned = await self._unmasked(column, turned)
            if turned.read is None or (last and last.stub_ends and is_stub(turned)):
                await self.fetcher.record(self.visit, turned.fetched)
                ended = unread(turned, state, last)
                await self._end(identity, ended)
                return ended, []
            page_ended, gone = await self._take(identity, state, turned.fetched, turned.read)
            if page_ended:
                return page_ended, gone
            last, ways = turned.read, turned.read.following

    async def _unmasked(self, column: Column, turned: Turned) -> Turned:
        """Return *turned*, as nothing where the front page stands in place of a *column* that was never read yet."""
        answer = turned.fetched.answer
        if turned.read is None or answer is None or column.name in answer.text.partition("</head")[0]:
            return turned
        fetched = await self.front.unmasked(turned.fetched)
        return turned if fetched.outcome is Outcome.OK else Turned(fetched=fetched)

    async def _marks(self, column: Column) -> dict[str, str]:
        """Return what asks for page one only if it has changed; for a glance, which proves no absence."""
        site, url = self.visit.site.id, self.visit.ways.turned(self.visit.site.address(column))
        return await self.fetcher.writer.submit(lambda facts, _: list_validators(facts, site, column.id, url))

    async def _take(
        self, identity: int, state: ColumnReading, fetched: Fetched, read: ListRead
    ) -> tuple[Ended | None, list[NoticeWork]]:
        """Store a page, let the rules judge it, and end the reading where they say so: in one transaction."""
        progress = self.visit.progress

        # under addresses that grow with every page a repeated page would be a page of new notices
        rows = () if state.repeats(read) else read.rows

        def write(facts: Facts, placed: Placed | None) -> tuple[Ended | None, list[NoticeWork], int]:
            seen = facts.record_list_page(identity, replace(fetched.facts, placed=placed), rows)
            fresh = sum(one.new for one in seen)
            ended = None if read.opening and read.following else state.take(read, seen)
            if state.pages == 1 and state.shape:
                facts.record_shape(identity, state.shape)
            if ended is None:
                return None, [], fresh
            if state.estranged(ended) and not shares_title(facts, state.memory.last, state.titles):
                ended = Ended(ending=Ending.DRIFT, detail=_ESTRANGED)
            elif why := state.drifted(ended):
                ended = Ended(ending=Ending.DRIFT, detail=why)
            facts.end_reading(identity, ended.ending, ended.detail)
            return ended, _gone(facts, state, ended), fresh

        ended, gone, fresh = await self.fetcher.writer.submit(write, fetched.exchange)
        progress.pages += 1
        progress.new += fresh
        self.told()
        return ended, gone

    async def _turn(
        self,
        column: Column,
        ways: tuple[PageRequest, ...],
        state: ColumnReading,
        marks: Mapping[str, str],
    ) -> Turned:
        """Return the next page by the first of *ways* that leads to one; those before it are recorded."""
        for left, way in zip(range(len(ways) - 1, -1, -1), ways, strict=True):
            turned = await self._try(column, way, marks, tentative=left > 0, before=frozenset(state.looks))
            if way.doubtful and leads_aside(turned, state):
                return replace(turned, read=None, aside=True)
            if left == 0 or self._leads_on(turned, state):
                return turned
            await self.fetcher.record(self.visit, turned.fetched)
        raise ValueError("no way to the next page was given")

    def _leads_on(self, turned: Turned, state: ColumnReading) -> bool:
        """Whether a way is the right one, or fails such that the others would fail too."""
        if turned.read is not None:
            return bool(turned.read.rows) and not state.repeats(turned.read)
        return turned.fetched.outcome in {Outcome.CHALLENGE, Outcome.ROBOTS} or not turned.fetched.sent

    async def _try(
        self,
        column: Column,
        way: PageRequest,
        marks: Mapping[str, str],
        *,
        tentative: bool,
        before: frozenset[str],
    ) -> Turned:
        ask = Ask(
            purpose=Purpose.LIST,
            url=way.url,
            method=way.method,
            body=way.body,
            headers={**way.headers, **marks},
            column=column.id,
            tentative=tentative,
            render=column.render,
        )
        fetched = await get_page(self.fetcher, self.visit, ask)
        if fetched.outcome is not Outcome.OK or fetched.answer is None:
            return Turned(fetched=fetched)
        page = Page(
            url=fetched.answer.url,
            text=fetched.answer.text,
            request=way,
            content_type=fetched.answer.headers.get("content-type", ""),
            row_css=column.row,
            lists=self._lists,
            today=local_day(fetched.facts.at),
            before=before,
        )
        try:
            read = (await self._adapter(column, page)).read(page)
        except PageChanged as error:
            return Turned(fetched=fetched, changed=error.message)
        read = replace(
            read, rows=at_home(read.rows, page.url), following=read.following or ways_on(page, read)
        )
        return Turned(fetched=fetched, read=honest(read, page, fetched.partial) if column.render else read)

    async def _adapter(self, column: Column, page: Page) -> Adapter:
        """Return the adapter that the files name, or the one that the column's first page looks like."""
        detected, named = self.visit.progress.detected, column.adapter or self.visit.site.adapter
        if named or column.service:
            self.kin.say(self.visit.site)
        if column.service:
            detected[column.id] = DECLARED
            return declared(column.service)
        if named:
            return adapter_named(named)
        if column.id not in detected:
            detected[column.id] = await self.kin.detect(self.visit.site, page)
        return adapter_named(detected[column.id].adapter)


def _gone(facts: Facts, state: ColumnReading, ended: Ended) -> list[NoticeWork]:
    """Return the notices that the last complete reading met and this one, no less complete, did not."""
    gone = state.memory.gone(state.met, to_the_end=ended.ending is not Ending.COVERED)
    return vanished(facts, gone, state.met) if gone and ended.ending.complete else []
