"""Files that a list names with a notice: some families name them there and nowhere else."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select

from crawler.records import Article, AttachmentLink, Row
from crawler.store.addresses import url_key
from crawler.store.tables import listed_file, notice
from crawler.store.transaction import storable

_AT_ONCE = 500  # values in one IN; databases limit them


def record_listed(connection: Connection, rows: Iterable[Row], notices: Mapping[str, int]) -> None:
    """Keep the files that *rows* name, each once a notice; *notices* are known by the keys of their addresses."""
    named = {(notices[url_key(row.url)], url_key(file.url)): file for row in rows for file in row.attachments}
    wanted = sorted({one for one, _ in named})
    for start in range(0, len(wanted), _AT_ONCE):
        chosen = listed_file.c.notice_id.in_(wanted[start : start + _AT_ONCE])
        for one in connection.execute(select(listed_file.c.notice_id, listed_file.c.url_key).where(chosen)):
            named.pop((one.notice_id, one.url_key), None)
    values = [
        {"notice_id": identity, "url_key": key, "name": storable(file.name), "url": storable(file.url)}
        for (identity, key), file in named.items()
    ]
    if values:
        connection.execute(listed_file.insert(), values)


def listed_files(connection: Connection, site: str) -> dict[int, tuple[AttachmentLink, ...]]:
    """Return the files that the lists of *site* have named, by notice."""
    wanted = (
        select(listed_file)
        .join(notice, notice.c.id == listed_file.c.notice_id)
        .where(notice.c.site == site)
        .order_by(listed_file.c.id)
    )
    found: dict[int, tuple[AttachmentLink, ...]] = {}
    for one in connection.execute(wanted):
        found[one.notice_id] = (*found.get(one.notice_id, ()), AttachmentLink(name=one.name, url=one.url))
    return found


def with_listed(article: Article, files: tuple[AttachmentLink, ...]) -> Article:
    """Return *article* with those of *files* that its page does not link to itself."""
    linked = {url_key(one.url) for one in article.attachments}
    more = tuple(one for one in files if url_key(one.url) not in linked)
    if not more:
        return article
    provenance = article.provenance | {"attachments": article.provenance.get("attachments", "") or "list"}
    return replace(article, attachments=(*article.attachments, *more), provenance=provenance)
