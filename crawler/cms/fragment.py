"""HtmlFragment: a service answers with a piece of markup; the column's page, or its address, only tells how to ask."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from crawler.cms.elements import inner, value
from crawler.cms.page import ListRead, Page, PageRequest
from crawler.cms.pager import next_link, says_empty, total_pages, total_rows
from crawler.cms.rows import rows_of
from crawler.cms.service import ask, had, more_to_ask
from crawler.errors import PageChanged

Finder = Callable[[Page], list[dict[str, str]]]
"""Returns the services that a column's page tells of, the likeliest first."""
_FIELDS = ("TITLE", "DOCTITLE", "URL", "DOCPUBURL", "DOCRELTIME")
_XML_COUNT = re.compile(r"<RECORDCOUNT>\s{0,9}(\d{1,9})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class HtmlFragment:
    """One preset of the engine; they differ in how a column's page tells of its service."""

    name: str
    find: Finder
    starts: bool = False
    """Whether the service has the first page too, and rows in the column's page are something else."""

    def read(self, page: Page) -> ListRead:
        """Return the rows of *page*, which is the column's own or an answer, and the ways to the next."""
        if "url" in page.request.memo:
            return self._answer(page)
        services = self.find(page)
        if self.starts and services:
            return ListRead(following=tuple(ask(one, 1) for one in services), opening=True)
        rows = rows_of(page)
        if not rows and services and not says_empty(page):
            return ListRead(following=tuple(ask(one, 1) for one in services), opening=True)
        return self._read(replace(page), services)

    def _answer(self, page: Page) -> ListRead:
        markup = _markup(page.text)
        if markup is None:
            raise PageChanged("the service answered without markup")
        return self._read(replace(page, text=markup), [dict(page.request.memo)])

    def _read(self, page: Page, services: list[dict[str, str]]) -> ListRead:
        """Return the rows of a page, and the next page of every service that may have it."""
        rows, number = rows_of(page), page.request.number
        pages, total = total_pages(page), _total(page)
        following = tuple(
            ask({**one, "had": str(had(one, len(rows)))}, number + 1)
            for one in services
            if more_to_ask(one, number, rows=len(rows), total=total, pages=pages)
        )
        if rows and not services and (link := next_link(page)):
            following = (PageRequest(url=link, number=number + 1),)
        return ListRead(
            rows=rows,
            following=following,
            total_pages=pages,
            total_rows=total,
            says_empty=not rows and (total == 0 or says_empty(page)),
        )


def _total(page: Page) -> int | None:
    if found := _XML_COUNT.search(page.text):
        return int(found[1])
    for tag in page.tree.css("[count][rows], [count][pageno]"):
        if (count := tag.attributes.get("count") or "").isdecimal():
            return int(count)
    return total_rows(page)


def _markup(text: str) -> str | None:
    """Return the markup of an answer: bare, under ``data.html`` of an object, or as records of XML."""
    start = text.lstrip()[:1]
    if start == "{":
        try:
            answer = json.loads(text)
            data = answer["data"]
            html = data["html"] if isinstance(data, dict) else data
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        return html if isinstance(html, str) else None
    if "<REC>" in text.upper():
        return _records(text)
    return text if start == "<" or "<" in text else None


def _records(text: str) -> str:
    """Return the records of an XML answer as a list."""
    rows = []
    for record in inner(text, "REC"):
        fields = {name: value("".join(inner(record, name)[:1])) for name in _FIELDS}
        title, url = fields["TITLE"] or fields["DOCTITLE"], fields["URL"] or fields["DOCPUBURL"]
        rows.append(
            f'<li><a href="{escape(url)}">{escape(title)}</a><span>{escape(fields["DOCRELTIME"])}</span></li>'
        )
    count = _XML_COUNT.search(text)
    kept = f"<RECORDCOUNT>{count[1]}</RECORDCOUNT>" if count else ""
    return f"<ul>{''.join(rows)}</ul>{kept}"
