"""Reads a page into an Article: what it is, what it says, and where each of its fields was found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from crawler.extract.attachments import read_attachments
from crawler.extract.body import Range, find_body
from crawler.extract.decode import decode
from crawler.extract.docnumber import head_number, labelled_number, title_number, whole_number
from crawler.extract.frame import Frame
from crawler.extract.indexnumber import labelled_index
from crawler.extract.info import info_end, info_index, is_date_line
from crawler.extract.kind import Signs, tell_kind
from crawler.extract.labels import Labelled, read_labels
from crawler.extract.links import base_of
from crawler.extract.metas import read_metas
from crawler.extract.pictures import shows_something
from crawler.extract.published import Published, read_published, read_source
from crawler.extract.rows import read_rows
from crawler.extract.scripted import read_markup
from crawler.extract.tail import without_tail
from crawler.extract.text import bare, join, lines
from crawler.extract.title import Title, read_title
from crawler.extract.tree import Document
from crawler.records import PICTURES, Article
from crawler.words import PageKind

_CLOCK = re.compile("今天|今日|现在|更新")


def read_page(body: bytes, url: str, content_type: str = "", *, today: date | None = None) -> Article:
    """Return what the page at *url* is and says; a page that shows no article has its rows, or nothing.

    Rows that lead nowhere are kept, with an empty address: the page shows them.
    """
    reader = _Reader(read_markup(decode(body, content_type), menus=True), url, today)
    rows = read_rows(reader.document, url, today=today, dead=True)
    kind = tell_kind(
        metas=reader.metas,
        url=url,
        rows=rows,
        signs=reader.signs,
        title=reader.title.text,
    )
    if kind in {PageKind.ARTICLE, PageKind.GUIDE}:
        return reader.article(kind)
    where = {"rows": "repeated blocks"} if rows else {}
    return Article(
        kind=kind, title=reader.column, rows=rows if kind is PageKind.LIST else (), provenance=where
    )


def read_notice(body: bytes, url: str, content_type: str = "", *, today: date | None = None) -> Article:
    """Return the page at *url* as the article that its list says it is."""
    return read_document(read_markup(decode(body, content_type)), url, today=today)


def read_document(document: Document, url: str, *, today: date | None = None) -> Article:
    """Return the parsed page at *url* as the article that its list says it is."""
    return _Reader(document, url, today).article(PageKind.ARTICLE)


@dataclass
class _Reader:
    """One page's fields, each found when first asked for."""

    document: Document
    url: str
    today: date | None

    @cached_property
    def metas(self) -> dict[str, str]:
        return read_metas(self.document)

    @cached_property
    def labels(self) -> list[Labelled]:
        return read_labels(self.document)

    @cached_property
    def frame(self) -> Frame:
        return Frame(self.document)

    @cached_property
    def _info(self) -> int:
        return info_index(self.document, self.labels, self.frame)

    @cached_property
    def title(self) -> Title:
        return read_title(self.document, self.metas, self.frame, self._info)

    @cached_property
    def column(self) -> str:
        return self.metas.get("ColumnName") or self.title.text

    @cached_property
    def _after(self) -> int:
        """The node behind the title and its line of date and source."""
        start = self.title.node.end if self.title.node else self._info
        return info_end(self.document, self.labels, start)

    @cached_property
    def range(self) -> Range:
        return find_body(self.document, self.frame, self._after)

    @cached_property
    def text(self) -> str:
        shown = without_tail(list(lines(self.document, self.range.start, self.range.end)))
        untitled = self.title.node is None and self.range.where.startswith("most")
        if untitled and shown and bare(shown[0][1]) == bare(self.title.text):
            shown = shown[1:]
        return join(shown)

    @cached_property
    def outside(self) -> Sequence[Labelled]:
        """The labelled values of the page around the text; what stands above the title comes last."""
        top = self.title.node.index if self.title.node else 0
        found = [one for one in self.labels if not self.range.start <= one.index < self.range.end]
        return sorted(found, key=lambda one: one.index < top)

    @cached_property
    def beside(self) -> list[str]:
        """The lines between the title and the text."""
        start = self.title.node.index if self.title.node else self.range.start
        return [text for _, text in lines(self.document, start, self.range.start)]

    @cached_property
    def published(self) -> Published:
        dates = [text for text in self.beside if is_date_line(text) and not _CLOCK.search(text)]
        return read_published(self.outside, self.metas, dates, self.today)

    @cached_property
    def signs(self) -> Signs:
        said = self.published.where
        sourced = any(one.field == "source" for one in self.outside)
        return Signs(
            dated=said.startswith("label") or (said.startswith("line") and sourced),
            headed="confirmed" in self.title.where or self.title.where.startswith("meta"),
            contained=not self.range.where.startswith("most"),
            prose=self.document.plain_weight(self.range.start, self.range.end),
        )

    def article(self, kind: PageKind) -> Article:
        """Return the page as an article."""
        number, number_where = self._doc_number()
        index, index_where = self._index_number()
        source, source_where = read_source(self.outside, self.metas)
        files = read_attachments(
            self.document, self.frame, base_of(self.document, self.url), self.range.start
        )
        where = {
            "title": self.title.where,
            "published": self.published.where,
            "source": source_where,
            "doc_number": number_where,
            "index_number": index_where,
            "body": self.range.where if self.text else "",
            PICTURES: str(self._pictures or ""),
        }
        return Article(
            kind=kind,
            title=self.title.text,
            published=self.published.day,
            published_text=self.published.text,
            source=source,
            doc_number=number,
            index_number=index,
            body=self.text,
            attachments=files,
            provenance={name: said for name, said in where.items() if said},
        )

    @cached_property
    def _pictures(self) -> int:
        """How many pictures of the text may show a text of their own; signs of files and of sharing do not."""
        return sum(
            self.range.start <= node.index < self.range.end and shows_something(node)
            for node in self.document.by_tag.get("img", ())
        )

    def _doc_number(self) -> tuple[str, str]:
        for one in self.outside:
            if one.field == "doc_number" and (number := labelled_number(one.value)):
                return number, f"label {one.label}"
        for text in self.beside:
            if number := whole_number(text):
                return number, "line under the title"
        if number := head_number(self.text):
            return number, "first lines"
        if number := title_number(self.title.text):
            return number, "title"
        return "", ""

    def _index_number(self) -> tuple[str, str]:
        for one in self.outside:
            if one.field == "index_number" and (number := labelled_index(one.value)):
                return number, f"label {one.label}"
        return "", ""
