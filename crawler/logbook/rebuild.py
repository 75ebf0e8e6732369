"""Makes the facts of sites anew from an archive alone: logs say what was asked, bytes say what was answered."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from crawler.clock import Clock, fixed_clock
from crawler.errors import IntegrityFailure
from crawler.files.sandbox import Sandbox
from crawler.files.step import read_one
from crawler.logbook.collect import rows_digest
from crawler.logbook.log import RunLog, site_of
from crawler.logbook.plain import typed_row
from crawler.logbook.replay import NumberedFacts, Replay, in_order
from crawler.registry import Site
from crawler.store.addresses import url_key
from crawler.store.database import reading as reading_from
from crawler.store.database import writing
from crawler.store.tables import notice, outage, reading, run, segment, version
from crawler.store.writer import FactWriter


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Something that today's code reads otherwise in the same bytes."""

    site: str
    what: str
    """``reading`` or ``notice``."""
    number: int
    url: str


def check_whole(logs: Mapping[int, RunLog], last: Mapping[str, int], unlogged: Collection[int] = ()) -> None:
    """Raise IntegrityFailure where a log is missing among those of the sites up to their *last* runs.

    Runs that were *unlogged* when the last ones were noted may be missing.
    """
    for site, newest in last.items():
        at: int | None = newest
        while at is not None:
            if at in logs:
                at = logs[at].previous
            elif at in unlogged:
                at = max((one for one, log in logs.items() if log.site_id == site and one < at), default=None)
            else:
                raise IntegrityFailure(
                    f"the log of run {at} of site {site!r} is not in the archive",
                    hint="a segment is missing: what it held cannot be proved from this copy",
                )


def rebuild(
    folder: Path, logs: Mapping[int, RunLog], engine: Engine, sites: Mapping[str, Site], clock: Clock
) -> list[Difference]:
    """Fill the empty database of *engine* with the facts of *sites*; return what reads otherwise than it did then.

    Of other sites only the runs are there. Raises IntegrityFailure where bytes that a log names are not in *folder*
    as they were written.
    """
    ordered = [logs[one] for one in sorted(logs)]
    mine = [one for one in ordered if one.site_id in sites]
    with writing(engine) as connection:
        segments = _segments(connection, mine, clock())
        _runs(connection, ordered)
        _opened(connection, mine)
        replay = Replay(folder, NumberedFacts(connection, clock), segments)
        for log, site in _with_sites(mine, sites):
            replay.open(log, site)
        for log, said in in_order(mine):
            replay.play(log, said)
    _files(folder, engine, clock)
    with reading_from(engine) as connection:
        return [*_lists_otherwise(connection, mine), *_notices_otherwise(connection, mine)]


def _with_sites(logs: list[RunLog], sites: Mapping[str, Site]) -> Iterator[tuple[RunLog, Site]]:
    """Yield every log with the site as its file said then; where nobody kept that, as the files say now."""
    then: dict[str, Site] = {}
    for one in logs:
        if one.site is not None:
            then[one.site_id] = site_of(one.site)
        yield one, then.get(one.site_id, sites[one.site_id])


def _segments(connection: Connection, logs: list[RunLog], now: datetime) -> dict[str, int]:
    names = sorted({one["segment"] for log in logs for one in log.fetches if "segment" in one})
    found = {name: number for number, name in enumerate(names, 1)}
    if found:
        rows = [
            {"id": number, "name": name, "opened_at": now, "committed": 0, "records": 0}
            for name, number in found.items()
        ]
        connection.execute(segment.insert(), rows)
    return found


def _runs(connection: Connection, logs: list[RunLog]) -> None:
    for log in logs:
        connection.execute(run.insert(), [typed_row(run, log.run)])
        for one in log.outages:
            connection.execute(outage.insert(), [typed_row(outage, one)])


def _opened(connection: Connection, logs: list[RunLog]) -> None:
    """Add notices and readings under their numbers, as yet without what the pages show."""
    known: set[int] = set()
    for log in logs:
        for one in log.notices:
            if one["id"] not in known:
                known.add(one["id"])
                row = typed_row(notice, one) | {"site": log.site_id, "url_key": url_key(one["url"])}
                connection.execute(notice.insert(), [row])
        for one in log.readings:
            blank = {"pages": 0, "sightings": [], "oldest": None, "newest": None}
            connection.execute(reading.insert(), [typed_row(reading, one) | blank])


def _files(folder: Path, engine: Engine, clock: Clock) -> None:
    """Read the files anew; what stands in them counts as known since their bytes came."""
    with FactWriter(engine, clock).transaction() as facts:
        work = facts.files_to_read()
    if not work:
        return
    with Sandbox() as sandbox:
        for one in work:
            found = read_one(folder, one, sandbox)
            with FactWriter(engine, fixed_clock(one.evidence.at)).transaction() as facts:
                facts.record_file(found)


def _lists_otherwise(connection: Connection, logs: list[RunLog]) -> Iterator[Difference]:
    for log in logs:
        for one in log.readings:
            met = connection.execute(
                select(reading.c.sightings).where(reading.c.id == one["id"])
            ).scalar_one()
            if rows_digest(connection, met) != one["rows"]:
                yield Difference(site=log.site_id, what="reading", number=one["id"], url=one["column"])


def _notices_otherwise(connection: Connection, logs: list[RunLog]) -> Iterator[Difference]:
    made = select(version.c.fetch_id, version.c.text_sha256)
    now = {one.fetch_id: one.text_sha256 for one in connection.execute(made)}
    for log in logs:
        urls = {one["id"]: one["url"] for one in log.fetches}
        then = {one["fetch_id"]: one["text_sha256"] for one in log.versions}
        for fetch in sorted(urls):
            if now.get(fetch) != then.get(fetch):
                yield Difference(site=log.site_id, what="notice", number=fetch, url=urls[fetch])
