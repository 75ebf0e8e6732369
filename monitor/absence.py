"""Whether we looked well enough to say that something is not there; whoever cannot is told why."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crawler.clock import SHANGHAI, local_day
from crawler.records import ReadingRecord
from crawler.vantage import divided
from crawler.words import Ending
from monitor.evidence import Evidence, Finding, Place, Reason
from monitor.words import Standing

FRESH = timedelta(hours=48)  # an older last look may have missed what came since
WINDOW = timedelta(days=14)  # over which a column has to have been steadily readable
_OURS = {Ending.SELF_OUTAGE: "self_outage", Ending.CLOCK_WRONG: "too_few_by_clock"}
_TO_THE_END = frozenset({Ending.EXHAUSTED, Ending.EMPTY, Ending.CLOCK_WRONG})
"""What tells that older rows are known; the first complete reading goes to the end, by whatever clock."""
_LAST = {"self_outage": 1, "too_few_by_clock": 1, "too_few_readings": 1, "not_all_places": 2}
STEADY = 0.75  # share of complete readings in the window; the share that EDGI's web monitoring uses


def readings_after(place: Place, day: date, zone: ZoneInfo = SHANGHAI) -> tuple[ReadingRecord, ...]:
    """Return the complete readings of *place* that began after *day*."""
    return tuple(one for one in place.complete if local_day(one.started_at, zone) > day)


def fresh_reading(place: Place, as_of: datetime) -> ReadingRecord | None:
    """Return the last complete reading of *place*, unless it is too old to say how things stand at *as_of*."""
    complete = place.complete
    if not complete or as_of - (complete[-1].ended_at or complete[-1].started_at) > FRESH:
        return None
    return complete[-1]


def obstacles(evidence: Evidence, day: date) -> tuple[Reason, ...]:
    """Return everything that forbids to call the obligation missing on *day*; empty when nothing does."""
    if evidence.elsewhere:
        return (Reason(key="elsewhere", values={"place": evidence.elsewhere}),)
    if evidence.grace_end is None:
        return (Reason(key="calendar_unknown"),)
    if day <= evidence.grace_end:
        return (Reason(key="in_grace", values={"until": evidence.grace_end}),)
    if not evidence.places:
        return (Reason(key="no_site", values={"bureau": evidence.obligation.bureau}),)
    found = [one for place in evidence.places if (one := _obstacle(evidence, place, evidence.grace_end))]
    if evidence.unread:
        found.append(Reason(key="unread_notices", values={"count": len(evidence.unread)}))
    if open_sites := sorted({one.site for one in evidence.places if not one.whole}):
        found.append(Reason(key="not_all_places", values={"sites": open_sites}))
    # a named failure tells more than a count, and a count more than what nobody vouches for
    return tuple(sorted(found, key=lambda one: _LAST.get(one.key, 0)))


def unseen(evidence: Evidence, hindered: tuple[Reason, ...], values: dict[str, object]) -> Finding:
    """Return that nothing can be told of what was not found, with every reading that was looked at and what would help."""
    since = evidence.grace_end or evidence.due or date.min
    looked = [
        one.id
        for place in evidence.places
        for one in place.readings
        if local_day(one.started_at, evidence.zone) > since
    ]
    find = list(evidence.obligation.find)
    return Finding(
        standing=Standing.CANNOT_TELL,
        reason=hindered[0],
        why_not=(
            *hindered[1:],
            Reason(key="not_missing_unproven", values=values),
            Reason(key="not_met_nothing_found", values=values),
        ),
        clear=Reason(key="clear_unseen", values={"find": find, **values}),
        readings=tuple(looked),
    )


def _obstacle(evidence: Evidence, place: Place, after: date) -> Reason | None:
    good = readings_after(place, after, evidence.zone)
    days = {local_day(one.started_at, evidence.zone) for one in good}
    where: dict[str, object] = {"site": place.site, "column": place.column, "name": place.name}
    last = place.theirs[-1] if place.theirs else None
    if not place.readings:
        return Reason(key="never_looked", values=where)
    if divided(place.readings, evidence.as_of):
        return Reason(key="vantage_conflict", values=where)
    if len(days) < evidence.limits.min_readings:
        counted = where | {"complete": len(days), "wanted": evidence.limits.min_readings}
        return _too_few(evidence, place, counted)
    if fresh_reading(place, evidence.as_of) is None:
        ending = last.ending.value if last and not last.complete else ""
        key = "not_readable" if ending else "not_looked_lately"
        counted = where | {"complete": len(days), "wanted": evidence.limits.min_readings}
        return Reason(key=key, values=counted | {"ending": ending, "last": good[-1].started_at})
    return _unsteady(evidence, place, where)


def _too_few(evidence: Evidence, place: Place, counted: dict[str, object]) -> Reason:
    """Return why there are too few complete readings: the site's last failure, else our own, else we did not look."""
    after = evidence.grace_end or evidence.day
    since = [
        one for one in place.readings if not one.complete and local_day(one.started_at, evidence.zone) > after
    ]
    if failed := [one for one in since if not one.ending.ours]:
        return Reason(key="not_readable", values=counted | {"ending": failed[-1].ending.value})
    return Reason(key=_OURS[since[-1].ending] if since else "too_few_readings", values=counted)


def _unsteady(evidence: Evidence, place: Place, where: dict[str, object]) -> Reason | None:
    if not any(one.ending in _TO_THE_END for one in place.readings):
        return Reason(key="never_to_the_end", values=where)
    recent = [one for one in place.theirs if one.started_at > evidence.as_of - WINDOW]
    share = sum(one.complete for one in recent) / len(recent) if recent else 0.0
    if share < STEADY:
        return Reason(key="unsteady", values=where | {"share": round(share, 2)})
    return None


def absent(evidence: Evidence) -> tuple[dict[str, object], tuple[int, ...]]:
    """Return the window of the readings that did not meet it, and the readings; only where nothing hinders."""
    after = evidence.grace_end or evidence.day
    held = [readings_after(place, after, evidence.zone) for place in evidence.places]
    used = [one for readings in held for one in readings]
    values: dict[str, object] = {
        "columns": len(held),
        "readings": len(used),
        "least": min((len(one) for one in held), default=0),
        "since": min(one.started_at for one in used),
        "until": max(one.started_at for one in used),
    }
    return values, tuple(one.id for one in used)
