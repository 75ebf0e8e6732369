"""In every span of time the law wants so many publications, and experience expects them in their season."""

from collections.abc import Iterable
from datetime import date

from monitor.evidence import Candidate, Evidence, Finding, Reason
from monitor.rules.published_by_due_date import declared, not_found, published
from monitor.words import Standing

VERSION = 2


def check(evidence: Evidence, day: date) -> Finding:
    """Return the standing of one span on *day*; what only experience expects is never late and never missing."""
    certain = [one for one in evidence.candidates if one.certain]
    if (nothing := declared(evidence, certain)) is not None:
        return nothing
    if evidence.due is None:
        return _prompted(evidence, certain, day)
    said = [published(evidence, one, evidence.due) for one in certain]
    met = [one for one in said if one.standing is Standing.MET]
    if documents(one.chosen for one in met if one.chosen) >= evidence.obligation.wanted:
        return met[0]
    if len(met) >= evidence.obligation.wanted:
        return Finding(
            standing=Standing.CANNOT_TELL,
            reason=Reason(
                key="reposts_fill_the_count", values={"count": len(met), "wanted": evidence.obligation.wanted}
            ),
        )
    doubtful = [one for one in said if one.standing is not Standing.MET]
    if doubtful and len(said) >= evidence.obligation.wanted:
        return doubtful[0]
    return not_found(evidence, day, evidence.due)


def documents(candidates: Iterable[Candidate]) -> int:
    """Return how many documents *candidates* are; one that stands twice is one."""
    return len({one.repost_of or one.notice for one in candidates})


def _prompted(evidence: Evidence, certain: list[Candidate], day: date) -> Finding:
    owed = evidence.obligation
    known = any(one.due for one in evidence.derivations)
    due = owed.until if known else None
    values: dict[str, object] = {
        "first": owed.trigger,
        "last": due,
        "count": documents(certain),
        "wanted": owed.wanted,
    }
    if documents(certain) >= owed.wanted:
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
