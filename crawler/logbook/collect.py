"""Makes the log of a run from the store."""

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, String, cast, exists, func, select

from crawler.logbook.log import RUN, RunLog, Said, plain_site
from crawler.logbook.plain import plain_row
from crawler.registry import Site
from crawler.store.tables import (
    attachment,
    document,
    fetch,
    notice,
    outage,
    reading,
    run,
    segment,
    sighting,
    version,
)

_AT_ONCE = 500  # values in one IN; databases limit them


def unlogged(connection: Connection, sites: Collection[str]) -> list[tuple[int, str]]:
    """Return the ended runs of *sites* whose log is not in the archive yet, oldest first, each with its site."""
    logged = exists().where(document.c.kind == RUN, document.c.name == cast(run.c.id, String))
    ended = select(run.c.id, run.c.site).where(run.c.ended_at.is_not(None), ~logged)
    wanted, found = sorted(sites), list[tuple[int, str]]()
    for start in range(0, len(wanted), _AT_ONCE):
        chosen = connection.execute(ended.where(run.c.site.in_(wanted[start : start + _AT_ONCE])))
        found += [(one.id, one.site) for one in chosen]
    return sorted(found)


def collect(connection: Connection, identity: int, site: Site, adapters: Mapping[str, str]) -> RunLog:
    """Return the log of the run *identity* of *site*."""
    made = connection.execute(select(run).where(run.c.id == identity)).mappings().one()
    readings = select(reading).where(reading.c.run_id == identity).order_by(reading.c.id)
    looked = connection.execute(readings).mappings().all()
    before = _before(connection, made)
    changed = before is None or before["site_sha256"] != made["site_sha256"]
    outages = select(outage).where(outage.c.run_id == identity).order_by(outage.c.id)
    return RunLog(
        run=plain_row(made),
        previous=before["id"] if before else None,
        site=plain_site(site) if changed and site.digest == made["site_sha256"] else None,
        outages=[plain_row(one) for one in connection.execute(outages).mappings()],
        notices=_notices(connection, [one["id"] for one in looked]),
        readings=[_reading(connection, one) for one in looked],
        fetches=_fetches(connection, identity),
        versions=_versions(connection, identity),
        adapters=dict(adapters),
    )


def rows_digest(connection: Connection, sightings: Sequence[int]) -> str:
    """Return the SHA-256 of the rows that a reading met, in their order."""
    keys: dict[int, str] = {}
    for start in range(0, len(sightings), _AT_ONCE):
        chosen = sighting.c.id.in_(sightings[start : start + _AT_ONCE])
        rows = connection.execute(select(sighting.c.id, sighting.c.row_sha256).where(chosen))
        keys |= {one.id: one.row_sha256 for one in rows}
    return sha256("".join(keys[one] for one in sightings).encode()).hexdigest()


def _before(connection: Connection, made: Mapping[Any, Any]) -> Mapping[Any, Any] | None:
    last = select(func.max(run.c.id)).where(run.c.site == made["site"], run.c.id < made["id"])
    wanted = select(run).where(run.c.id == last.scalar_subquery())
    return connection.execute(wanted).mappings().one_or_none()


def _reading(connection: Connection, row: Mapping[Any, Any]) -> Said:
    return plain_row(row, {"sightings"}) | {"rows": rows_digest(connection, row["sightings"])}


def _notices(connection: Connection, readings: Sequence[int]) -> list[Said]:
    shown = select(sighting.c.notice_id).where(sighting.c.reading_id.in_(readings))
    wanted = select(notice.c.id, notice.c.url, notice.c.first_seen_at).where(notice.c.id.in_(shown))
    return [plain_row(one) for one in connection.execute(wanted.order_by(notice.c.id)).mappings()]


def _fetches(connection: Connection, identity: int) -> list[Said]:
    """Return the requests, each with the name of its segment and the address of its file instead of their rows."""
    joined = fetch.outerjoin(segment, segment.c.id == fetch.c.segment_id).outerjoin(
        attachment, attachment.c.id == fetch.c.attachment_id
    )
    more = (segment.c.name.label("segment"), attachment.c.url.label("file"))
    wanted = select(fetch, *more).select_from(joined).where(fetch.c.run_id == identity).order_by(fetch.c.id)
    own = {"run_id", "segment_id", "attachment_id"}
    return [plain_row(one, own) for one in connection.execute(wanted).mappings()]


def _versions(connection: Connection, identity: int) -> list[Said]:
    """Return what the run itself read; pages read anew later are left out."""
    wanted = (
        select(version.c.notice_id, version.c.fetch_id, version.c.text_sha256)
        .join(fetch, fetch.c.id == version.c.fetch_id)
        .where(fetch.c.run_id == identity, version.c.seen_at == fetch.c.at)
        .order_by(version.c.id)
    )
    return [plain_row(one) for one in connection.execute(wanted).mappings()]
