"""Facts that a notice's page holds: a version where the text has changed, and the files it links to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, func, select

from crawler.records import Article
from crawler.store.addresses import url_key
from crawler.store.edits import EditFacts, content_of, standing_content
from crawler.store.facts import FetchFacts, PartFacts, VersionWritten
from crawler.store.parts import payloads, record_parts
from crawler.store.tables import attachment, fetch, version
from crawler.store.transaction import digest, flat, storable
from crawler.versions.difference import Difference, differ
from crawler.words import Cause, Outcome, Purpose

_LATEST = (
    select(version.c.id, version.c.number, version.c.text_sha256)
    .where(version.c.notice_id == bindparam("notice"))
    .order_by(version.c.number.desc())
    .limit(1)
)
"""Made once: making a statement costs more than running it."""


class PageFacts(EditFacts):
    """Records notices' pages."""

    def record_notice(
        self, run_id: int, facts: FetchFacts, article: Article, parts: Sequence[PartFacts] = ()
    ) -> VersionWritten:
        """Record a request for a notice's page, and a version of it if its text is not what it was.

        Where the bytes are those of the look before, the site changed nothing: then our reading did. A text that
        lacks a *part* is no version beside one that does not: what it would leave out was never taken away. What
        differs in page furniture alone is no version either; what of substance differs is kept with it.
        """
        if facts.notice is None:
            raise ValueError(f"no notice named for {facts.url!r}")
        fetch_id = self.record_fetch(run_id, replace(facts, purpose=Purpose.NOTICE))
        text = text_digest(article)
        standing = self.connection.execute(_LATEST, {"notice": facts.notice}).one_or_none()
        unchanged = standing and standing.text_sha256 == text
        before = payloads(self.connection, standing.id) if standing and not unchanged else ()
        worse = article.partial and None not in before
        if standing and (unchanged or worse):
            return VersionWritten(fetch=fetch_id, version=None, number=standing.number, changed=False)
        number = standing.number + 1 if standing else 1
        came = tuple(one.payload_sha256 for one in parts)
        same = standing and (None in before or (came == before and self._same_bytes(fetch_id, facts)))
        old, told = self._difference(standing.id, article) if standing and not same else (0, None)
        if standing and told is not None and not told:
            return VersionWritten(fetch=fetch_id, version=None, number=standing.number, changed=False)
        cause = Cause.REREAD if same else Cause.SEEN
        added = self._add_version(facts.notice, fetch_id, facts.at, article, number, cause)
        record_parts(self.connection, added, parts)
        if told is not None:
            self.record_edit(facts.notice, (old, fetch_id), facts.at, told, added)
        return VersionWritten(fetch=fetch_id, version=added, number=number, changed=True)

    def record_reread(
        self, notice_id: int, fetch_id: int, article: Article, parts: Sequence[PartFacts] = ()
    ) -> int:
        """Record that the page which *fetch_id* brought reads as *article* today; return the version's number.

        The evidence is the old request. It is known from now on, so that what was said of days before stands.
        """
        last = select(func.max(version.c.number)).where(version.c.notice_id == notice_id)
        number: int = self.connection.execute(last).scalar_one() + 1
        added = self._add_version(notice_id, fetch_id, self.clock(), article, number, Cause.REREAD)
        record_parts(self.connection, added, parts)
        return number

    def _difference(self, standing: int, article: Article) -> tuple[int, Difference]:
        """Return the request that brought the version that stands, and what *article* says otherwise."""
        fetch_id, content = standing_content(self.connection, standing)
        return fetch_id, differ(content, content_of(article))

    def _same_bytes(self, fetch_id: int, facts: FetchFacts) -> bool:
        """Whether the last good look at the notice before *fetch_id* brought the very same bytes."""
        last = (
            select(fetch.c.payload_sha256)
            .where(
                fetch.c.notice_id == facts.notice,
                fetch.c.id < fetch_id,
                fetch.c.purpose == Purpose.NOTICE,
                fetch.c.outcome == Outcome.OK,
            )
            .order_by(fetch.c.id.desc())
            .limit(1)
        )
        before = self.connection.execute(last).scalar_one_or_none()
        return before is not None and before == facts.payload_sha256

    def _add_version(
        self, notice_id: int, fetch_id: int, at: datetime, article: Article, number: int, cause: Cause
    ) -> int:
        added = self.insert(
            version,
            notice_id=notice_id,
            number=number,
            fetch_id=fetch_id,
            seen_at=at,
            cause=cause,
            text_sha256=text_digest(article),
            title=storable(article.title),
            published=article.published,
            published_text=storable(article.published_text),
            source=storable(article.source),
            doc_number=storable(article.doc_number),
            index_number=storable(article.index_number),
            body=storable(article.body),
            provenance={storable(key): storable(value) for key, value in article.provenance.items()},
        )
        links = [
            {"version_id": added, "position": at, "name": storable(one.name), "url": storable(one.url)}
            for at, one in enumerate(article.attachments)
        ]
        if links:
            self.connection.execute(attachment.insert(), links)
        return added


def text_digest(article: Article) -> str:
    """Return the identity of what a notice says: title, text, date and files, white space apart."""
    files = [part for one in article.attachments for part in (flat(one.name), url_key(one.url))]
    day = article.published.isoformat() if article.published else ""
    return digest(flat(article.title), flat(article.body), day, *files)
