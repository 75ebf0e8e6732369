"""Reads an article that stands on several pages: the first has its title, date and numbers, its text goes on in the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crawler.extract.decode import text_of
from crawler.extract.page import read_document
from crawler.extract.scripted import read_markup
from crawler.extract.tree import Document
from crawler.records import PICTURES, Article


@dataclass(frozen=True, kw_only=True)
class PartPage:
    """One page of an article, parsed."""

    document: Document
    url: str


def page_of(body: bytes, url: str, content_type: str = "") -> PartPage:
    """Return the page that came as *body* from *url*."""
    return PartPage(document=read_markup(text_of(body, content_type)), url=url)


def read_whole(pages: Sequence[PartPage], *, partial: bool, today: date | None = None) -> Article:
    """Return the article on *pages*, the texts in their order; *partial* where one is known of that did not come."""
    first, *others = (read_document(one.document, one.url, today=today) for one in pages)
    if not others:
        return replace(first, partial=True) if partial else first
    bodies = dict.fromkeys(
        one.body for one in (first, *others) if one.body
    )  # a pager may lead back to part one
    files = {file.url: file for one in (first, *others) for file in one.attachments}
    where = first.provenance | {
        "body": f"{first.provenance.get('body', '')}, {len(pages)} parts".lstrip(", ")
    }
    if pictures := sum(int(one.provenance.get(PICTURES, 0)) for one in (first, *others)):
        where[PICTURES] = str(pictures)
    return replace(
        first,
        body="\n".join(bodies),
        attachments=tuple(files.values()),
        provenance=where,
        partial=partial,
    )
