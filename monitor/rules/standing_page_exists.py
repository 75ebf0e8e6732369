"""A page that must always be there is there."""

from datetime import date

from monitor.absence import absent, obstacles, unseen
from monitor.evidence import Candidate, Evidence, Finding, Reason
from monitor.words import Standing

VERSION = 1


def check(evidence: Evidence, day: date) -> Finding:
    """Return the standing of a standing page on *day*.

    It has no last day of its own: it is owed on every day that we looked, and the days of grace begin with our first
    look.
    """
    certain = [one for one in evidence.candidates if one.certain]
    there = [one for one in certain if one.gone is None]
    if there:
        best = min(there, key=lambda one: one.first.upper)
        return _said(Standing.MET, "page_is_there", best)
    possible = [one for one in evidence.candidates if not one.certain and one.gone is None]
    if possible:
        return Finding(standing=Standing.CANNOT_TELL, reason=_reason("possible_match", possible[0]))
    if certain:
        return _said(Standing.CANNOT_TELL, "page_was_withdrawn", certain[0])
    if not evidence.obligation.counted:
        return Finding(standing=Standing.CANNOT_TELL, reason=Reason(key="no_denominator"))
    if hindered := obstacles(evidence, day):
        return unseen(evidence, hindered, {})
    values, readings = absent(evidence)
    return Finding(
        standing=Standing.SUSPECTED_MISSING,
        reason=Reason(key="page_missing", values=values),
        why_not=(
            Reason(key="not_met_nothing_found", values=values),
            Reason(key="not_cannot_tell_read_completely", values=values),
        ),
        clear=Reason(key="clear_missing", values={"find": [], **values}),
        readings=readings,
    )


def _said(standing: Standing, key: str, notice: Candidate) -> Finding:
    return Finding(standing=standing, reason=_reason(key, notice), chosen=notice)


def _reason(key: str, notice: Candidate) -> Reason:
    values = {"title": notice.title, "url": notice.url, "upper": notice.first.upper, "score": notice.score}
    return Reason(key=key, values=values)
