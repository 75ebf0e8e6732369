"""Deadlines: which rules of time bind on a day, and when each of them ends, shown day by day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from monitor.calendar import WorkCalendar
from monitor.catalogue.model import Duty, Timing
from monitor.counting import Count, Step, count, roll
from monitor.words import TimeRule, Unit


@dataclass(frozen=True, kw_only=True)
class Derivation:
    """How one rule leads from its trigger to a day."""

    timing: Timing
    trigger: date
    due: date | None
    """The last day on which it is in time; for a minimum duration the first day on which it may go."""
    steps: tuple[Step, ...] = ()
    unknown: str = ""
    """Why there is no day; such a rule cannot be judged."""

    @property
    def convicts(self) -> bool:
        """Whether missing this day may count as late or missing."""
        return self.due is not None and self.timing.convicts

    @property
    def waits(self) -> bool:
        """Whether it would convict and only the calendar is lacking."""
        timing = self.timing
        return self.due is None and timing.convicts and timing.n is not None and timing.unit is not None


def timings_in_force(duty: Duty, trigger_day: date, unit: str, place: str = "") -> tuple[Timing, ...]:
    """Return the rules of *duty* that bind *unit* of *place* when the trigger falls on *trigger_day*, in the file's order.

    A bureau whose unit stands in no set is bound only by the rules that bind everybody.
    """
    return tuple(one for one in duty.timings if one.in_force(trigger_day, unit, place))


def derive(timing: Timing, trigger: date, calendar: WorkCalendar) -> Derivation:
    """Return the day to which *timing* leads from *trigger*, and how.

    For by_date and expect_window it is the day in the year of *trigger*; one_off has its own day. Of a rule that wants
    something in every span *trigger* is the first day of the span, and the day after the span still is in time.
    """
    counted = _RULES[timing.rule](timing, trigger, calendar)
    return Derivation(
        timing=timing, trigger=trigger, due=counted.end, steps=counted.steps, unknown=counted.unknown
    )


def headline(derivations: Iterable[Derivation]) -> Derivation | None:
    """Return the one to judge by: of the rules that convict, the strongest source's, and of these the earliest day.

    None when no rule convicts, or when no day of the strongest source's is known because holidays are not announced: a
    weaker source never decides in its place. The caller may still prompt by the others.
    """
    able = [one for one in derivations if one.convicts or one.waits]
    strongest = min((one.timing.strength.rank for one in able), default=None)
    known = [one for one in able if one.convicts and one.timing.strength.rank == strongest]
    return min(known, key=lambda one: one.due or date.max, default=None)


def beside(derivations: Iterable[Derivation], chosen: Derivation | None) -> tuple[Derivation, ...]:
    """Return the rules other than *chosen* that led to a day, earliest first, for a report beside it."""
    others = [one for one in derivations if one is not chosen and one.due is not None]
    return tuple(sorted(others, key=lambda one: one.due or date.max))


def _forward(timing: Timing, trigger: date, calendar: WorkCalendar) -> Count:
    if timing.n is None or timing.unit is None:
        return Count(end=None, unknown="the rule names no number")
    counted = count(trigger, timing.n, timing.unit, calendar)
    if timing.unit not in {Unit.WORKING_DAY, Unit.HOUR}:
        counted = roll(counted, calendar)
    if not timing.grace or counted.end is None:
        return counted
    more = count(counted.end, timing.grace, Unit.WORKING_DAY, calendar)
    return Count(end=more.end, steps=(*counted.steps, *more.steps), unknown=more.unknown)


def _shown(timing: Timing, trigger: date, calendar: WorkCalendar) -> Count:
    """Count without rolling: a longer showing would be the stricter reading."""
    if timing.n is None or timing.unit is None:
        return Count(end=None, unknown="the rule names no number")
    return count(trigger, timing.n, timing.unit, calendar)


def _back(timing: Timing, trigger: date, calendar: WorkCalendar) -> Count:
    if timing.n is None or timing.unit is None:
        return Count(end=None, unknown="the rule names no number")
    return count(trigger, timing.n, timing.unit, calendar, back=True)


def _yearly(timing: Timing, trigger: date, calendar: WorkCalendar) -> Count:  # noqa: ARG001 - one shape for all rules
    first, _, last = timing.due.rpartition("..")
    over = bool(first) and last < first
    return Count(end=date.fromisoformat(f"{trigger.year + over:04}-{last}"))


def _once(timing: Timing, trigger: date, calendar: WorkCalendar) -> Count:  # noqa: ARG001 - one shape for all rules
    return Count(end=date.fromisoformat(timing.due))


def _spanning(timing: Timing, trigger: date, calendar: WorkCalendar) -> Count:
    """Count one unit, however many publications it wants."""
    if timing.unit is None:
        return Count(end=None, unknown="the rule names no span of time")
    return roll(count(trigger, 1, timing.unit, calendar), calendar)


_RULES: dict[TimeRule, Callable[[Timing, date, WorkCalendar], Count]] = {
    TimeRule.WITHIN: _forward,
    TimeRule.EVERY: _forward,
    TimeRule.CONCURRENT: _forward,
    TimeRule.PROMPT: _forward,
    TimeRule.MIN_DURATION: _shown,
    TimeRule.BEFORE: _back,
    TimeRule.BY_DATE: _yearly,
    TimeRule.EXPECT_WINDOW: _yearly,
    TimeRule.ONE_OFF: _once,
    TimeRule.MIN_COUNT: _spanning,
}
