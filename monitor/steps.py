"""Reads chains in what was published: a later step of a matter was found, so an earlier one was owed before it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from crawler.clock import local_day
from monitor.calendar import WorkCalendar
from monitor.candidates import asserted
from monitor.catalogue.model import Chain, Edition, Link
from monitor.counting import count
from monitor.evidence import Place
from monitor.known import KnownBureau, KnownNotice
from monitor.matching.plain import plain
from monitor.obligations import Comes, Obligation
from monitor.words import Unit

_EDGE = re.compile(r"^[\W_]+|[\W_的]+$")
"""What a subject's ends lose: brackets, dashes, and the word that tied it to its step."""
SHORT = 3  # characters; a shorter subject names too many matters


@dataclass(frozen=True, kw_only=True)
class Step:
    """One published step of a matter."""

    chain: Chain
    at: int
    """Which link of the chain."""
    subject: str
    code: str
    notice: KnownNotice
    day: date
    """The latest day on which it can have come."""

    @property
    def link(self) -> Link:
        """The link that it is."""
        return self.chain.links[self.at]


def find_steps(edition: Edition, bureau: KnownBureau) -> Iterator[Step]:
    """Yield the notices of *bureau* that are surely one step of one matter, in the order in which they came."""
    ordered = sorted(bureau.notices.values(), key=lambda one: (one.first.upper, one.id))
    for notice in ordered:
        for chain in edition.chains:
            step = _step(edition, chain, bureau, notice)
            if step is not None:
                yield step


def find_linked(
    edition: Edition, bureaus: Iterable[KnownBureau], calendar: WorkCalendar, first: date
) -> Iterator[Obligation]:
    """Yield the earlier steps that later ones published since *first* prove to have been owed."""
    for bureau in bureaus:
        for step in find_steps(edition, bureau):
            if step.day >= first:
                for link in step.chain.links[: step.at]:
                    office = bureau.bureau
                    if link.before and link.before.in_force(step.day, office.unit, office.place):
                        yield _owed(edition, bureau, step, link, calendar, first)


def stage_of(chain: Chain, title: str) -> int | None:
    """Return which link of *chain* the title is; None where it is none or could be several."""
    shown = plain(title)
    found = [n for n, one in enumerate(chain.links) if any(re.search(each, shown) for each in one.titles)]
    return found[0] if len(found) == 1 else None


def _step(edition: Edition, chain: Chain, bureau: KnownBureau, notice: KnownNotice) -> Step | None:
    title = plain(notice.title)
    at, named = stage_of(chain, title), re.search(chain.subject, title)
    subject = _EDGE.sub("", named["subject"]) if named else ""
    if at is None or len(subject) < SHORT or (chain.several and re.search(chain.several, title)):
        return None
    category = edition.category_of(chain.links[at].duty).id
    if asserted(bureau.match(notice.id).categories, category) is None:
        return None
    body = plain(notice.versions[-1].body) if notice.versions else ""
    code = re.search(chain.code, body) if chain.code else None
    days = [one for one in (notice.claimed, notice.first.upper_day) if one]
    return Step(
        chain=chain,
        at=at,
        subject=subject,
        code=code[0] if code else "",
        notice=notice,
        day=max(days),
    )


def _owed(
    edition: Edition, bureau: KnownBureau, step: Step, link: Link, calendar: WorkCalendar, first: date
) -> Obligation:
    others = [title for one in step.chain.links if one is not link for title in one.titles]
    return Obligation(
        bureau=bureau.bureau.id,
        category=edition.category_of(link.duty).id,
        duty=link.duty,
        what=f"{step.subject}·{link.name}",
        comes=Comes.LINKED,
        trigger=step.day,
        counted=_watched(bureau.places, link, step, calendar, first),
        find=tuple(one for one in (step.subject, step.code) if one),
        basis=f"《{step.notice.title}》（{step.link.name}，{step.day}）{step.notice.record.url}",
        rule=link.before,
        passage=step.notice.title,
        stage=link.titles,
        other_stages=tuple(others),
        several=step.chain.several,
    )


def _watched(places: Iterable[Place], link: Link, step: Step, calendar: WorkCalendar, first: date) -> bool:
    """Return whether no showing of *link* can have come and gone unseen: every column was read often enough before *step*."""
    day = step.day
    begin = day - timedelta(days=link.watch)
    if link.before is None or begin < first:
        return False
    shown = count(begin, link.before.n or 0, link.before.unit or Unit.CALENDAR_DAY, calendar).end
    gap = max((shown - begin).days if shown else 0, 1)
    held = list(places)
    return bool(held) and all(_without_gap(one, begin, day, gap, step.notice.zone) for one in held)


def _without_gap(place: Place, begin: date, day: date, gap: int, zone: ZoneInfo) -> bool:
    read = [local_day(one.started_at, zone) for one in place.readings if one.complete]
    days = [begin, *(one for one in sorted(read) if begin <= one <= day), day]
    return all((after - before).days <= gap for before, after in pairwise(days))
