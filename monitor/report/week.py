"""A week in numbers: what stands at its end, and what changed since the end of the week before."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.judgement import Coverage, Judgement
from monitor.review.words import State
from monitor.verdict import Verdict
from monitor.words import Standing

WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Week:
    """An ISO week; reports speak of what was known at the end of its Sunday, or of the day they were asked on."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """The week as addresses write it, such as ``2015-W26``."""
        return f"{self.year}-W{self.number:02}"

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + WEEK - timedelta(days=1)


def week_of(day: date) -> Week:
    """Return the ISO week of *day*.

    >>> week_of(date(2015, 6, 28)).name
    '2015-W26'
    """
    year, number, _ = day.isocalendar()
    return Week(year=year, number=number)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the last moment of *day* in *zone*."""
    return datetime.combine(day, time.max, zone)


def say_share(coverage: Coverage) -> str:
    """Return the share that could be judged; a dash where nothing was due.

    >>> say_share(Coverage(judged=7, due=8))
    '88%'
    """
    return "－" if coverage.share is None else f"{coverage.share:.0%}"


@dataclass(frozen=True, kw_only=True)
class Weekly:
    """What the letter, the list and the page say of a week."""

    week: Week
    now: Judgement
    before: Judgement

    @property
    def day(self) -> date:
        """The day that the numbers stand for."""
        return self.now.day

    def of(self, standing: Standing, judgement: Judgement | None = None) -> tuple[Verdict, ...]:
        """Return the verdicts of one standing."""
        return tuple(one for one in (judgement or self.now).verdicts if one.standing is standing)

    @property
    def suspected(self) -> tuple[Verdict, ...]:
        """Late or suspected missing, soonest due first; none of it decided by people yet."""
        accused = [one for one in self.now.verdicts if _suspects(self.now, one)]
        return tuple(sorted(accused, key=lambda one: (one.due or date.max, one.key)))

    @property
    def confirmed(self) -> tuple[Verdict, ...]:
        """What two people or an arbiter confirmed, after the bureau had its say; it may be named outside."""
        return self.now.in_state(State.CONFIRMED)

    @property
    def fixed(self) -> tuple[Verdict, ...]:
        """What has been put right since the week before."""
        before = {one.key for one in self.before.in_state(State.FIXED)}
        return tuple(one for one in self.now.in_state(State.FIXED) if one.key not in before)

    @property
    def newly_confirmed(self) -> tuple[Verdict, ...]:
        """What was not confirmed a week ago."""
        before = {one.key for one in self.before.in_state(State.CONFIRMED)}
        return tuple(one for one in self.confirmed if one.key not in before)

    @property
    def suspected_before(self) -> int:
        """How many were suspected a week ago."""
        return sum(_suspects(self.before, one) for one in self.before.verdicts)

    def rectifying(self, until: date) -> tuple[Verdict, ...]:
        """Return the confirmed whose day to be put right is *until* or before, soonest first."""
        days = [(self.now.review(one.key).rectify_by, one) for one in self.confirmed]
        held = [(day, one) for day, one in days if day is not None and day <= until]
        return tuple(one for _, one in sorted(held, key=lambda pair: (pair[0], pair[1].key)))

    @property
    def flagged(self) -> tuple[Verdict, ...]:
        """Verdicts that say nothing against the time, but carry a flag."""
        return tuple(
            one
            for one in self.now.verdicts
            if one.flags and not one.standing.accuses and not self.now.review(one.key).state.settled
        )

    @property
    def new(self) -> tuple[Verdict, ...]:
        """What is suspected now and was not a week ago."""
        known = {one.key for one in self.before.verdicts if one.standing.accuses}
        return tuple(one for one in self.suspected if one.key not in known)

    @property
    def cleared(self) -> tuple[Verdict, ...]:
        """What was suspected missing a week ago and is so no longer."""
        missing = {one.key for one in self.of(Standing.SUSPECTED_MISSING, self.before)}
        return tuple(one for one in self.now.verdicts if one.key in missing and not one.standing.accuses)

    @property
    def reviewed(self) -> tuple[Verdict, ...]:
        """What people decided, whichever way, for the ledger; the confirmed first."""
        held = [one for one in self.now.verdicts if self.now.review(one.key).state.settled]
        order = list(State)
        return tuple(sorted(held, key=lambda one: (order.index(self.now.review(one.key).state), one.key)))

    @property
    def total(self) -> tuple[int, int]:
        """How many obligations there are now, and the change since a week ago."""
        return len(self.now.verdicts), len(self.now.verdicts) - len(self.before.verdicts)

    def count(self, standing: Standing) -> tuple[int, int]:
        """Return how many have *standing* now, and the change since a week ago."""
        now = len(self.of(standing))
        return now, now - len(self.of(standing, self.before))


def _suspects(judgement: Judgement, verdict: Verdict) -> bool:
    """Return whether the machine accuses and nobody has decided yet."""
    return verdict.standing.accuses and not judgement.review(verdict.key).state.settled
