"""Reads the stored notice pages of a site again with today's code, without the network, and says what reads otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Engine

from crawler.archive.reader import ArchivedAnswer, read_answer
from crawler.clock import Clock, local_day
from crawler.errors import IntegrityFailure
from crawler.extract.decode import text_of
from crawler.extract.parts import Parts
from crawler.extract.whole import PartPage, page_of, read_whole
from crawler.logbook.lists import is_shell
from crawler.records import Article, AttachmentLink, VersionRecord
from crawler.store.database import reading
from crawler.store.facts import Evidence, PartFacts
from crawler.store.listed import listed_files, with_listed
from crawler.store.pages import text_digest
from crawler.store.reader import FactReader
from crawler.store.transaction import storable
from crawler.store.writer import FactWriter

FIELDS = ("title", "published", "doc_number", "index_number", "source", "body", "attachments", "partial")
_AT_ONCE = 200  # notices written in one transaction


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field that reads otherwise; files stand as name and address."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Rereading:
    """One page that reads otherwise today."""

    site: str
    notice: int
    fetch: int
    url: str
    fields: tuple[FieldChange, ...]
    """Empty for a page that is only written behind another one, to stay the newest."""
    article: Article
    parts: tuple[PartFacts, ...] = ()


@dataclass(kw_only=True)
class Reparsed:
    """What reading a site again has shown."""

    pages: int = 0
    notices: int = 0
    changed: list[Rereading] = field(default_factory=list)
    written: int = 0
    problems: list[str] = field(default_factory=list)
    """Pages whose bytes are not what they were."""


def reparse_site(engine: Engine, archive: Path, site: str, clock: Clock, *, write: bool) -> Reparsed:
    """Read every stored notice page of *site* again; *write* adds a version for each that reads otherwise.

    Whoever writes holds the site's lock.
    """
    reader = FactReader(engine)
    versions: dict[int, list[VersionRecord]] = {}
    for one in reader.versions(site):
        versions.setdefault(one.notice, []).append(one)
    with reading(engine) as connection:
        listed = listed_files(connection, site)
    pages, done, waiting = reader.notice_pages(site), Reparsed(), list[Rereading]()
    parts = reader.parts(site)
    writer = FactWriter(engine, clock)
    for notice, standing in versions.items():
        done.notices += 1
        known = _Notice(site, archive, standing, listed.get(notice, ()), parts, done)
        found = list(known.reread(pages.get(notice, [])))
        done.changed += [one for one in found if one.fields]
        waiting += found
        if len(waiting) >= _AT_ONCE:
            done.written += _write(writer, waiting) if write else 0
            waiting = []
    done.written += _write(writer, waiting) if write else 0
    return done


def _write(writer: FactWriter, found: list[Rereading]) -> int:
    if found:
        with writer.transaction() as facts:
            for one in found:
                facts.record_reread(one.notice, one.fetch, one.article, one.parts)
    return len(found)


@dataclass
class _Notice:
    """One notice with its versions, on its way through its pages."""

    site: str
    archive: Path
    versions: list[VersionRecord]
    listed: tuple[AttachmentLink, ...]
    parts: dict[int, dict[int, Evidence]]
    """Version → the requests that brought its further pages."""
    done: Reparsed

    def reread(self, pages: list[Evidence]) -> Iterator[Rereading]:
        """Yield the pages that read otherwise, in the order of the requests; the newest stays the last version."""
        by_fetch = {one.fetch: one for one in self.versions}
        newest = self.versions[-1].fetch
        before: tuple[Evidence, VersionRecord, Article] | None = None
        last: tuple[Article, tuple[PartFacts, ...]] | None = None
        final = 0
        for page in pages:
            known = by_fetch.get(page.fetch)
            if known is None and (before is None or before[0].payload_sha256 == page.payload_sha256):
                self.done.pages += 1
                continue
            standing = known or (before[1] if before else self.versions[-1])
            read = self._article(page, self.parts.get(standing.id, {}))
            if read is None:
                continue
            article, parts = _dated(read[0], standing), read[1]
            changes = changes_of(standing, article)
            if known is None and before and text_digest(before[2]) == text_digest(article):
                changes = ()
            if page.fetch == newest:
                last = article, parts
            if changes:
                final = page.fetch
                yield self._rereading(page, changes, article, parts)
            before = (page, standing, article)
        if last is not None and 0 < final < newest:
            yield self._rereading(replace(pages[-1], fetch=newest), (), *last)

    def _article(
        self, page: Evidence, parts: dict[int, Evidence]
    ) -> tuple[Article, tuple[PartFacts, ...]] | None:
        """Return what the page and its *parts* say; None for a shell, and for bytes that are not what they were."""
        first = self._answer(page)
        if first is None or is_shell(first):
            return None
        whole: Parts[PartPage] = Parts(first.url)
        whole.take(0, _part_page(first), text_of(first.body, first.content_type))
        for position, one in parts.items():
            if answer := self._answer(one):
                whole.take(position, _part_page(answer), text_of(answer.body, answer.content_type))
        kept = [
            PartFacts(position=at, url=one.url, fetch=one.fetch)
            for at, one in parts.items()
            if at in whole.pages
        ]
        lacking = [PartFacts(position=at, url=url) for at, url in whole.missing.items()]
        article = read_whole(whole.in_order, partial=bool(lacking), today=local_day(page.at))
        return with_listed(article, self.listed), (*kept, *lacking)

    def _answer(self, page: Evidence) -> ArchivedAnswer | None:
        """Return the bytes of a request; None, and a problem, where they are not what they were."""
        try:
            answer = read_answer(self.archive, page)
        except IntegrityFailure as error:
            self.done.problems.append(error.message)
            return None
        self.done.pages += 1
        return answer

    def _rereading(
        self,
        page: Evidence,
        fields: tuple[FieldChange, ...],
        article: Article,
        parts: tuple[PartFacts, ...],
    ) -> Rereading:
        return Rereading(
            site=self.site,
            notice=self.versions[-1].notice,
            fetch=page.fetch,
            url=page.url,
            fields=fields,
            article=article,
            parts=parts,
        )


def _part_page(answer: ArchivedAnswer) -> PartPage:
    return page_of(answer.body, answer.url, answer.content_type)


def changes_of(standing: VersionRecord, article: Article) -> tuple[FieldChange, ...]:
    """Return the fields in which *article* is not what stands in the store."""
    pairs = ((one, _said(getattr(standing, one)), _said(getattr(article, one))) for one in FIELDS)
    return tuple(
        FieldChange(field=one, before=before, after=after) for one, before, after in pairs if before != after
    )


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(f"{storable(one.name)} {storable(one.url)}" for one in value)
    return "" if value is None else storable(str(value))


def _dated(article: Article, standing: VersionRecord) -> Article:
    """Return *article* with the date that stands, where today's reading finds none."""
    if article.published is not None or standing.published is None:
        return article
    where = {**article.provenance, "published": "an earlier reading"}
    return replace(article, published=standing.published, provenance=where)
