"""What each bureau owes: a duty, a bureau, and one period or one triggering event."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from crawler.registry import Bureau
from monitor.catalogue.model import Category, Duty, Edition, Timing
from monitor.events import Event
from monitor.owed import Comes, Found, Obligation
from monitor.periods import Span, spans, window
from monitor.register import owes
from monitor.words import Checkability, Kind, TimeRule

__all__ = ["Comes", "Found", "Obligation", "obligations"]


def obligations(
    edition: Edition,
    bureaus: Mapping[str, Bureau],
    *,
    events: Sequence[Event],
    found: Iterable[Found],
    linked: Iterable[Obligation] = (),
    registered: Collection[str] = (),
    first: date,
    day: date,
    duties: tuple[str, ...] = (),
) -> tuple[Obligation, ...]:
    """Return what *bureaus* owe on *day*, watched since *first*; *duties* restricts it when given.

    *linked* are steps that later steps prove; the first of several proofs counts. *registered* are duties of whose
    events people keep a register, beside those of *events*.
    """
    category_of = {duty.id: one for one in edition.categories for duty in one.duties}
    wanted = [
        (category, duty)
        for category in edition.categories
        for duty in category.duties
        if (not duties or duty.id in duties) and _checkable(duty)
    ]
    owed: dict[str, Obligation] = {}
    known = {duty.id for _, duty in wanted}
    listed = {*registered, *(one.duty for one in events)}
    for bureau in bureaus.values():
        for category, duty in wanted:
            if owes(edition, category, duty, bureau):
                for one in _of_register(category, duty, bureau, first, day, duty.id in listed):
                    owed.setdefault(one.key, one)
    further = [
        _of_event(one, category_of[one.duty]) for one in events if one.duty in known and one.day <= day
    ]
    further += [_of_notice(one, category_of[one.duty]) for one in found if one.duty in known]
    further += [one for one in linked if one.duty in known]
    for one in further:
        if one.bureau in bureaus:
            owed.setdefault(one.key, one)
    return tuple(owed.values())


def _checkable(duty: Duty) -> bool:
    """Return whether a look at a site can tell anything about *duty*."""
    if duty.inspects is not None:
        return True
    return duty.kind is not Kind.INTERNAL_CONTROL and duty.checkability is not Checkability.NONE


def _counted(duty: Duty) -> bool:
    """Return whether it is known how much is owed, and a site shows it itself and not only a sign of it."""
    return bool(duty.denominator) and duty.checkability is not Checkability.PROXY


def _named(category: Category, duty: Duty, bureau: Bureau) -> bool:
    """Return whether the document names the bureau itself for a page of which there is one: it is its own denominator.

    Where another office in fact holds what is owed, or the page may stand elsewhere, nothing is counted.
    """
    elsewhere = duty.venue or duty.channel or category.in_practice or duty.checkability is Checkability.PROXY
    return not elsewhere and bureau.unit in (duty.obliged or category.lead)


def _valid(duty: Duty, day: date) -> bool:
    started = duty.valid_from is None or duty.valid_from <= day
    return started and (duty.valid_to is None or day <= duty.valid_to)


def _of_register(
    category: Category, duty: Duty, bureau: Bureau, first: date, day: date, registered: bool
) -> Iterator[Obligation]:
    """Yield what the bureau owes by itself; where people keep a register of the duty's events, no season is guessed."""
    yield from _periodic(category, duty, bureau, first, day)
    yield from _inspected(category, duty, bureau, day)
    for one in _again(category, duty, bureau, first, day):
        if one.comes is not Comes.EXPECTED or not registered:
            yield one


def _periodic(category: Category, duty: Duty, bureau: Bureau, first: date, day: date) -> Iterator[Obligation]:
    """Yield the yearly, one-off and standing obligations that overlap the time watched."""
    dated = False
    for year in range(first.year, day.year + 1):
        for timing in duty.timings:
            due = _due_in(timing, year)
            if due is None or not _valid(duty, due) or not timing.in_force(due, bureau.unit, bureau.place):
                continue
            dated = True
            yield _dated(category, duty, bureau, timing, due)
    here = any(one.holds_in(bureau.place) for one in duty.timings)
    if duty.kind is Kind.STANDING_PAGE and here and not dated and _valid(duty, day):
        yield Obligation(
            bureau=bureau.id,
            category=category.id,
            duty=duty.id,
            what="",
            comes=Comes.STANDING,
            trigger=None,
            counted=(_counted(duty) or _named(category, duty, bureau)) and duty.firm,
        )


def _due_in(timing: Timing, year: int) -> date | None:
    """Return the fixed day of the rule that falls into *year*, if any."""
    if timing.rule is TimeRule.BY_DATE:
        month, day = timing.due.split("-")
        return date(year, int(month), int(day))
    if timing.rule is TimeRule.ONE_OFF:
        due = date.fromisoformat(timing.due)
        return due if due.year == year else None
    return None


def _inspected(category: Category, duty: Duty, bureau: Bureau, day: date) -> Iterator[Obligation]:
    """Yield the look at the site itself, while a rule of the duty is in force."""
    bound = any(one.in_force(day, bureau.unit, bureau.place) for one in duty.timings)
    if duty.inspects is not None and bound and _valid(duty, day):
        yield Obligation(
            bureau=bureau.id,
            category=category.id,
            duty=duty.id,
            what="",
            comes=Comes.INSPECTED,
            trigger=None,
            counted=False,
            inspects=duty.inspects,
        )


def _again(category: Category, duty: Duty, bureau: Bureau, first: date, day: date) -> Iterator[Obligation]:
    """Yield what recurs in spans of time, and what experience expects once a year."""
    if duty.kind is Kind.STANDING_PAGE:
        return
    for timing in duty.timings:
        held = [(one, Comes.RECURRING) for one in spans(timing, first, day)]
        if not timing.convicts:
            years = (window(timing, year) for year in range(first.year, day.year + 1))
            held += [(one, Comes.EXPECTED) for one in years if one]
        for span, comes in held:
            if timing.in_force(span.first, bureau.unit, bureau.place) and _valid(duty, span.first):
                made = _in_span(category, duty, bureau, timing, span, comes)
                # of a span that began before we looked, something may have come and gone
                yield replace(made, counted=made.counted and span.first >= first)


def _in_span(
    category: Category, duty: Duty, bureau: Bureau, timing: Timing, span: Span, comes: Comes
) -> Obligation:
    return Obligation(
        bureau=bureau.id,
        category=category.id,
        duty=duty.id,
        what=span.name,
        comes=comes,
        trigger=span.first,
        until=span.last,
        counted=_counted(duty),
        wanted=(timing.n or 1) if timing.rule is TimeRule.MIN_COUNT else 1,
        rule=timing,
    )


def _dated(category: Category, duty: Duty, bureau: Bureau, timing: Timing, due: date) -> Obligation:
    yearly = timing.rule is TimeRule.BY_DATE
    return Obligation(
        bureau=bureau.id,
        category=category.id,
        duty=duty.id,
        what=str(due.year) if yearly else due.isoformat(),
        comes=Comes.YEARLY if yearly else Comes.ONCE,
        trigger=due,
        counted=_counted(duty),
        year=due.year - timing.years_back if yearly else None,
        since=None if yearly else timing.valid_from,
    )


def _of_event(event: Event, category: Category) -> Obligation:
    return Obligation(
        bureau=event.bureau,
        category=category.id,
        duty=event.duty,
        what=event.what,
        comes=Comes.EVENT,
        trigger=event.day,
        counted=True,
        find=event.find,
        basis=event.basis,
    )


def _of_notice(found: Found, category: Category) -> Obligation:
    return Obligation(
        bureau=found.bureau,
        category=category.id,
        duty=found.duty,
        what=found.title if found.comes is Comes.NOTICE else f"{found.title}〔公示期〕",
        comes=found.comes,
        trigger=found.trigger,
        counted=False,
        notice=found.notice,
        passage=found.passage,
        told=found.told,
    )
