"""Judges a workspace: reads the facts known at a moment, works out what was owed, and reaches every verdict."""

import re
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from crawler.errors import UsageError
from crawler.registry import Bureau
from crawler.store.takedowns import TakedownList
from crawler.workspace import Workspace
from monitor.absence import fresh_reading
from monitor.calendar import WorkCalendar
from monitor.catalogue.model import Edition
from monitor.hidden import hidden
from monitor.judgement import Judgement, Unreadable
from monitor.known import KnownBureau
from monitor.law import law_digest
from monitor.review.state import Terms, settle_all
from monitor.review.store import history
from monitor.sitting import Trial, catalogue_of, convene

_NUMBER = re.compile(r"[0-9]{1,4}")


def judge(
    workspace: Workspace,
    engine: Engine,
    *,
    as_of: datetime,
    bureau: str | None = None,
    category: str | None = None,
    trial: Trial | None = None,
) -> Judgement:
    """Return what the facts known at *as_of* say of every obligation; of one bureau or category when named.

    With a *trial* it is judged by that catalogue instead of the workspace's, and nothing is kept. Raises UsageError for a bureau or category that does not exist, InvalidFile for a file that cannot be read.
    """
    bureaus = _chosen(workspace.bureaus(), bureau)
    sites = workspace.sites().values()
    law = trial or catalogue_of(workspace)
    category = _category(law.edition, category)
    sitting = convene(workspace, engine, sites, as_of=as_of, law=law, keep=trial is None, category=category)
    heard = sitting.hear(bureaus, sites)
    verdicts = hidden((verdict for one in heard.values() for verdict in one.verdicts), TakedownList(engine)())
    return Judgement(
        edition=law.edition,
        as_of=as_of,
        bureaus=bureaus,
        verdicts=verdicts,
        reviews=settle_all(
            verdicts, history(engine, as_of), terms_of(workspace, sitting.calendar, law.edition.zone)
        ),
        calendar_digest=sitting.calendar_digest,
        law=law_digest(sitting),
        unreadable=tuple(_unreadable((one.sound for one in heard.values()), as_of)),
        places={key: one.sound.places for key, one in heard.items()},
    )


def terms_of(workspace: Workspace, calendar: WorkCalendar, zone: ZoneInfo) -> Terms:
    """Return how long bureaus have to answer and to put things right, as the workspace says."""
    settings = workspace.settings.review
    return Terms(
        calendar=calendar,
        zone=zone,
        reply_days=settings.reply_working_days,
        rectify_days=settings.rectify_working_days,
    )


def _category(edition: Edition, asked: str | None) -> str | None:
    """Return the category of that id, or of that number in the annex: 4 is C04; raise UsageError for none."""
    if asked is None:
        return None
    said, number = asked.strip().upper(), int(asked) if _NUMBER.fullmatch(asked) else None
    for one in edition.categories:
        if one.id == said or (number is not None and one.number == number):
            return one.id
    ids = ", ".join(one.id for one in edition.categories)
    raise UsageError(f"no such category: {asked!r}", hint=f"categories: {ids}")


def _chosen(bureaus: dict[str, Bureau], wanted: str | None) -> dict[str, Bureau]:
    if wanted is None:
        return bureaus
    # the matrix shows names, so a name is what people copy
    chosen = {key: one for key, one in bureaus.items() if wanted in (key, one.name)}
    if not chosen:
        raise UsageError(f"no such bureau: {wanted!r}", hint=f"bureaus here: {', '.join(bureaus) or 'none'}")
    return chosen


def _unreadable(known: Iterable[KnownBureau], as_of: datetime) -> Iterable[Unreadable]:
    for held in known:
        for place in held.places:
            if fresh_reading(place, as_of) is None:
                complete = [one for one in place.readings if one.complete]
                yield Unreadable(
                    bureau=held.bureau.id,
                    site=place.site,
                    column=place.column,
                    name=place.name,
                    ending=place.readings[-1].ending.value if place.readings else "",
                    last_complete=complete[-1].started_at if complete else None,
                )
