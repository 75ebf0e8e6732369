"""Looks at notices and their files: what is pending, what vanished, what is due for another look."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from crawler import settings
from crawler.clock import local_day
from crawler.errors import Interrupted
from crawler.extract.whole import read_whole
from crawler.fetched import Ask
from crawler.fetching import Fetcher
from crawler.records import AttachmentLink
from crawler.spiders.front import FrontPage
from crawler.spiders.pages import get_page
from crawler.spiders.parts import gather_parts
from crawler.store.drawn import notices_in
from crawler.store.facts import AttachmentWork, NoticeWork
from crawler.store.listed import listed_files, with_listed
from crawler.visit import Visit
from crawler.words import Outcome, Purpose

T = TypeVar("T")


class NoticeReader:
    """Does the work that the archive says is left; a failure stays work for the next run."""

    def __init__(self, fetcher: Fetcher, visit: Visit, *, front: FrontPage, told: Callable[[], None]) -> None:
        self.fetcher = fetcher
        self.visit = visit
        self.told = told
        self._front = front
        self._listed: dict[int, tuple[AttachmentLink, ...]] = {}
        self._drawn: frozenset[int] = frozenset()
        """Notices whose pages scripts draw."""
        self._again: dict[int, NoticeWork] = {}
        self._files_again: dict[int, str] = {}
        """File that failed for a moment → its address."""
        self._done: set[int] = set()
        self._files_done: set[int] = set()

    @property
    def failed(self) -> bool:
        """Whether a page or a file could not be had for a reason that may be gone a little later in this run."""
        wanted = [*(one.url for one in self._again.values()), *self._files_again.values()]
        return not all(self.fetcher.mute(self.visit, one) for one in wanted)

    async def look(
        self, vanished: Iterable[NoticeWork], ages: Sequence[int], file_ages: Sequence[int] = ()
    ) -> None:
        """Look once at every notice that is new, gone from its list, or due, then at the files still missing.

        Every run begins with another of the pending ones: pages that refuse must not keep the others waiting for ever.
        At a second time in a visit, what failed for a moment is looked at once more, and what was done is not.
        """
        site, submit = self.visit.site.id, self.fetcher.writer.submit
        pending, due, files, self._listed = await submit(
            lambda facts, _: (
                facts.pending_notices(site, self.visit.vantage),
                facts.due_rechecks(site, ages, file_ages),
                facts.pending_attachments(site, self.visit.vantage),
                listed_files(facts.connection, site),
            )
        )
        if columns := [one.id for one in self.visit.site.column if one.render_notices]:
            self._drawn = await submit(lambda facts, _: notices_in(facts.connection, site, columns))
        turned = self.visit.run % max(len(pending), 1)
        again, self._again = self._again, {}
        work = {one.notice: one for one in [*due, *vanished, *pending[turned:], *pending[:turned]]} | again
        work = {one: what for one, what in work.items() if one not in self._done}
        self.visit.progress.doing = "notices"
        await _in_flight(work.values(), self._notice)
        if self.visit.progress.versions:
            files = await submit(lambda facts, _: facts.pending_attachments(site, self.visit.vantage))
        if asked := [one.notice for one in due if one.files]:
            files += await submit(lambda facts, _: facts.file_rechecks(site, asked))
        self._files_again = {}
        self.visit.progress.doing = "files"
        await _in_flight([one for one in files if one.attachment not in self._files_done], self._file)

    async def _notice(self, work: NoticeWork) -> None:
        render = work.notice in self._drawn  # then what stays the same is only the shell
        headers = {} if render else _validators(work.etag, work.last_modified)
        ask = Ask(purpose=Purpose.NOTICE, url=work.url, headers=headers, notice=work.notice, render=render)
        fetched = await get_page(self.fetcher, self.visit, ask)
        answer = fetched.answer
        if fetched.outcome.passing:
            self._again[work.notice] = work
        else:
            self._done.add(work.notice)
        if fetched.outcome is not Outcome.OK or answer is None:
            await self.fetcher.record(self.visit, fetched)
            self.told()
            return
        gathered = await gather_parts(self.fetcher, self.visit, work, answer)
        day = local_day(fetched.facts.at)
        article = read_whole(gathered.pages, partial=gathered.partial, today=day)
        if article.published is None:
            fetched = await self._front.unmasked(fetched)
            if fetched.outcome is not Outcome.OK:
                await self.fetcher.record(self.visit, fetched)
                self.told()
                return
        article = with_listed(article, self._listed.get(work.notice, ()))
        facts = fetched.facts
        written = await self.fetcher.writer.submit(
            lambda store, placed: store.record_notice(
                self.visit.run, replace(facts, placed=placed), article, gathered.parts
            ),
            fetched.exchange,
        )
        self.visit.progress.versions += written.changed
        self.told()

    async def _file(self, work: AttachmentWork) -> None:
        validators = _validators(work.had.etag, work.had.last_modified) if work.had else {}
        ask = Ask(
            purpose=Purpose.ATTACHMENT,
            url=work.url,
            headers=validators,
            notice=work.notice,
            attachment=work.attachment,
        )
        fetched = await self.fetcher.get(self.visit, ask)
        if fetched.outcome.passing:
            self._files_again[work.attachment] = work.url
        else:
            self._files_done.add(work.attachment)
        self.visit.progress.outcomes[fetched.outcome] += 1
        self.visit.progress.files += fetched.outcome is Outcome.OK
        if work.had and fetched.outcome is Outcome.OK:
            facts = fetched.facts
            await self.fetcher.writer.submit(
                lambda store, placed: store.record_file_look(
                    self.visit.run, replace(facts, placed=placed), work
                ),
                fetched.exchange,
            )
        else:
            await self.fetcher.record(self.visit, fetched)
        self.told()


def _validators(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the headers that ask only for what has changed."""
    said = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in said.items() if value}


async def _in_flight(work: Iterable[T], do: Callable[[T], Awaitable[None]]) -> None:
    """Do all *work*, a few at once: the host gets one request at a time, the store has several to write.

    Where no request is left, what is under way comes to its end before Interrupted is raised.
    """
    left = iter(work)
    spent: list[Interrupted] = []

    async def worker() -> None:
        for one in left:
            if spent:
                return
            try:
                await do(one)
            except Interrupted as error:
                spent.append(error)

    async with asyncio.TaskGroup() as group:
        for _ in range(settings.IN_FLIGHT):
            group.create_task(worker())
    if spent:
        raise spent[0]
