"""The state of a verdict in review: what people decided of its claim, and what the sites have shown since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crawler.clock import SHANGHAI, local_day
from monitor.calendar import WorkCalendar
from monitor.evidence import Candidate
from monitor.review.entry import Entry, accuses, claim_of
from monitor.review.ruling import Ruling, fold
from monitor.review.words import Choice, State, Waits
from monitor.verdict import Verdict
from monitor.words import Flag, Standing

RECOVERED = 2
"""Readings that have to meet what was missing before it counts as put right."""
_STANDINGS = frozenset(one.value for one in Standing if one.accuses)
_Stand = tuple[State, Waits]


@dataclass(frozen=True, kw_only=True)
class Review:
    """Where a verdict stands in review, and who brought it there."""

    state: State
    waits: Waits = Waits.NOTHING
    claim: str
    """What the decisions are about; the machine may say something else by now."""
    ruling: Ruling = field(default_factory=Ruling)
    window_end: date | None = None
    """The last day on which the bureau may answer."""
    rectify_by: date | None = None
    """The day by which what is confirmed is to be put right."""
    entries: tuple[Entry, ...] = ()

    @property
    def called(self) -> str:
        """The state with the claim, such as ``confirmed_missing``."""
        claim = self.claim.removeprefix("suspected_")
        return f"{self.state.value}_{claim}" if self.state is State.CONFIRMED else self.state.value

    def claim_to_decide(self, verdict: Verdict) -> str:
        """Return what a decision on *verdict* is about: what is under review, also where a site went down meanwhile."""
        return self.claim if self.state.open else claim_of(verdict)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who decided, in the order of their decisions; the arbiter last."""
        return tuple(one.author for one in self.ruling.seats)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How long a bureau has to answer and to put things right, in working days of a calendar."""

    calendar: WorkCalendar
    zone: ZoneInfo = SHANGHAI
    """Where the days begin and end."""
    reply_days: int = 5
    rectify_days: int = 10


def settle(verdict: Verdict, history: Iterable[Entry], terms: Terms) -> Review:
    """Return the state of *verdict* by the entries of its *history* that were made by its moment."""
    known = sorted((one for one in history if one.at <= verdict.as_of), key=lambda one: (one.at, one.id))
    current = claim_of(verdict)
    claim = _claim(current, known)
    mine = tuple(one for one in known if one.claim == claim)
    ruling = fold(mine, terms.calendar, terms.reply_days, terms.zone)
    state, waits = _ruled(ruling, claim, verdict.as_of, terms)
    if claim != current:
        state, waits = _moved_on(verdict, claim, ruling, (state, waits))
    if state in {State.NONE, State.WAITING}:
        return Review(state=state, waits=waits, claim=current, entries=mine)
    return Review(
        state=state,
        waits=waits,
        claim=claim,
        ruling=ruling,
        window_end=ruling.window_end(terms.calendar, terms.reply_days, terms.zone),
        rectify_by=_rectify_by(state, ruling, terms),
        entries=mine,
    )


def settle_all(
    verdicts: Iterable[Verdict], history: Mapping[str, tuple[Entry, ...]], terms: Terms
) -> dict[str, Review]:
    """Return obligation → review, of everything that accuses or about which anybody has said something."""
    return {
        one.key: settle(one, history.get(one.key, ()), terms)
        for one in verdicts
        if accuses(one) or one.key in history
    }


def _claim(current: str, known: list[Entry]) -> str:
    """Return the claim to settle: the verdict's own, unless only an earlier accusation was ever spoken about."""
    earlier = [one.claim for one in known if _accusing(one.claim)]
    spoken = any(one.claim == current for one in known)
    return current if spoken or not earlier else earlier[-1]


def _accusing(claim: str) -> bool:
    return claim in _STANDINGS or all(one in set(Flag) for one in claim.split("+"))


def _ruled(ruling: Ruling, claim: str, moment: datetime, terms: Terms) -> _Stand:
    """Return where the entries lead while the verdict says what they are about."""
    if closed := _closed(ruling, claim):
        return closed, Waits.NOTHING
    if ruling.agreed is Choice.CONFIRM:
        return _agreed(ruling, moment, terms)
    waits = (Waits.REVIEWER, Waits.SECOND, Waits.ARBITER)[len(ruling.panel)]
    if ruling.objected:
        return State.DISPUTED, waits
    return (State.UNDER_REVIEW if ruling.panel else State.WAITING), waits


def _closed(ruling: Ruling, claim: str) -> State | None:
    """Return the state of what people have put away, or of what accuses nobody; None while neither is so."""
    if ruling.withdrawal:
        return State.WITHDRAWN
    if ruling.excuse:
        return State.EXCUSED
    if not _accusing(claim):
        return State.NONE
    if ruling.agreed is Choice.REJECT:
        return State.WITHDRAWN if ruling.was_confirmed else State.REJECTED
    return None


def _agreed(ruling: Ruling, moment: datetime, terms: Terms) -> _Stand:
    """Return where it stands once people agree: the bureau has to be heard first."""
    if ruling.confirmed(terms.calendar, terms.reply_days, moment, terms.zone):
        return State.CONFIRMED, Waits.NOTHING
    if ruling.told is None:
        return State.UNDER_REVIEW, Waits.NOTICE
    known = ruling.window_end(terms.calendar, terms.reply_days, terms.zone) is not None
    return State.UNDER_REVIEW, Waits.REPLY if known else Waits.CALENDAR


def _moved_on(verdict: Verdict, claim: str, ruling: Ruling, stood: _Stand) -> _Stand:
    """Return the state where the machine no longer says what people spoke about.

    A site that is down now clears nobody and accuses nobody anew; only readings that meet the thing settle it.
    """
    spoken = ruling.agreed is Choice.CONFIRM or ruling.was_confirmed
    if stood[0].clears or (verdict.standing is Standing.CANNOT_TELL and verdict.chosen is None):
        return stood
    if not spoken:
        return (State.WAITING, Waits.REVIEWER) if accuses(verdict) else (State.NONE, Waits.NOTHING)
    if claim == Standing.LATE.value or verdict.chosen is None:
        return State.UNDER_REVIEW, Waits.SUPERVISOR
    return (State.FIXED, Waits.NOTHING) if recovered(verdict) else (stood[0], Waits.RECOVERY)


def recovered(verdict: Verdict) -> bool:
    """Return whether enough readings met what discharges the obligation as it stands now."""
    there = verdict.chosen
    return there is not None and there.gone is None and _looks(there) >= RECOVERED


def _looks(there: Candidate) -> int:
    """Return how many of its last readings met it since its newest state; of a page never read, all of them."""
    since = there.states[-1].seen_at if there.states else None
    return sum(since is None or one > since or len(there.states) == 1 for one in there.met)


def _rectify_by(state: State, ruling: Ruling, terms: Terms) -> date | None:
    """Return the working days to put it right, counted from the end of the time to answer or from the override."""
    if state is not State.CONFIRMED:
        return None
    return terms.calendar.add_workdays(_confirmed_on(ruling, terms), terms.rectify_days)


def _confirmed_on(ruling: Ruling, terms: Terms) -> date:
    """Return the day on which the last condition was met."""
    agreed = max(local_day(one.at, terms.zone) for one in ruling.seats)
    accepted = ruling.reply if ruling.reply and ruling.reply.choice is Choice.ACCEPTS else None
    heard = [local_day(one.at, terms.zone) for one in (ruling.override, accepted) if one]
    end = ruling.window_end(terms.calendar, terms.reply_days, terms.zone)
    return max(agreed, min([*heard, *([end] if end else [])], default=agreed))
