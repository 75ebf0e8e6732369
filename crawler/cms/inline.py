"""InlineList: the rows stand as JSON in a script of the page, their addresses as JSON in a text of that JSON (UCAP-new)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from crawler.cms.jsonlist import JsonList
from crawler.cms.openings import itself
from crawler.cms.page import ListRead, Page, PageRequest
from crawler.cms.pager import next_link, total_pages, total_rows
from crawler.errors import PageChanged

_LIST = re.compile(r"[\"']?articleList[\"']?\s{0,5}[:=]\s{0,5}(?=\[)")
_SIZE = re.compile(r"\bpageSize[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\d{1,4})")
_TOTAL = re.compile(r"\b(?:total|totalCount|totalElements)[\"']?\s{0,3}[:=]\s{0,3}[\"']?(\d{1,8})")
_ROWS = JsonList(
    name="ucapnew",
    opens=itself,
    rows=("articleList",),
    url=("urls.pc", "urls.common", "url"),
    dates=("pubDate", "publishDate"),
    files=("articleFiles",),
    doc_number=("metadata.refno",),
    index_number=("metadata.indexnumber",),
)


@dataclass(frozen=True, kw_only=True)
class InlineList:
    """One preset of the engine: further pages are named ``list_n`` beside the first."""

    name: str
    pattern: str = "list_{n}.html"

    def read(self, page: Page) -> ListRead:
        """Return the rows in the script of *page*, and the page after it."""
        entries = _entries(page.text)
        try:
            rows = _ROWS.rows_of(entries, page)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise PageChanged("an entry of the articleList is no article") from error
        number = page.request.number + 1
        pages = _pages(page, len(entries))
        memo = dict(page.request.memo) or {"folder": page.url}
        link = next_link(page)
        url = link or urljoin(memo.get("folder", page.url), self.pattern.format(n=number))
        more = rows and (link or pages is None or number <= pages)
        return ListRead(
            rows=rows,
            following=(PageRequest(url=url, number=number, memo=memo),) if more else (),
            total_pages=pages,
            says_empty=not entries,
            end_from=2 if pages is None else 0,
        )


def _entries(text: str) -> list[Mapping[str, Any]]:
    found = _LIST.search(text)
    if not found:
        raise PageChanged("no articleList in a script")
    try:
        entries, _ = json.JSONDecoder().raw_decode(text, found.end())
    except (ValueError, RecursionError) as error:
        raise PageChanged("the articleList is no JSON") from error
    return [one for one in entries if isinstance(one, dict)]


def _pages(page: Page, rows: int) -> int | None:
    """Return how many pages the page promises, by their number or by that of the rows."""
    bare = replace(page, text=_LIST.split(page.text)[-1][-_TAIL:])
    said = total_pages(bare)
    total, size = _TOTAL.search(bare.text), _SIZE.search(bare.text)
    count = int(total[1]) if total else total_rows(bare)
    if said is not None or count is None:
        return said
    return max(1, -(-count // (int(size[1]) if size and int(size[1]) else max(rows, 1))))


_TAIL = 6000  # characters at the end of the page; the pager's numbers stand behind the rows
UCAP_NEW = InlineList(name="ucapnew")
