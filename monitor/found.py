"""Finds notices that state the day of their own trigger, so that their time can be judged without a register."""

from collections.abc import Iterable, Iterator
from datetime import date

from monitor.candidates import CLEAR, names
from monitor.catalogue.model import Duty, Edition
from monitor.events import Event
from monitor.known import KnownBureau, KnownNotice
from monitor.matching.notice import MatchResult
from monitor.obligations import Found
from monitor.trigger import read_trigger
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
            duty = _its_duty(edition, bureau.match(notice.id))
            if duty is None or not notice.versions or names(finds, notice):
                continue
            trigger = _trigger(notice, duty)
            if trigger is not None and trigger.year >= first.year:
                yield Found(
                    notice=notice.id,
                    bureau=bureau.bureau.id,
                    duty=duty.id,
                    title=notice.title,
                    trigger=trigger,
                )


def _its_duty(edition: Edition, match: MatchResult) -> Duty | None:
    """Return the duty that the notice surely discharges, if it is one that an event sets off."""
    if not match.categories:
        return None
    best = match.categories[0]
    siblings = {one.id for one in edition.category(best.category).duties}
    said = [one for one in match.duties if one.category in siblings]
    if not said:
        return None
    first = max(said, key=lambda one: one.score)
    others = [one for one in said if one is not first]
    if any(one.score >= first.score * CLEAR for one in others):
        return None
    duty = edition.duty(first.category)
    spans = any(one.rule is TimeRule.WITHIN for one in duty.timings)
    return duty if duty.kind is Kind.EVENT_DRIVEN and spans else None


def _trigger(notice: KnownNotice, duty: Duty) -> date | None:
    """Return the day that the first version states; a later edit cannot move the trigger."""
    return read_trigger(duty, notice.versions[0].body)
