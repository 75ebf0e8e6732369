"""Nothing of the site itself asks for a person's look: it answers, its columns hold something, its dates are there and true."""

from datetime import date, timedelta

from monitor.evidence import Evidence, Finding, Place, Reason
from monitor.words import Inspects, Standing

VERSION = 1

WINDOW = timedelta(days=7)  # over which the national inspections watch whether a site answers
UNANSWERED = 0.05  # share of failed visits from which they call it out of reach
_FAILED = frozenset({"unreachable", "not_found"})  # endings of a reading that did not reach its list
_BLANK = "empty"  # the ending of one whose list holds nothing
SHOWN = 3  # columns or notices that a reason names


def check(evidence: Evidence, day: date) -> Finding:  # noqa: ARG001 - every rule takes the day; this one counts from the moment
    """Return that a person should look, and at what, or that nothing was found; an inspection never accuses by itself."""
    looked = [one for place in evidence.places for one in place.readings if not one.ending.ours]
    what = evidence.obligation.inspects
    if not looked or what is None:
        return Finding(standing=Standing.CANNOT_TELL, reason=Reason(key="inspected_nothing"))
    found = _look(what, evidence)
    used = tuple(one.id for one in looked if one.started_at > evidence.as_of - WINDOW)
    if found is not None:
        return Finding(standing=Standing.CANNOT_TELL, reason=found, readings=used)
    return Finding(standing=Standing.MET, reason=Reason(key="inspected_fine"), readings=used)


def _look(what: Inspects, evidence: Evidence) -> Reason | None:
    """Return what a person should see, if anything."""
    if what is Inspects.REACH:
        return _reach(evidence)
    if what is Inspects.BLANK:
        return _blank(evidence)
    if what is Inspects.UNDATED:
        return _notices("inspected_undated", evidence)
    return _notices("inspected_dates", evidence)


def _reach(evidence: Evidence) -> Reason | None:
    recent = [
        (place, one)
        for place in evidence.places
        for one in place.readings
        if not one.ending.ours and one.started_at > evidence.as_of - WINDOW
    ]
    failed = [(place, one) for place, one in recent if one.ending in _FAILED]
    share = len(failed) / len(recent) if recent else 0.0
    if share < UNANSWERED:
        return None
    values: dict[str, object] = {"count": len(failed), "of": len(recent), "share": share}
    return Reason(key="inspected_reach", values=values | {"names": _names([place for place, _ in failed])})


def _blank(evidence: Evidence) -> Reason | None:
    complete = ((place, [one for one in place.readings if one.complete]) for place in evidence.places)
    empty = [place for place, held in complete if held and held[-1].ending == _BLANK]
    if not empty:
        return None
    return Reason(key="inspected_blank", values={"count": len(empty), "names": _names(empty)})


def _notices(key: str, evidence: Evidence) -> Reason | None:
    if not evidence.candidates:
        return None
    titles = [one.title for one in evidence.candidates[:SHOWN]]
    return Reason(key=key, values={"count": len(evidence.candidates), "names": titles})


def _names(places: list[Place]) -> list[str]:
    return list(dict.fromkeys(one.name for one in places))[:SHOWN]
