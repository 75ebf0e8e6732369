"""What came since somebody last read the facts: which sites have anything new, and which only showed their lists again.

Facts are added while a run is on, so whatever is new hangs on a run that has begun, or not ended, since. A few things
come without a run: a page read anew, a change told apart, a file read, and the word that our own network was out.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, func, or_, select

from crawler.records import ReadingRecord
from crawler.store import database, rows
from crawler.store.clocks import wrong_runs
from crawler.store.edit_tables import edit
from crawler.store.tables import fetch, file_text, notice, outage, reading, run, version
from crawler.words import Purpose

OVERLAP = timedelta(hours=1)  # runs may be numbered in another order than that in which they became visible
LONGEST = timedelta(days=14)  # a run that has not ended after so long is dead; its site's next one closes it
_BATCH = 500
_OF_LISTS = (Purpose.ROBOTS, Purpose.LIST, Purpose.RESOURCE)
"""What a visit asks for that shows nothing but lists."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """How far the facts had come as of a moment; plain numbers, so that it can be kept."""

    run: int = 0
    version: int = 0
    file_text: int = 0
    edit: int = 0
    outage: int = 0
    ended: tuple[int, ...] = ()
    """Runs that began shortly before and were over."""
    open: tuple[int, ...] = ()
    """Runs that were not over."""
    wrong: tuple[int, ...] = ()
    """Runs by a wrong clock of ours; later runs may tell it of earlier ones."""


@dataclass(frozen=True, kw_only=True)
class News:
    """What came since a mark, by site."""

    loud: frozenset[str]
    """Sites of which anything may be new."""
    lists: dict[str, tuple[ReadingRecord, ...]]
    """Other sites that were visited → the readings of their lists, and nothing else was asked for."""


def first_run(engine: Engine, sites: Collection[str], until: datetime) -> datetime | None:
    """Return when the first run of *sites* by a sound clock of ours began; None where there was none by *until*."""
    wanted = select(run.c.id, run.c.site, run.c.started_at).where(run.c.started_at <= until)
    with database.reading(engine) as connection:
        wrong = wrong_runs(connection)
        began = connection.execute(wanted.order_by(run.c.started_at))
        return next((one.started_at for one in began if one.site in sites and one.id not in wrong), None)


def marked(engine: Engine, as_of: datetime) -> Mark | None:
    """Return how far the facts have come at *as_of*; None where something without a run is dated later already."""
    with database.reading(engine) as connection:
        last = {
            table.name: connection.execute(
                select(table.c.id, moment).order_by(table.c.id.desc()).limit(1)
            ).one_or_none()
            for table, moment in (
                (version, version.c.seen_at),
                (file_text, file_text.c.read_at),
                (edit, edit.c.at),
                (outage, outage.c.noted_at),
            )
        }
        if any(one is not None and one[1] > as_of for one in last.values()):
            return None
        numbers = {name: one.id if one else 0 for name, one in last.items()}
        begun = select(run.c.id, run.c.started_at, run.c.ended_at).where(
            run.c.started_at > as_of - LONGEST, run.c.started_at <= as_of
        )
        open_runs, ended = [], []
        for one in connection.execute(begun):
            if not rows.known(one.ended_at, as_of):
                open_runs.append(one.id)
            elif one.started_at > as_of - OVERLAP:
                ended.append(one.id)
        return Mark(
            run=connection.execute(select(func.max(run.c.id))).scalar() or 0,
            ended=tuple(ended),
            open=tuple(open_runs),
            wrong=tuple(sorted(wrong_runs(connection))),
            **numbers,
        )


def news_since(engine: Engine, mark: Mark, before: datetime, until: datetime) -> News:
    """Return what came from *mark*, which was taken as of *before*, *until* a moment."""
    with database.reading(engine) as connection:
        wrong = wrong_runs(connection)
        runs = _runs_since(connection, mark, before, until)
        loud = {site for site, ended in runs.values() if not rows.known(ended, until)}
        loud |= set(_sites_of_runs(connection, [*mark.open, *(wrong ^ set(mark.wrong))]))
        loud |= _without_run(connection, mark)
        loud |= {runs[one][0] for one in _more_than_lists(connection, runs)}
        quiet = [one for one, (site, _) in runs.items() if site not in loud]
        lists: dict[str, list[ReadingRecord]] = defaultdict(list)
        for one in _readings(connection, quiet, until):
            lists[one.site].append(one)
        visited = {runs[one][0] for one in quiet}
        return News(loud=frozenset(loud), lists={site: tuple(lists[site]) for site in sorted(visited)})


def _runs_since(
    connection: Connection, mark: Mark, before: datetime, until: datetime
) -> dict[int, tuple[str, datetime | None]]:
    """Return the site and the end of every run that has begun since; of one that was not over yet nothing is known."""
    wanted = select(run.c.id, run.c.site, run.c.ended_at).where(
        or_(run.c.id > mark.run, run.c.started_at > before - OVERLAP), run.c.started_at <= until
    )
    known = set(mark.ended)
    return {one.id: (one.site, one.ended_at) for one in connection.execute(wanted) if one.id not in known}


def _sites_of_runs(connection: Connection, runs: Collection[int]) -> Iterator[str]:
    for part in _parts(runs):
        yield from connection.execute(select(run.c.site).where(run.c.id.in_(part)).distinct()).scalars()


def _without_run(connection: Connection, mark: Mark) -> set[str]:
    """Return the sites of which a page or a file was read since, or of which it was told that our network was out."""
    read_anew = select(notice.c.site).join(version, version.c.notice_id == notice.c.id)
    out = select(run.c.site).join(outage, outage.c.run_id == run.c.id)
    found = set(connection.execute(read_anew.where(version.c.id > mark.version).distinct()).scalars())
    told = select(notice.c.site).join(edit, edit.c.notice_id == notice.c.id)
    found |= set(connection.execute(told.where(edit.c.id > mark.edit).distinct()).scalars())
    found |= set(connection.execute(out.where(outage.c.id > mark.outage).distinct()).scalars())
    if (connection.execute(select(func.max(file_text.c.id))).scalar() or 0) > mark.file_text:
        read = select(file_text.c.payload_sha256).where(file_text.c.id > mark.file_text)
        linked = select(notice.c.site).join(fetch, fetch.c.notice_id == notice.c.id)
        linked = linked.where(fetch.c.purpose == Purpose.ATTACHMENT, fetch.c.payload_sha256.in_(read))
        found |= set(connection.execute(linked.distinct()).scalars())
    return found


def _more_than_lists(connection: Connection, runs: Collection[int]) -> Iterator[int]:
    """Yield the *runs* in which a notice or a file was asked for."""
    wanted = select(fetch.c.run_id).where(fetch.c.purpose.not_in(_OF_LISTS)).distinct()
    for part in _parts(runs):
        yield from connection.execute(wanted.where(fetch.c.run_id.in_(part))).scalars()


def _readings(connection: Connection, runs: Collection[int], until: datetime) -> Iterator[ReadingRecord]:
    wanted = select(reading, run.c.vantage).join(run, run.c.id == reading.c.run_id).order_by(reading.c.id)
    for part in _parts(runs):
        for one in connection.execute(wanted.where(reading.c.run_id.in_(part))):
            yield rows.reading_record(one, until, ())


def _parts(numbers: Collection[int]) -> Iterator[list[int]]:
    every = sorted(numbers)
    for start in range(0, len(every), _BATCH):
        yield every[start : start + _BATCH]
