"""Puts together what is known of one obligation, so that the rules have everything and nothing else."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from crawler.clock import local_day
from crawler.registry import Bureau
from monitor.appearance import last_met
from monitor.calendar import WorkCalendar
from monitor.candidates import Picked, pick
from monitor.catalogue.model import Category, Duty, Edition
from monitor.deadlines import Derivation, derive, headline, timings_in_force
from monitor.declaration import Declaration
from monitor.elements.notice import edition_values, elements_seen
from monitor.evidence import Candidate, Evidence, Limits
from monitor.exposed import about_persons, exposed_in
from monitor.found import showing_rules
from monitor.history.states import states_of
from monitor.inspected import suspects
from monitor.known import KnownBureau, KnownNotice
from monitor.matching.plain import plain
from monitor.obligations import Comes, Obligation
from monitor.reposts import Document, groups
from monitor.unread import unread
from monitor.words import TimeRule

FIXED = frozenset({TimeRule.BY_DATE, TimeRule.ONE_OFF})
"""Rules that name a day and not a span."""
_COUNTED = frozenset({TimeRule.WITHIN, TimeRule.CONCURRENT, TimeRule.PROMPT, TimeRule.BEFORE})
BEARING: dict[Comes, frozenset[TimeRule]] = {
    Comes.YEARLY: FIXED,
    Comes.ONCE: FIXED,
    Comes.EVENT: _COUNTED,
    Comes.NOTICE: _COUNTED,
    Comes.SHOWN: frozenset({TimeRule.MIN_DURATION}),
}
"""How an obligation comes → the forms of rule that bear on it; the others come from one rule, which they carry."""
READ_CLOSELY = 3  # certain candidates whose elements are looked for; more is a column of the same thing


@dataclass(frozen=True, kw_only=True)
class Gatherer:
    """Gathers evidence for the obligations of one edition, as of one moment."""

    edition: Edition
    calendar: WorkCalendar
    limits: Limits
    as_of: datetime
    first: date
    """The day on which we began to look."""
    declared: tuple[Declaration, ...] = ()
    """What people and notices say of there being nothing to publish."""

    def gather(self, obligation: Obligation, bureau: KnownBureau, taken: frozenset[int]) -> Evidence:
        """Return the evidence of *obligation*; *taken* are the notices that some event names."""
        category = self.edition.category(obligation.category)
        duty = self.edition.duty(obligation.duty)
        siblings = frozenset(one.id for one in category.duties)
        derived = self._derivations(obligation, duty, bureau)
        deciding = _deciding(derived)
        until = max((one.due for one in derived if one.due), default=None)
        if obligation.inspects:
            picked = suspects(obligation.inspects, bureau)
        else:
            picked = pick(obligation, bureau, siblings=siblings, taken=taken, until=until)
        candidates = tuple(
            self._candidate(one, category, duty, obligation, bureau, close=at < READ_CLOSELY)
            for at, one in enumerate(picked)
        )
        if obligation.wanted > 1:
            candidates = _reposts_marked(candidates, bureau)
        due = deciding.due if deciding else None
        return Evidence(
            obligation=obligation,
            as_of=self.as_of,
            zone=self.edition.zone,
            derivations=derived,
            headline=deciding,
            grace_end=self._grace_end(obligation, due),
            late_days=self._late_days(due, candidates),
            candidates=candidates,
            places=bureau.places,
            unread=unread(obligation, bureau),
            limits=self.limits,
            nothing=tuple(one for one in self.declared if _speaks_of(one, obligation)),
            elsewhere=self._elsewhere(obligation, duty, deciding, bureau.bureau),
        )

    def _elsewhere(self, owed: Obligation, duty: Duty, deciding: Derivation | None, office: Bureau) -> str:
        """Return where else it may rightly stand, by the duty or by the rule that decides."""
        if owed.comes is Comes.STANDING:
            day = local_day(self.as_of, self.edition.zone)
            rules = timings_in_force(duty, day, office.unit, office.place)
        else:
            rules = (deciding.timing,) if deciding else ()
        return duty.venue or duty.channel or next((one.channel for one in rules if one.channel), "")

    def _grace_end(self, obligation: Obligation, due: date | None) -> date | None:
        """Return the end of the grace; a standing page is owed from our first look on."""
        start = self.first if obligation.comes is Comes.STANDING else due
        return self.calendar.add_workdays(start, self.limits.grace_working_days) if start else None

    def _derivations(self, obligation: Obligation, duty: Duty, bureau: KnownBureau) -> tuple[Derivation, ...]:
        trigger = obligation.trigger
        if trigger is None:
            return ()
        if obligation.rule is not None:
            return (derive(obligation.rule, trigger, self.calendar),)
        office = bureau.bureau
        timings = timings_in_force(duty, trigger, office.unit, office.place)
        if obligation.comes is Comes.SHOWN:
            timings = showing_rules(duty, bureau.notices[obligation.notice or 0].title, trigger, office)
        bearing = (one for one in timings if one.rule in BEARING[obligation.comes])
        every = tuple(derive(one, trigger, self.calendar) for one in bearing)
        if obligation.comes in {Comes.YEARLY, Comes.ONCE}:
            return tuple(one for one in every if one.due == trigger)
        return every

    def _late_days(self, due: date | None, candidates: tuple[Candidate, ...]) -> dict[date, int]:
        if due is None:
            return {}
        days = {one.first.lower_day for one in candidates} | {one.first.upper_day for one in candidates}
        days |= {one.claimed for one in candidates}
        counted = {one: self.calendar.workdays_between(due, one) for one in days if one and one > due}
        return {day: count for day, count in counted.items() if count is not None}

    def _candidate(
        self,
        picked: Picked,
        category: Category,
        duty: Duty,
        obligation: Obligation,
        bureau: KnownBureau,
        *,
        close: bool,
    ) -> Candidate:
        notice = picked.notice
        read = close and picked.certain and bool(notice.versions)
        owed_on = obligation.trigger or notice.claimed or notice.first.upper_day
        exposed = exposed_in(notice, persons=about_persons(self.edition, duty)) if read else ()
        return Candidate(
            notice=notice.id,
            site=notice.site.id,
            columns=notice.columns,
            title=notice.title,
            url=notice.record.url,
            claimed=notice.claimed,
            first=notice.first,
            certain=picked.certain,
            score=picked.score,
            reasons=picked.reasons,
            states=tuple(states_of(notice, bureau.notices.values())),
            gone=notice.gone,
            last_present=_last_present(notice, bureau) if obligation.comes is Comes.SHOWN else None,
            met=last_met(notice.stood),
            right_place=right_place(notice.columns, category, self.edition),
            elements=elements_seen(notice, duty, owed_on, edition_values(self.edition)) if read else (),
            attachments=len(notice.versions[-1].attachments) if notice.versions else 0,
            files_read=notice.files_read,
            leaks=tuple(dict.fromkeys(one.kind for one in exposed)),
            exposed=exposed,
            outdated=self._outdated(notice, duty, bureau.bureau.unit) if read else (),
        )

    def _outdated(self, notice: KnownNotice, duty: Duty, unit: str) -> tuple[str, ...]:
        """Return the words that only a text from before a change holds, once the time to take it in has run out."""
        if duty.stale_since is None:
            return ()
        decided = headline(
            derive(one, duty.stale_since, self.calendar)
            for one in timings_in_force(duty, duty.stale_since, unit)
        )
        text = plain(notice.versions[-1].body)
        fresh = any(plain(one) in text for one in duty.fresh_terms)
        if (
            decided is None
            or decided.due is None
            or local_day(self.as_of, self.edition.zone) <= decided.due
            or fresh
        ):
            return ()
        return tuple(one for one in duty.stale_terms if plain(one) in text)


def _reposts_marked(candidates: tuple[Candidate, ...], bureau: KnownBureau) -> tuple[Candidate, ...]:
    """Return *candidates*; each that is the same document as one before it says so, for a document counts once."""
    held = groups((one.notice, Document(bureau.notices[one.notice].text())) for one in candidates)
    first = {member: group[0] for group in held for member in group[1:]}
    return tuple(replace(one, repost_of=first.get(one.notice)) for one in candidates)


def _speaks_of(declared: Declaration, owed: Obligation) -> bool:
    """Return whether *declared* speaks of the whole time of *owed*; an event that happened is not talked away."""
    if declared.bureau != owed.bureau:
        return False
    if owed.trigger and owed.until:
        return declared.covers(owed.category, owed.duty, owed.trigger, owed.until)
    if owed.comes is not Comes.YEARLY or owed.year is None:
        return False
    return declared.covers(owed.category, owed.duty, date(owed.year, 1, 1), date(owed.year, 12, 31))


def _last_present(notice: KnownNotice, bureau: KnownBureau) -> datetime | None:
    """Return when the notice, or one of the same title, was last there: a repost shows it, too."""
    alike = (one for one in bureau.notices.values() if one.title == notice.title)
    return max((at for one in alike if (at := one.last_present)), default=None)


def _deciding(derived: tuple[Derivation, ...]) -> Derivation | None:
    """Return the derivation to judge by; one about another platform only where there is no other."""
    here = [one for one in derived if not one.timing.channel]
    return headline(here) or headline(derived)


def right_place(columns: tuple[str, ...], category: Category, edition: Edition) -> bool:
    """Return whether one of *columns* is of the category or general; unknown where the catalogue names none."""
    wanted = _plainly((*category.terms.columns, *edition.general_columns))
    stood = _plainly(columns)
    return not category.terms.columns or any(term in one or one in term for one in stood for term in wanted)


@lru_cache(maxsize=1024)
def _plainly(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plain(one) for one in names)
