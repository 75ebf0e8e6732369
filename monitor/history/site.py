"""Puts together what became of the notices of one site, from what is known of them on a day."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from crawler.clock import SHANGHAI
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
    return history_of(site.id, notices, many)


def history_of(site: str, notices: Sequence[KnownNotice], many: Many) -> History:
    """Return what became of *notices*, all those of one site; *many* is what it takes to tell of insertions together."""
    again = republished(notices)
    moved = {one.of: one.notice for one in again}
    inserted = backdated(notices, {one.notice for one in again})
    return History(
        site=site,
        edited=tuple(_edited(notices)),
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


def _edited(notices: Sequence[KnownNotice]) -> list[Edited]:
    """Return the changes in the order in which they were seen."""
    changed = [one for one in notices if one.edits]
    telling = corrections(notices) if changed else ()
    found = [each for one in changed for each in edits_of(one, one.edits, telling)]
    return sorted(found, key=lambda each: (each.until, each.notice))


def quiet(notice: KnownNotice) -> int:
    """Return how many looks brought other bytes than the one before, and nothing that made a version."""
    opened = {one.fetch for one in notice.versions if one.cause is Cause.SEEN}
    good = [one for one in notice.looks if one.outcome is Outcome.OK and one.payload_sha256]
    return sum(
        before.payload_sha256 != one.payload_sha256 and one.fetch not in opened
        for before, one in pairwise(good)
    )
