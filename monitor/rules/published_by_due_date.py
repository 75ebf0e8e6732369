"""What is owed is published on or before the last day that the law leaves for it."""

from datetime import date

from monitor.absence import absent, obstacles, unseen
from monitor.evidence import Candidate, Evidence, Finding, Reason
from monitor.obligations import Comes
from monitor.words import Standing

VERSION = 2  # 2026-11: a declaration that there was nothing discharges

_KINDEST = (Standing.MET, Standing.CANNOT_TELL, Standing.LATE)


def check(evidence: Evidence, day: date) -> Finding:
    """Return the standing of the obligation on *day*."""
    certain = [one for one in evidence.candidates if one.certain]
    if (nothing := declared(evidence, certain)) is not None:
        return nothing
    due = evidence.due
    if due is None:
        return _without_limit(evidence, certain)
    if certain:
        said = [published(evidence, one, due) for one in certain]
        return min(said, key=lambda one: _KINDEST.index(one.standing or Standing.CANNOT_TELL))
    return not_found(evidence, day, due)


def declared(evidence: Evidence, certain: list[Candidate]) -> Finding | None:
    """Return that nothing was owed, where somebody declares so and nothing else was published after all."""
    said = {one.notice for one in evidence.nothing}
    if not said or any(one.notice not in said for one in certain):
        return None
    one = evidence.nothing[0]
    values: dict[str, object] = {
        "first": one.first,
        "last": one.last,
        "basis": one.basis,
        "passage": one.passage,
    }
    return Finding(
        standing=Standing.NOT_APPLICABLE,
        reason=Reason(key="declared_nothing", values=values),
        chosen=certain[0] if certain else None,
    )


def _without_limit(evidence: Evidence, certain: list[Candidate]) -> Finding:
    """No rule in force may convict: what is there is fine, what is not there stays open."""
    unknown = next((one.unknown for one in evidence.derivations if one.unknown), "")
    if certain and not unknown:
        return Finding(
            standing=Standing.MET,
            reason=Reason(key="published_without_limit", values=_dates(certain[0])),
            chosen=certain[0],
        )
    key = "calendar_unknown" if unknown else "no_hard_limit"
    return Finding(
        standing=Standing.CANNOT_TELL,
        reason=Reason(key=key, values={"detail": unknown}),
        chosen=certain[0] if certain else None,
    )


def published(evidence: Evidence, notice: Candidate, due: date) -> Finding:
    """What one notice that surely discharges the duty says of its time."""
    seen, values = notice.first, {"due": due, **_dates(notice)}
    if seen.upper_day <= due:
        return _said(Standing.MET, "seen_in_time", values, notice)
    claims_in_time = notice.claimed is not None and notice.claimed <= due
    if seen.lower_day is not None and seen.lower_day > due:
        if claims_in_time:
            return _said(Standing.CANNOT_TELL, "claims_in_time_but_absent", values, notice)
        return _late(evidence, notice, values)
    if claims_in_time and _believable(evidence, notice):
        key = "claimed_in_time" if seen.lower_day else "claimed_in_time_before_first_look"
        return _said(Standing.MET, key, values, notice)
    if seen.lower_day is None:
        return _said(Standing.CANNOT_TELL, "there_before_first_look", values, notice)
    days = evidence.late_days.get(seen.upper_day)
    return _said(Standing.CANNOT_TELL, "straddles", values | {"days": days}, notice)


def _believable(evidence: Evidence, notice: Candidate) -> bool:
    """Return whether the claimed date agrees with our looks and with the day of the trigger."""
    if notice.claimed is None or (notice.first.lower_day and notice.claimed < notice.first.lower_day):
        return False
    trigger = evidence.obligation.trigger
    happened = evidence.obligation.comes in {Comes.EVENT, Comes.NOTICE}
    return not (happened and trigger and notice.claimed < trigger)


def _late(evidence: Evidence, notice: Candidate, values: dict[str, object]) -> Finding:
    """Count to the day that the bureau itself names, where our looks allow it; else to our last look without it."""
    own = notice.claimed if notice.claimed and notice.claimed <= notice.first.upper_day else None
    since = own or notice.first.lower_day
    days = evidence.late_days.get(since) if since else None
    return Finding(
        standing=Standing.LATE,
        reason=Reason(key="late", values=values | {"days": days}),
        chosen=notice,
        late_working_days=days,
        why_not=(
            Reason(key="not_met_absent_after_due", values=values),
            Reason(key="not_cannot_tell_read_completely", values=values),
        ),
        clear=Reason(key="clear_late", values=values),
        readings=tuple(one for one in (notice.first.lower_reading, notice.first.upper_reading) if one),
    )


def _said(standing: Standing, key: str, values: dict[str, object], notice: Candidate) -> Finding:
    why_not: tuple[Reason, ...] = ()
    if standing is Standing.CANNOT_TELL:
        why_not = (
            Reason(key="not_late_lower_end", values=values),
            Reason(key="not_met_unproven", values=values),
        )
    return Finding(
        standing=standing,
        reason=Reason(key=key, values=values),
        chosen=notice,
        why_not=why_not,
        readings=tuple(one for one in (notice.first.lower_reading, notice.first.upper_reading) if one),
    )


def not_found(evidence: Evidence, day: date, due: date) -> Finding:
    """Nothing surely discharges it: not due yet, not to be told, or missing."""
    values: dict[str, object] = {"due": due}
    if day <= due:
        return Finding(standing=Standing.NOT_DUE, reason=Reason(key="not_due", values=values))
    possible = [one for one in evidence.candidates if not one.certain]
    if possible:
        named = values | {"title": possible[0].title, "url": possible[0].url, "score": possible[0].score}
        return Finding(
            standing=Standing.CANNOT_TELL,
            reason=Reason(key="possible_match", values=named),
            chosen=None,
            why_not=(Reason(key="not_missing_possible_match", values=named),),
        )
    if not evidence.obligation.counted:
        return Finding(standing=Standing.CANNOT_TELL, reason=Reason(key="no_denominator", values=values))
    if hindered := obstacles(evidence, day):
        return unseen(evidence, hindered, {"due": due})
    return _missing(evidence, due)


def _missing(evidence: Evidence, due: date) -> Finding:
    found, readings = absent(evidence)
    values = {"due": due, **found}
    return Finding(
        standing=Standing.SUSPECTED_MISSING,
        reason=Reason(key="missing", values=values),
        why_not=(
            Reason(key="not_met_nothing_found", values=values),
            Reason(key="not_cannot_tell_read_completely", values=values),
        ),
        clear=Reason(key="clear_missing", values={"find": list(evidence.obligation.find), **values}),
        readings=readings,
    )


def _dates(notice: Candidate) -> dict[str, object]:
    return {
        "title": notice.title,
        "url": notice.url,
        "claimed": notice.claimed,
        "lower": notice.first.lower,
        "upper": notice.first.upper,
    }
