"""Facts that a notice's page holds: a version where the text has changed, and the files it links to."""

from dataclasses import replace

from sqlalchemy import select

from crawler.records import Article
from crawler.store.addresses import url_key
from crawler.store.facts import FetchFacts, VersionWritten
from crawler.store.fetches import RequestFacts
from crawler.store.tables import attachment, version
from crawler.store.transaction import digest, flat, storable
from crawler.words import Purpose


class PageFacts(RequestFacts):
    """Records notices' pages."""

    def record_notice(self, run_id: int, fetch: FetchFacts, article: Article) -> VersionWritten:
        """Record a request for a notice's page, and a version of it if its text is not what it was."""
        if fetch.notice is None:
            raise ValueError(f"no notice named for {fetch.url!r}")
        fetch_id = self.record_fetch(run_id, replace(fetch, purpose=Purpose.NOTICE))
        text = text_digest(article)
        latest = (
            select(version.c.number, version.c.text_sha256)
            .where(version.c.notice_id == fetch.notice)
            .order_by(version.c.number.desc())
            .limit(1)
        )
        standing = self.connection.execute(latest).one_or_none()
        if standing and standing.text_sha256 == text:
            return VersionWritten(fetch=fetch_id, version=None, number=standing.number, changed=False)
        number = standing.number + 1 if standing else 1
        added = self._add_version(fetch_id, fetch, article, number, text)
        return VersionWritten(fetch=fetch_id, version=added, number=number, changed=True)

    def _add_version(self, fetch_id: int, fetch: FetchFacts, article: Article, number: int, text: str) -> int:
        added = self.insert(
            version,
            notice_id=fetch.notice,
            number=number,
            fetch_id=fetch_id,
            seen_at=fetch.at,
            text_sha256=text,
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
