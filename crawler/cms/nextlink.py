"""NextLink: follow the link that leads on, whatever it is called; the pages of VSB count down, so nothing is computed.

Where a pager has no such link, the one with the next number is followed; where it is a script that only says how many
pages there are, the usual names are tried in turn, and a page that is made when it is asked for is asked for again.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.cms.numbered import NumberedStatic
from crawler.cms.page import ListRead, Page, PageRequest
from crawler.cms.pager import next_link, number_link, says_empty, total_pages, total_rows
from crawler.cms.rows import rows_of
from crawler.cms.service import with_query

_DYNAMIC = re.compile(r"\.(?:jspx?|aspx?|php|do|action)$", re.IGNORECASE)
_PARAMETER = re.compile(
    r"[?&\"'](cur_?page|page_?(?:index|no|num)|current_?page|page|p)[\"']?\s{0,3}[=:]", re.IGNORECASE
)
"""What such a page calls the number of a page, where it says so."""
_TRIES = 3  # names that are tried
_NOTHING = re.compile(r"createPage(?:HTML)?\(\s{0,5}(?:['\"][\w-]{1,60}['\"]\s{0,5},\s{0,5})?0\s{0,5},")
"""A pager that is told of no page."""


@dataclass(frozen=True, kw_only=True)
class NextLink:
    """One preset of the engine; they differ in name only."""

    name: str
    guesses: bool = False
    """Whether the usual names of pages are tried where no link leads on."""

    def read(self, page: Page) -> ListRead:
        """Return the rows of *page* and the page behind its *next* link."""
        number = page.request.number + 1
        link = next_link(page) or number_link(page, number)
        rows = rows_of(page)
        counted = total_rows(page)
        return ListRead(
            rows=rows,
            following=(PageRequest(url=link, number=number),) if link else self._guessed(page),
            total_pages=total_pages(page),
            total_rows=counted,
            says_empty=not rows
            and (counted == 0 or says_empty(page) or _NOTHING.search(page.text) is not None),
        )

    def _guessed(self, page: Page) -> tuple[PageRequest, ...]:
        if not self.guesses:
            return ()
        if not _DYNAMIC.search(urlsplit(page.url).path):
            return _GUESS.read(page).following
        pages, number = total_pages(page), page.request.number + 1
        names = dict.fromkeys([*_PARAMETER.findall(page.text), "page"])
        ways = tuple(
            PageRequest(url=with_query(page.url, **{one: str(number)}), number=number) for one in names
        )
        return ways[:_TRIES] if pages is not None and number <= pages else ()


_GUESS = NumberedStatic(name="guess")
VSB = NextLink(name="vsb")
STATIC = NextLink(name="static", guesses=True)
CHANNEL = NextLink(name="channel", guesses=True)
EMPIRE = NextLink(name="empire", guesses=True)
LINKED = (VSB, STATIC, CHANNEL, EMPIRE)
