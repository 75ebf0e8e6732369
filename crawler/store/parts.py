"""The further pages of versions: kept with each version, and asked for again while one is missing."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, exists, select

from crawler.store.facts import PartFacts
from crawler.store.tables import fetch, part, segment, version
from crawler.store.transaction import storable


def record_parts(connection: Connection, version_id: int, parts: Sequence[PartFacts]) -> None:
    """Keep the *parts* of a version."""
    values = [
        {"version_id": version_id, "position": one.position, "url": storable(one.url), "fetch_id": one.fetch}
        for one in parts
    ]
    if values:
        connection.execute(part.insert(), values)


def payloads(connection: Connection, version_id: int) -> tuple[str | None, ...]:
    """Return the digests of the further pages of a version, in their order."""
    wanted = (
        select(fetch.c.payload_sha256)
        .select_from(part.outerjoin(fetch, fetch.c.id == part.c.fetch_id))
        .where(part.c.version_id == version_id)
        .order_by(part.c.position)
    )
    return tuple(connection.execute(wanted).scalars())


def partial_notices() -> Select[tuple[int]]:
    """Return the query for the notices whose last version lacks a page."""
    later = version.alias()
    return (
        select(version.c.notice_id)
        .join(part, part.c.version_id == version.c.id)
        .where(
            part.c.fetch_id.is_(None),
            ~exists().where(later.c.notice_id == version.c.notice_id, later.c.number > version.c.number),
        )
    )


def in_parts(notices: Sequence[int]) -> Select[tuple[int]]:
    """Return the query for those of *notices* that have ever had a version in parts."""
    joined = select(version.c.notice_id).join(part, part.c.version_id == version.c.id)
    return joined.where(version.c.notice_id.in_(notices)).distinct()


def lacking(chosen: ColumnElement[bool]) -> Select[tuple[int]]:
    """Return the query for the *chosen* versions that lack a page."""
    joined = select(part.c.version_id).join(version, version.c.id == part.c.version_id)
    return joined.where(part.c.fetch_id.is_(None), chosen).distinct()


def placed(chosen: ColumnElement[bool]) -> Select[tuple[int, int, str]]:
    """Return the query for the requests that brought the parts of the *chosen* versions, with their bytes' places."""
    return (
        select(
            part.c.version_id,
            part.c.position,
            fetch,
            segment.c.name.label("segment_name"),
        )
        .join(version, version.c.id == part.c.version_id)
        .join(fetch, fetch.c.id == part.c.fetch_id)
        .join(segment, segment.c.id == fetch.c.segment_id)
        .where(chosen)
        .order_by(part.c.version_id, part.c.position)
    )
