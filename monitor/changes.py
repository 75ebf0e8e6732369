"""What changed between two days, one named cause a change; the command and the page both count here."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from monitor.causes import Cause, cause_seen
from monitor.judgement import Judgement
from monitor.obligations import Comes
from monitor.review.words import State
from monitor.store import Kept, StoredVerdict, edition_digest
from monitor.verdict import Verdict
from monitor.words import Flag, Standing

__all__ = ["Cause", "Change", "Comparison", "Side", "compare"]


@dataclass(frozen=True, kw_only=True)
class Side:
    """What was said on one of the two days."""

    standing: Standing
    flags: tuple[Flag, ...]
    state: State = State.NONE


@dataclass(frozen=True, kw_only=True)
class Change:
    """One verdict that is not what it was; without a side where nothing was owed."""

    key: str
    before: Side | None
    after: Side | None
    cause: Cause
    why: str
    """What exactly, as a key of the words."""
    verdict: Verdict | None
    """The later verdict, or the earlier where there is no later."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two days beside each other."""

    before: Judgement
    after: Judgement
    kept: Kept | None = None
    """What was said on the earlier day itself, where that was kept."""
    changes: tuple[Change, ...] = field(default=())
    unchanged: int = 0

    def only(self, cause: Cause) -> "Comparison":
        """Return the comparison with changes of one cause; what is unchanged stays counted."""
        return replace(self, changes=tuple(one for one in self.changes if one.cause is cause))

    def counts(self) -> dict[Cause, int]:
        """Return how many changes have each cause."""
        counted = Counter(one.cause for one in self.changes)
        return {one: counted[one] for one in Cause}


def compare(before: Judgement, after: Judgement, kept: Kept | None = None) -> Comparison:
    """Return what changed from *before* to *after*; with *kept*, from what was said then and not from what is said of it now."""
    earlier = {one.key: one for one in before.verdicts}
    later = {one.key: one for one in after.verdicts}
    told = _told(before, earlier, kept)
    keys = dict.fromkeys((*told, *later))
    found = []
    for key in keys:
        now = _side(after, later.get(key))
        if told.get(key) != now:
            cause, why = _cause(key, told.get(key), (earlier.get(key), later.get(key)), (before, after), kept)
            verdict = later.get(key) or earlier.get(key)
            found.append(
                Change(key=key, before=told.get(key), after=now, cause=cause, why=why, verdict=verdict)
            )
    order = list(Cause)
    found.sort(key=lambda one: (order.index(one.cause), one.key))
    return Comparison(
        before=before, after=after, kept=kept, changes=tuple(found), unchanged=len(keys) - len(found)
    )


def _side(judged: Judgement, verdict: Verdict | None) -> Side | None:
    if verdict is None:
        return None
    return Side(
        standing=verdict.standing, flags=verdict.flags, state=_shown(judged.review(verdict.key).state)
    )


def _shown(state: State) -> State:
    """Return the state that a change may be told of: to wait for somebody is nothing that changed."""
    return State.NONE if state is State.WAITING else state


def _told(before: Judgement, earlier: Mapping[str, Verdict], kept: Kept | None) -> dict[str, Side]:
    """Return what was said on the earlier day: what was kept of it, else what is said of it now."""
    if kept is None:
        return {key: side for key, one in earlier.items() if (side := _side(before, one))}
    return {
        key: Side(
            standing=one.standing, flags=tuple(sorted(one.flags)), state=_shown(before.review(key).state)
        )
        for key, one in kept.verdicts.items()
    }


def _cause(
    key: str,
    told: Side | None,
    pair: tuple[Verdict | None, Verdict | None],
    days: tuple[Judgement, Judgement],
    kept: Kept | None,
) -> tuple[Cause, str]:
    """Return why what was *told* of *key* is not what is said of the later day."""
    earlier, later = pair
    before, after = days
    if kept is not None and told != _side(before, earlier):
        return _revised(kept, kept.verdicts.get(key), earlier, before)
    if earlier is None or later is None:
        return _came_or_went(later or earlier)
    if (earlier.standing, earlier.flags) == (later.standing, later.flags):
        return _reviewed(key, before, after)
    return cause_seen(earlier, later)


def _revised(
    kept: Kept, stored: StoredVerdict | None, now: Verdict | None, before: Judgement
) -> tuple[Cause, str]:
    """Return why the earlier day itself would be told otherwise today; never data, for what was known then is known.

    Where everything is the same that all verdicts depend on, what is left is what people wrote of the bureau.
    """
    counted_anew = kept.calendar_digest not in {"", before.calendar_digest}
    if counted_anew and stored and now and stored.due != now.due:
        return Cause.CALENDAR, "calendar_corrected"
    if why := _other_law(kept, stored, now, before):
        return Cause.RULE, why
    if counted_anew:
        return Cause.CALENDAR, "calendar_corrected"
    if now and now.reason.key == "clock_wrong":
        return Cause.CRAWL, "looked_otherwise"
    if kept.law and kept.law == before.law:
        return Cause.DECISION, "written_anew"
    return Cause.RULE, "judged_anew"


def _other_law(kept: Kept, stored: StoredVerdict | None, now: Verdict | None, before: Judgement) -> str:
    """Return which part of the law that a snapshot names is another now; an empty text for none."""
    if kept.edition_digest not in {"", edition_digest(before.edition)}:
        return "edition_changed"
    return "rule_changed" if stored and now and stored.rules != now.rule_versions else ""


def _came_or_went(verdict: Verdict | None) -> tuple[Cause, str]:
    if verdict is not None and verdict.obligation.comes in {Comes.EVENT, Comes.NOTICE}:
        return Cause.DATA, "owed_by_event"
    return Cause.CALENDAR, "owed_by_time"


def _reviewed(key: str, before: Judgement, after: Judgement) -> tuple[Cause, str]:
    """Return why the review stands elsewhere although the verdict is the same."""
    known = set(before.review(key).entries)
    if any(one not in known for one in after.review(key).entries):
        return Cause.DECISION, "decided"
    if after.review(key).state is State.FIXED:
        return Cause.CRAWL, "seen_again"
    return Cause.CALENDAR, "reply_time_over"
