"""An article in parts: which further pages its text goes on in, as its own pages tell; told by address, not by family.

``t20150612_1001.html`` goes on in ``t20150612_1001_1.html``, ``content_7.shtml`` in ``content_7_2.shtml``, and a dynamic
page in itself with another number in its query. A list that a row leads to by mistake has no parts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Generic, TypeVar
from urllib.parse import parse_qsl, urljoin, urlsplit

MOST = 40  # parts of one text; more is a list or a trap
_FILE = re.compile(r"(?P<stem>[\w.-]{1,120})\.(?P<ext>s?html?|jhtml|jspx?|aspx?|php)$", re.IGNORECASE)
_LISTS = frozenset({"index", "list", "default", "main", "more"})
"""Names that pages of lists have; ``index_2.html`` beside one of these is the next page of a list."""
_CALL = re.compile(
    r"createPage(?:HTML)?\(\s{0,5}(?P<box>['\"][\w-]{1,60}['\"]\s{0,5},\s{0,5})?(?P<count>\d{1,3})\s{0,5},"
    r"\s{0,5}\d{1,3}\s{0,5},\s{0,5}['\"](?P<stem>[^'\"]{1,120})['\"]\s{0,5},\s{0,5}['\"](?P<ext>\w{1,8})['\"]"
)
_NEXT = re.compile(
    r"<a\s[^<>]{0,300}?href\s{0,3}=\s{0,3}[\"']?([^\"'\s<>]{1,400})(?=[\"'\s>])[^<>]{0,300}>\s{0,9}(?:下一页|下页|下一頁)"
)
_NUMBERS = frozenset({"page", "p", "pageno", "pageindex", "pagenum", "curpage"})


P = TypeVar("P")


@dataclass
class Parts(Generic[P]):
    """What is known of the parts of one article, from those of its pages that came."""

    first: str
    """Address of the first part."""
    pages: dict[int, P] = field(default_factory=dict)
    """The parts that came; the first is 0, the others have the numbers of their addresses."""
    _known: dict[int, str] = field(default_factory=dict)

    def take(self, number: int, page: P, text: str) -> None:
        """Take in a part that came, and learn from its *text* of others."""
        self.pages[number] = page
        for at, url in further_parts(text, self.first):
            self._known.setdefault(at, url)

    @property
    def missing(self) -> dict[int, str]:
        """The parts that are known of and did not come, with their addresses, in order."""
        return {at: self._known[at] for at in sorted(self._known) if at not in self.pages}

    @property
    def in_order(self) -> list[P]:
        """The parts that came, in the order of the text."""
        return [self.pages[at] for at in sorted(self.pages)]


def further_parts(text: str, first: str) -> tuple[tuple[int, str], ...]:
    """Return number and address of the further parts that one part tells of; *first* is the address of the first.

    >>> further_parts('createPageHTML(3, 0, "t20150612_1", "html")', "http://h.example/a/t20150612_1.html")
    ((1, 'http://h.example/a/t20150612_1_1.html'), (2, 'http://h.example/a/t20150612_1_2.html'))
    >>> further_parts('<a href="7_3.html">3</a>', "http://h.example/a/7.html")
    ((2, 'http://h.example/a/7_2.html'), (3, 'http://h.example/a/7_3.html'))
    """
    named = _FILE.fullmatch(urlsplit(first).path.rpartition("/")[2])
    found: set[int] = set()
    if named and named["stem"].lower() not in _LISTS:
        found = set(_called(text, named["stem"])) | set(_linked(text, named["stem"], named["ext"]))
    if named and found:
        lowest = min(1 if 1 in found else 2, *found)
        numbers = range(lowest, min(max(found), MOST) + 1)
        return tuple((at, urljoin(first, f"{named['stem']}_{at}.{named['ext']}")) for at in numbers)
    return tuple(_asked(text, first))


def _called(text: str, stem: str) -> Iterator[int]:
    """Yield the numbers that a pager's call promises for pages named after this one."""
    if "createPage" not in text:
        return
    for call in _CALL.finditer(text):
        if call["stem"] == stem and int(call["count"]) > 1:
            yield from (2, int(call["count"])) if call["box"] else (1, int(call["count"]) - 1)


def _linked(text: str, stem: str, ext: str) -> Iterator[int]:
    """Yield the numbers of linked pages that are named after this one."""
    if f"{stem}_" not in text:
        return
    link = re.compile(
        rf"href\s{{0,3}}=\s{{0,3}}[\"']?[^\"'\s<>]{{0,300}}?\b{re.escape(stem)}_(\d{{1,2}})\.{re.escape(ext)}[\"'\s>]"
    )
    yield from (at for found in link.finditer(text) if (at := int(found[1])) > 0)


def _asked(text: str, first: str) -> Iterator[tuple[int, str]]:
    """Yield the page behind a *next* link that asks for this very page under another number."""
    if "?" not in text or "下" not in text:
        return
    here = urlsplit(first)
    mine = _without_number(here.query)[0]
    for link in _NEXT.finditer(text):
        try:
            url = urljoin(first, unescape(link[1]))
            there = urlsplit(url)
        except ValueError:
            continue
        rest, number = _without_number(there.query)
        if (there.netloc, there.path, rest) == (here.netloc, here.path, mine) and 1 < number <= MOST:
            yield number, url


def _without_number(query: str) -> tuple[tuple[tuple[str, str], ...], int]:
    """Return the pairs of a query without that of the page's number, and the number; 0 where there is none."""
    pairs = parse_qsl(query, keep_blank_values=True)
    numbers = [value for name, value in pairs if name.lower() in _NUMBERS and value.isdecimal()]
    rest = tuple(one for one in pairs if one[0].lower() not in _NUMBERS)
    return rest, int(numbers[0]) if len(numbers) == 1 and len(numbers[0]) < 4 else 0  # noqa: PLR2004 - digits
