"""Puts together what became of the notices of one site, from what is known of them on a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from crawler.clock import SHANGHAI
from crawler.records import EditRecord
from crawler.registry import Site
from crawler.store.reader import FactReader
from crawler.words import Cause, Outcome
from crawler.workspace import JudgeSettings
from monitor.history.absences import absences
from monitor.history.corrections import corrections
from monitor.history.edits import edits_of
from monitor.history.happening import Edited, History
from monitor.history.insertions import Many, backdated, bulk
from monitor.history.republished import republished
from monitor.known import KnownNotice, read_site


def read_history(
    reader: FactReader,
    site: Site,
    until: datetime,
    settings: JudgeSettings,
    zone: ZoneInfo = SHANGHAI,
) -> History:
    """Return what became of the notices of *site*, as it was known at *until*."""
    _, notices = read_site(reader, site, until, zone, timedelta(hours=settings.withdrawn_hours))
    many = Many(notices=settings.bulk_notices, days=settings.bulk_days)
    return history_of(site.id, notices, reader.edits(site.id, until), many)


def history_of(site: str, notices: Sequence[KnownNotice], edits: Iterable[EditRecord], many: Many) -> History:
    """Return what became of *notices*, all those of one site, with the *edits* that were told apart when they were seen.

    *many* is what it takes to tell of insertions together.
    """
    again = republished(notices)
    moved = {one.of: one.notice for one in again}
    inserted = backdated(notices, {one.notice for one in again})
    return History(
        site=site,
        edited=tuple(_edited(notices, edits)),
        republished=again,
        absences=tuple(
            sorted(
                (found for one in notices for found in absences(one, moved)),
                key=lambda found: found.gone.confirmed,
            )
        ),
        backdated=inserted,
        bulk=bulk(inserted, notices, many),
        quiet=sum(map(quiet, notices)),
        titles={one.id: one.title for one in notices},
    )


def _edited(notices: Sequence[KnownNotice], edits: Iterable[EditRecord]) -> Iterator[Edited]:
    """Yield the changes in the order in which they were seen."""
    by_notice: dict[int, list[EditRecord]] = defaultdict(list)
    for one in edits:
        by_notice[one.notice].append(one)
    telling = corrections(notices) if by_notice else ()
    found = [
        each for one in notices if one.id in by_notice for each in edits_of(one, by_notice[one.id], telling)
    ]
    yield from sorted(found, key=lambda each: (each.until, each.notice))


def quiet(notice: KnownNotice) -> int:
    """Return how many looks brought other bytes than the one before, and nothing that made a version."""
    opened = {one.fetch for one in notice.versions if one.cause is Cause.SEEN}
    good = [one for one in notice.looks if one.outcome is Outcome.OK and one.payload_sha256]
    return sum(
        before.payload_sha256 != one.payload_sha256 and one.fetch not in opened
        for before, one in pairwise(good)
    )
