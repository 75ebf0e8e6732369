"""The values between the crawl and an adapter: a list page, what is read from it, and what to ask for next."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from crawler.records import Row

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True)
class PageRequest:
    """A request for one page of a list."""

    url: str
    method: str = "GET"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    number: int = 1
    """Ordinal of the page in its list, from 1."""
    memo: Mapping[str, str] = field(default_factory=dict)
    """What the adapter wants to know again when the answer comes."""
    doubtful: bool = False
    """Whether it may lead to another list: where it shows no known row beside new ones, there is no further page."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A list page as it came, decoded."""

    url: str
    text: str
    request: PageRequest
    content_type: str = ""
    row_css: str = ""
    """The site file's own selector of a row; empty nearly always."""
    lists: frozenset[str] = frozenset()
    """Identities of the site's own lists, which are never notices."""
    today: date | None = None
    """The day on which it was fetched; a list may leave out the year."""
    before: frozenset[str] = frozenset()
    """What the addresses of dated rows on the pages before look like, by ``look_of``."""

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The parsed page."""
        return LexborHTMLParser(self.text)

    @cached_property
    def base(self) -> str:
        """The address that relative links start from."""
        if "<base" not in self.text and "<BASE" not in self.text:
            return self.url
        base = self.tree.css_first("base[href]")
        return join(self.url, base.attributes.get("href") or "") if base else self.url


@dataclass(frozen=True, kw_only=True)
class ListRead:
    """What an adapter read from one page."""

    rows: tuple[Row, ...] = ()
    following: tuple[PageRequest, ...] = ()
    """Ways to the next page, the likeliest first; the next is tried when one fails. Empty: this was the last."""
    total_rows: int | None = None
    """How many rows the list promises."""
    total_pages: int | None = None
    says_empty: bool = False
    """The page itself says that the list holds nothing."""
    opening: bool = False
    """The page holds no rows by nature, it only leads to them."""
    stub_ends: bool = False
    """Whether a next page that is a mere stub is this family's way to end a list."""
    unreachable: str = ""
    """Why the next page has no address, where there is a next page all the same."""
    end_from: int = 0
    """The ordinal from which a next page that is not there is the end; 0: it never is."""


class Adapter(Protocol):
    """Reads the list pages of one family."""

    @property
    def name(self) -> str:
        """What a site's file calls it."""
        ...

    def read(self, page: Page) -> ListRead:
        """Return the rows of *page* and the way to the next one; raise PageChanged for a lost shape."""
        ...


def join(base: str, href: str) -> str:
    """Return *href* as an absolute address: white space inside it dropped, backslashes turned.

    What no browser could open is an empty text.

    >>> join("http://h.example/a/b/", " ../c .html ")
    'http://h.example/a/c.html'
    """
    try:
        return urljoin(base, _SPACE.sub("", href).replace("\\", "/"))
    except ValueError:
        return ""
