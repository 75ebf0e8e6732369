"""Judges a workspace: reads the facts known at a moment, works out what was owed, and reaches every verdict."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from crawler.clock import local_day
from crawler.errors import UsageError
from crawler.registry import Bureau, Site
from crawler.store.reader import FactReader
from crawler.workspace import Workspace
from monitor.absence import fresh_reading
from monitor.calendar import WorkCalendar, find_calendar
from monitor.candidates import named_by_events
from monitor.catalogue.load import find_edition
from monitor.catalogue.model import Edition
from monitor.declaration import Declaration
from monitor.evidence import Limits, Place
from monitor.gather import Gatherer
from monitor.judgement import Judgement, Unreadable
from monitor.known import KnownBureau, KnownNotice, read_site
from monitor.matches import MatchStore
from monitor.matching.knowledge import Knowledge
from monitor.matching.match import Matcher
from monitor.matching.rulefile import find_knowledge
from monitor.owing import everything_declared, everything_owed
from monitor.review.state import Terms, settle_all
from monitor.review.store import history
from monitor.soundness import reach_soundly, soundly

_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A catalogue to judge by, with its knowledge of how to tell notices apart."""

    edition: Edition
    knowledge: Knowledge
    calendar: WorkCalendar | None = None
    """Working days to count by; None for those that the workspace has."""


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
    law = trial or catalogue_of(workspace)
    edition = law.edition
    bureaus = _chosen(workspace.bureaus(), bureau)
    category = _category(edition, category)
    reader, sites = FactReader(engine), workspace.sites()
    matcher = Matcher(edition, law.knowledge)
    keep = trial is None
    seen = read_bureaus(reader, engine, matcher, bureaus, sites.values(), as_of, keep=keep)
    known = {one: soundly(held) for one, held in seen.items()}
    first = _first_day(reader, sites.values(), as_of, edition.zone)
    calendar = law.calendar or find_calendar(edition.calendar, workspace.root)
    owed = everything_owed(workspace, edition, known, calendar, first, local_day(as_of, edition.zone))
    owed = tuple(one for one in owed if category in {None, one.category})
    declared = everything_declared(workspace, edition, known.values())
    gatherer = _gatherer(workspace, edition, calendar, declared, as_of, first)
    taken = {one: named_by_events(owed, held) for one, held in seen.items()}
    verdicts = tuple(
        reach_soundly(
            partial(gatherer.gather, one, taken=taken[one.bureau]), seen[one.bureau], known[one.bureau]
        )
        for one in owed
    )
    return Judgement(
        edition=edition,
        as_of=as_of,
        bureaus=bureaus,
        verdicts=verdicts,
        reviews=settle_all(verdicts, history(engine, as_of), terms_of(workspace, gatherer.calendar)),
        calendar_digest=sha256(repr(gatherer.calendar).encode()).hexdigest(),
        unreadable=tuple(_unreadable(known.values(), as_of)),
        places={one: held.places for one, held in known.items()},
    )


def terms_of(workspace: Workspace, calendar: WorkCalendar) -> Terms:
    """Return how long bureaus have to answer and to put things right, as the workspace says."""
    settings = workspace.settings.review
    return Terms(
        calendar=calendar,
        reply_days=settings.reply_working_days,
        rectify_days=settings.rectify_working_days,
    )


def catalogue_of(workspace: Workspace) -> Trial:
    """Return the catalogue that the workspace is judged by."""
    edition = find_edition(workspace.settings.judge.edition, workspace.root)
    return by_rules(edition, find_knowledge(edition, workspace.root))


def by_rules(edition: Edition, knowledge: Knowledge) -> Trial:
    """Return a catalogue to judge by: verdicts rest on the rules alone.

    With the classifier beside them two verdicts of the practice city became "cannot tell" that are none.
    """
    return Trial(edition=edition, knowledge=replace(knowledge, model=None))


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


def _gatherer(
    workspace: Workspace,
    edition: Edition,
    calendar: WorkCalendar,
    declared: tuple[Declaration, ...],
    as_of: datetime,
    first: date,
) -> Gatherer:
    settings = workspace.settings.judge
    limits = Limits(grace_working_days=settings.grace_working_days, min_readings=settings.min_readings)
    return Gatherer(
        edition=edition, calendar=calendar, limits=limits, as_of=as_of, first=first, declared=declared
    )


def read_bureaus(
    reader: FactReader,
    engine: Engine,
    matcher: Matcher,
    bureaus: dict[str, Bureau],
    sites: Iterable[Site],
    as_of: datetime,
    *,
    keep: bool = True,
) -> dict[str, KnownBureau]:
    """Return everything known of *bureaus* at *as_of*, matched; the matches are kept unless *keep* says no."""
    places: dict[str, list[Place]] = {one: [] for one in bureaus}
    notices: dict[str, list[KnownNotice]] = {one: [] for one in bureaus}
    for site in sites:
        if site.bureau in bureaus:
            stood, found = read_site(reader, site, as_of, matcher.edition.zone)
            places[site.bureau] += stood
            notices[site.bureau] += found
    stores = (
        MatchStore(engine, matcher, keep=keep),
        MatchStore(engine, matcher, blind=True, keep=keep),
    )
    return _matched(stores, bureaus, places, notices)


def _matched(
    stores: tuple[MatchStore, MatchStore],
    bureaus: dict[str, Bureau],
    places: dict[str, list[Place]],
    notices: dict[str, list[KnownNotice]],
) -> dict[str, KnownBureau]:
    every = [one for held in notices.values() for one in held]
    texts = {one.versions[-1].id: one.text() for one in every if one.versions}
    plain, blind = stores
    plainly = plain.of(texts)
    unplaced = {one: text for one, text in texts.items() if not plainly[one].categories}
    blindly = blind.of(unplaced)
    return {
        one: KnownBureau(
            bureau=bureaus[one],
            places=tuple(places[one]),
            notices={notice.id: notice for notice in notices[one]},
            matches={
                notice.id: plainly[notice.versions[-1].id]
                if notice.versions
                else plain.matcher.match(notice.text())
                for notice in notices[one]
            },
            blind={
                notice.id: blindly[notice.versions[-1].id]
                for notice in notices[one]
                if notice.versions and notice.versions[-1].id in blindly
            },
        )
        for one in bureaus
    }


def _chosen(bureaus: dict[str, Bureau], wanted: str | None) -> dict[str, Bureau]:
    if wanted is None:
        return bureaus
    # the matrix shows names, so a name is what people copy
    chosen = {key: one for key, one in bureaus.items() if wanted in (key, one.name)}
    if not chosen:
        raise UsageError(f"no such bureau: {wanted!r}", hint=f"bureaus here: {', '.join(bureaus) or 'none'}")
    return chosen


def _first_day(reader: FactReader, sites: Iterable[Site], as_of: datetime, zone: ZoneInfo) -> date:
    """Return the day on which the workspace began to look by a sound clock; the day judged where it never did."""
    runs = [one for site in sites for one in reader.runs(site.id, as_of)]
    starts = [one.started_at for one in runs if not one.clock_wrong]
    return local_day(min(starts, default=as_of), zone)


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
