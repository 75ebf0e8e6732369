"""In every span of time the law wants so many publications, and experience expects them in their season."""

from datetime import date

from monitor.evidence import Candidate, Evidence, Finding, Reason
from monitor.rules.published_by_due_date import declared, not_found, published
from monitor.words import Standing

VERSION = 1


def check(evidence: Evidence, day: date) -> Finding:
    """Return the standing of one span on *day*; what only experience expects is never late and never missing."""
    certain = [one for one in evidence.candidates if one.certain]
    if (nothing := declared(evidence, certain)) is not None:
        return nothing
    if evidence.due is None:
        return _prompted(evidence, certain, day)
    said = [published(evidence, one, evidence.due) for one in certain]
    met = [one for one in said if one.standing is Standing.MET]
    if len(met) >= evidence.obligation.wanted:
        return met[0]
    doubtful = [one for one in said if one.standing is not Standing.MET]
    if doubtful and len(said) >= evidence.obligation.wanted:
        return doubtful[0]
    return not_found(evidence, day, evidence.due)


def _prompted(evidence: Evidence, certain: list[Candidate], day: date) -> Finding:
    owed = evidence.obligation
    known = any(one.due for one in evidence.derivations)
    due = owed.until if known else None
    values: dict[str, object] = {
        "first": owed.trigger,
        "last": due,
        "count": len(certain),
        "wanted": owed.wanted,
    }
    if len(certain) >= owed.wanted:
        one = certain[0]
        return Finding(
            standing=Standing.MET,
            reason=Reason(key="expected_and_seen", values=values | {"title": one.title, "url": one.url}),
            chosen=one,
        )
    if due is None:
        unknown = next((one.unknown for one in evidence.derivations if one.unknown), "")
        return Finding(
            standing=Standing.CANNOT_TELL, reason=Reason(key="calendar_unknown", values={"detail": unknown})
        )
    if day <= due:
        return Finding(standing=Standing.NOT_DUE, reason=Reason(key="not_due", values={"due": due}))
    return Finding(standing=Standing.CANNOT_TELL, reason=Reason(key="expected_unseen", values=values))
