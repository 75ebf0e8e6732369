"""Saved pages with the answers they must go on giving: one file for a list, one for a notice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawler.cms.declared import declared, first_request
from crawler.cms.page import ListRead, Page, PageRequest
from crawler.cms.registry import adapter_named
from crawler.cms.shells import leads_to
from crawler.errors import InvalidFile, PageChanged
from crawler.extract.decode import decode
from crawler.extract.page import read_notice
from crawler.records import Article
from crawler.registry import Column, Site
from crawler.store.addresses import url_key

ENDS = 40  # characters of a text's beginning and of its end that an answer holds; enough to see a menu that crept in


@dataclass(frozen=True, kw_only=True)
class SavedPage:
    """One saved page, and how it came."""

    file: str
    asked: str
    url: str
    content_type: str
    day: date

    def __post_init__(self) -> None:
        """Refuse a file that is not beside the answer."""
        if Path(self.file).name != self.file:
            raise ValueError(f"file wants a name without a folder, not {self.file!r}")


@dataclass(frozen=True, kw_only=True)
class ExpectedRow:
    """One row of a list."""

    title: str
    url: str
    claimed: date | None = None


@dataclass(frozen=True, kw_only=True)
class ListAnswer:
    """What the saved first page of a column must read as; more pages where the first only leads to the rows."""

    column: str
    adapter: str
    page: tuple[SavedPage, ...]
    row: tuple[ExpectedRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExpectedFile:
    """One file that a notice links to."""

    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class NoticeAnswer:
    """What a saved notice must read as."""

    page: tuple[SavedPage, ...]
    title: str
    published: date | None = None
    doc_number: str = ""
    characters: int
    begins: str
    ends: str
    file: tuple[ExpectedFile, ...] = ()


def read_list(
    site: Site, column: Column, adapter: str, pages: Sequence[tuple[SavedPage, bytes]]
) -> ListAnswer:
    """Return what the saved *pages* of *column* read as today; rows only from the first page that has any."""
    read = first_rows(site, column, adapter, pages)
    expected = tuple(ExpectedRow(title=one.title, url=one.url, claimed=one.claimed) for one in read.rows)
    return ListAnswer(
        column=column.id, adapter=adapter, page=tuple(saved for saved, _ in pages), row=expected
    )


def first_rows(
    site: Site, column: Column, adapter: str, pages: Sequence[tuple[SavedPage, bytes]]
) -> ListRead:
    """Return what the first of *pages* that has rows reads as today; nothing where none has any."""
    addresses = [site.base, *map(site.address, site.column)]
    lists, named = frozenset(map(url_key, addresses)), column.adapter or site.adapter or adapter
    reader = declared(column.service) if column.service else adapter_named(named)
    ways = [
        first_request(site.address(column), column.service)
        if column.service
        else PageRequest(url=pages[0][0].asked)
    ]
    for saved, body in pages:
        request = next((one for one in ways if one.url == saved.asked), ways[-1])
        page = as_page(saved, body, request=request, row_css=column.row, lists=lists)
        if leads_to(page, frames=True):
            continue
        try:
            read = reader.read(page)
        except PageChanged:
            continue
        if read.rows:
            return read
        ways += read.following
    return ListRead()


def read_saved_notice(saved: SavedPage, body: bytes) -> NoticeAnswer:
    """Return what a saved notice reads as today."""
    article: Article = read_notice(body, saved.url, saved.content_type, today=saved.day)
    return NoticeAnswer(
        page=(saved,),
        title=article.title,
        published=article.published,
        doc_number=article.doc_number,
        characters=len(article.body),
        begins=article.body[:ENDS],
        ends=article.body[-ENDS:],
        file=tuple(ExpectedFile(name=one.name, url=one.url) for one in article.attachments),
    )


def as_page(
    saved: SavedPage,
    body: bytes,
    *,
    request: PageRequest | None = None,
    row_css: str = "",
    lists: frozenset[str] = frozenset(),
) -> Page:
    """Return a saved page as an adapter sees it."""
    return Page(
        url=saved.url,
        text=decode(body, saved.content_type),
        request=request or PageRequest(url=saved.asked),
        content_type=saved.content_type,
        row_css=row_css,
        lists=lists,
        today=saved.day,
    )


def bodies(folder: Path, answer: Path, pages: Sequence[SavedPage]) -> list[tuple[SavedPage, bytes]]:
    """Return the saved *pages* with their bytes; raise InvalidFile, naming the *answer*, where one is not there."""
    if not pages:
        raise InvalidFile(answer, None, "no [[page]] is named")
    try:
        return [(one, (folder / one.file).read_bytes()) for one in pages]
    except OSError as error:
        raise InvalidFile(answer, None, f"saved page {error.filename!r} cannot be read") from error


def differences(expected: object, found: object) -> Iterator[str]:
    """Yield the fields in which two answers of one kind differ, with both values of the first difference in each."""
    for name in expected.__dataclass_fields__:  # type: ignore[attr-defined]  # both are answers
        before, after = getattr(expected, name), getattr(found, name)
        if before == after:
            continue
        if isinstance(before, tuple) and isinstance(after, tuple):
            yield _first_apart(name, before, after)
        else:
            yield f"{name} was {before!r}, reads {after!r}"


def _first_apart(name: str, before: tuple[object, ...], after: tuple[object, ...]) -> str:
    for at, (a, b) in enumerate(zip(before, after, strict=False), 1):
        if a != b:
            return f"{name} {at} was {a!r}, reads {b!r}"
    return f"{name}: {len(before)} were there, {len(after)} are read"
