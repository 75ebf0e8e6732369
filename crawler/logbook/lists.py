"""Reads the pages of one reading of a column again from the archive, in the order in which they came."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from crawler.archive.reader import ArchivedAnswer
from crawler.browser.ends import honest
from crawler.clock import local_day
from crawler.cms.declared import declared, first_request
from crawler.cms.onward import ways_on
from crawler.cms.page import Adapter, ListRead, Page, PageRequest
from crawler.cms.registry import ADAPTERS, adapter_named
from crawler.cms.shells import leads_to
from crawler.cms.siblings import Siblings
from crawler.cms.spelling import at_home
from crawler.errors import PageChanged
from crawler.extract.decode import text_of
from crawler.memory import AHEAD, Memory
from crawler.reading import ColumnReading
from crawler.records import Row
from crawler.registry import Column, Site
from crawler.store.addresses import url_key
from crawler.store.facts import SeenRow


@dataclass(kw_only=True)
class ReadAgain:
    """A reading on its way through its pages."""

    identity: int
    site: Site
    column: Column
    adapter: str
    """Told by the first page then; empty where nobody wrote it down."""
    pages: int
    """How many pages the reading took."""
    ended_at: datetime
    surplus: int = 0
    """How many good answers to requests for this column were no pages of it."""
    ways: tuple[PageRequest, ...] = ()
    state: ColumnReading = field(init=False)

    def __post_init__(self) -> None:
        """Begin at the first page."""
        self.state = ColumnReading(
            column=self.column, memory=Memory(), window=timedelta(0), latest=local_day(self.ended_at) + AHEAD
        )
        self.ways = (first_request(self.site.address(self.column), self.column.service),)

    def read(self, asked: str, answer: ArchivedAnswer, at: datetime) -> ListRead | None:
        """Return what the page says that was *asked* for at that moment; None where it was no page of this reading."""
        page = self._page(asked, answer, at)
        framed = page.request.method == "GET" and not self.column.render
        if self.surplus > 0 and is_shell(answer, frames=framed):
            self.surplus -= 1
            return None
        try:
            read = self._adapter(page).read(page)
        except PageChanged:
            self.surplus -= 1
            return None
        read = replace(
            read, rows=at_home(read.rows, page.url), following=read.following or ways_on(page, read)
        )
        if self.surplus > 0 and self.state.pages and (not read.rows or self.state.repeats(read)):
            self.surplus -= 1
            return None
        return honest(read, page, "") if self.column.render else read

    def rows(self, read: ListRead) -> tuple[Row, ...]:
        """Return the rows that count: under addresses that grow a repeated page would be a page of new notices."""
        return () if self.state.repeats(read) else read.rows

    def took(self, read: ListRead, seen: list[SeenRow]) -> None:
        """Go on behind a page that was recorded."""
        self.state.take(read, seen)
        self.ways = read.following
        self.pages -= 1

    def _page(self, asked: str, answer: ArchivedAnswer, at: datetime) -> Page:
        addresses = [self.site.base, *map(self.site.address, self.site.column)]
        return Page(
            url=answer.url,
            text=text_of(answer.body, answer.content_type),
            request=self._way(asked),
            content_type=answer.content_type,
            row_css=self.column.row,
            lists=frozenset(map(url_key, addresses)),
            today=local_day(at),
        )

    def _way(self, asked: str) -> PageRequest:
        same = [one for one in self.ways if url_key(one.url) == url_key(asked)]
        return next(iter(same or self.ways), PageRequest(url=asked, number=self.state.pages + 1))

    def _adapter(self, page: Page) -> Adapter:
        if self.column.service:
            return declared(self.column.service)
        if not self.adapter:
            self.adapter = Siblings(ADAPTERS).detect(page).adapter
        return adapter_named(self.adapter)


def is_shell(answer: ArchivedAnswer, *, frames: bool = False) -> bool:
    """Whether an answer only leads to the page that was wanted."""
    page = Page(
        url=answer.url,
        text=text_of(answer.body, answer.content_type),
        request=PageRequest(url=answer.url),
    )
    return bool(leads_to(page, frames=frames))
