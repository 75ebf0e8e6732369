"""NextLink: follow the link that leads on, whatever it is called; the pages of VSB count down, so nothing is computed."""

from dataclasses import dataclass

from crawler.cms.page import ListRead, Page, PageRequest
from crawler.cms.pager import next_link, says_empty, total_pages, total_rows
from crawler.cms.rows import rows_of


@dataclass(frozen=True, kw_only=True)
class NextLink:
    """One preset of the engine; they differ in name only."""

    name: str

    def read(self, page: Page) -> ListRead:
        """Return the rows of *page* and the page behind its *next* link."""
        link = next_link(page)
        number = page.request.number + 1
        rows = rows_of(page)
        return ListRead(
            rows=rows,
            following=(PageRequest(url=link, number=number),) if link else (),
            total_pages=total_pages(page),
            total_rows=total_rows(page),
            says_empty=not rows and says_empty(page),
        )


VSB = NextLink(name="vsb")
STATIC = NextLink(name="static")
