"""Finds notices that owe something by themselves: they state the day of their trigger, or have to stay for a time."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from crawler.registry import Bureau
from monitor.candidates import CLEAR, names
from monitor.catalogue.model import Category, Duty, Edition, Timing
from monitor.events import Event
from monitor.known import KnownBureau, KnownNotice
from monitor.matching.notice import MatchResult
from monitor.matching.plain import plain
from monitor.obligations import Comes, Found
from monitor.trigger import Trigger, find_trigger
from monitor.words import Kind, TimeRule


def find_triggers(
    edition: Edition, known: Iterable[KnownBureau], events: Iterable[Event], first: date
) -> Iterator[Found]:
    """Yield the notices of an event-driven duty whose text states a trigger in the years watched since *first*.

    A notice that an event names is that event's; it is not a second obligation.
    """
    written = list(events)
    for bureau in known:
        finds = [text for one in written if one.bureau == bureau.bureau.id for text in one.find]
        for notice in bureau.notices.values():
            if not notice.versions or names(finds, notice):
                continue
            for duty in filter(_counts_from_its_day, its_duties(edition, bureau.match(notice.id))):
                trigger = _trigger(notice, duty)
                if trigger is not None and trigger.day.year >= first.year:
                    yield _found(bureau, notice, duty, trigger)


def find_showings(edition: Edition, known: Iterable[KnownBureau], first: date) -> Iterator[Found]:
    """Yield the notices that came since *first* and that a rule of their duty wants to stay for a time."""
    for bureau in known:
        for notice in bureau.notices.values():
            day = notice.first.lower_day or notice.claimed
            if day is None or day < first:
                continue
            began = min(day, notice.claimed or day)
            for duty in its_duties(edition, bureau.match(notice.id)):
                if showing_rules(duty, notice.title, began, bureau.bureau):
                    yield Found(
                        notice=notice.id,
                        bureau=bureau.bureau.id,
                        duty=duty.id,
                        title=notice.title,
                        trigger=began,
                        comes=Comes.SHOWN,
                    )


def showing_rules(duty: Duty, title: str, day: date, office: Bureau) -> tuple[Timing, ...]:
    """Return the rules by which a notice of that title, out since *day*, has to stay for a time."""
    shown = plain(title)
    return tuple(
        one
        for one in duty.timings
        if one.rule is TimeRule.MIN_DURATION
        and one.in_force(day, office.unit, office.place)
        and any(re.search(each, shown) for each in one.titles)
    )


def _found(bureau: KnownBureau, notice: KnownNotice, duty: Duty, trigger: Trigger) -> Found:
    return Found(
        notice=notice.id,
        bureau=bureau.bureau.id,
        duty=duty.id,
        title=notice.title,
        trigger=trigger.day,
        passage=trigger.passage,
        told=trigger.told,
    )


def _counts_from_its_day(duty: Duty) -> bool:
    return duty.kind is Kind.EVENT_DRIVEN and any(one.rule is TimeRule.WITHIN for one in duty.timings)


def its_duties(edition: Edition, match: MatchResult) -> tuple[Duty, ...]:
    """Return the duties that the notice surely discharges, best category first.

    Of each category it is asserted to be of one at most: where two of its duties are about as likely, neither is sure.
    """
    return tuple(
        duty for one in match.categories if (duty := _clearly(edition.category(one.category), match))
    )


def _clearly(category: Category, match: MatchResult) -> Duty | None:
    siblings = {one.id: one for one in category.duties}
    said = sorted((one for one in match.duties if one.category in siblings), key=lambda one: -one.score)
    if not said or any(one.score >= said[0].score * CLEAR for one in said[1:]):
        return None
    return siblings[said[0].category]


def _trigger(notice: KnownNotice, duty: Duty) -> Trigger | None:
    """Return the day that the first version states; a later edit cannot move the trigger."""
    return find_trigger(duty, notice.versions[0].body)
