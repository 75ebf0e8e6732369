"""Keeps the index at the newest version of every notice, with personal data masked before anything is indexed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select

from crawler.personal.redact import masker, redact_together
from crawler.store.database import reading, writing
from crawler.store.tables import notice, version
from crawler.store.takedowns import down_now
from monitor.search.engines import ENGINES
from monitor.search.grams import folded
from monitor.search.tables import search_entry, search_piece
from monitor.text import visible

PIECE = 4000  # characters; a tsvector counts no more than 16,383 positions
OVERLAP = 40  # characters that two pieces share: a phrase on the edge is found, a longer one may be missed
BATCH = 200  # notices indexed in one transaction


class Text(NamedTuple):
    """The newest version of a notice."""

    notice_id: int
    version_id: int
    site: str
    title: str
    published: date | None
    body: str


def pieces(body: str) -> Iterator[str]:
    """Yield overlapping pieces of *body*."""
    step = PIECE - OVERLAP
    for start in range(0, max(len(body) - OVERLAP, 1), step):
        if piece := body[start : start + PIECE]:
            yield piece


def update_index(engine: Engine) -> int:
    """Index every notice whose newest version is not indexed, or was masked otherwise than now; return how many were.

    What was taken down is in no index.
    """
    done = 0
    while batch := _stale(engine):
        with writing(engine) as connection:
            _replace(connection, batch)
        done += len(batch)
    return done


def _stale(engine: Engine) -> Sequence[Text]:
    newest = select(func.max(version.c.id).label("id")).group_by(version.c.notice_id).subquery()
    wanted = (
        select(
            version.c.notice_id,
            version.c.id,
            notice.c.site,
            version.c.title,
            version.c.published,
            version.c.body,
        )
        .join(newest, newest.c.id == version.c.id)
        .join(notice, notice.c.id == version.c.notice_id)
        .outerjoin(search_entry, search_entry.c.notice_id == version.c.notice_id)
        .where(
            or_(
                search_entry.c.version_id.is_distinct_from(version.c.id),
                search_entry.c.masker.is_distinct_from(masker()),
            ),
            notice.c.id.not_in(down_now()),
        )
        .order_by(version.c.id)
        .limit(BATCH)
    )
    with reading(engine) as connection:
        return [Text(*row) for row in connection.execute(wanted)]


def _replace(connection: Connection, batch: Sequence[Text]) -> None:
    fulltext = ENGINES[connection.dialect.name]
    _drop(connection, [one.notice_id for one in batch])
    entries: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for one in batch:
        title, body = redact_together([visible(one.title), visible(one.body)], penalty=True)
        entries.append(one._asdict() | {"title": title, "masker": masker()})
        texts = [title, *pieces(body)]
        rows += [
            {"notice_id": one.notice_id, "position": at, "text": piece} for at, piece in enumerate(texts)
        ]
    named = [column.name for column in search_entry.columns]
    connection.execute(insert(search_entry), [{name: one[name] for name in named} for one in entries])
    keys = connection.scalars(
        insert(search_piece).returning(search_piece.c.id, sort_by_parameter_order=True), rows
    )
    fulltext.put(connection, zip(keys, (folded(row["text"]) for row in rows), strict=True))


def forget(engine: Engine, identity: int) -> None:
    """Take a notice out of the index."""
    with writing(engine) as connection:
        _drop(connection, [identity])


def _drop(connection: Connection, ids: Sequence[int]) -> None:
    old = connection.scalars(select(search_piece.c.id).where(search_piece.c.notice_id.in_(ids))).all()
    ENGINES[connection.dialect.name].drop(connection, old)
    connection.execute(delete(search_piece).where(search_piece.c.notice_id.in_(ids)))
    connection.execute(delete(search_entry).where(search_entry.c.notice_id.in_(ids)))
