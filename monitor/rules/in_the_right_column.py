"""The publication stands in a column where a citizen would look for it."""

from datetime import date

from monitor.evidence import Evidence, Finding, Reason
from monitor.words import Flag

VERSION = 1


def check(evidence: Evidence, day: date) -> Finding | None:  # noqa: ARG001 - every rule takes the day; this one needs only the evidence
    """Flag a notice that stands in none of the right columns."""
    notice = evidence.chosen
    if notice is None or notice.right_place:
        return None
    values: dict[str, object] = {"columns": list(notice.columns), "title": notice.title}
    return Finding(
        flag=Flag.MISPLACED,
        reason=Reason(key="misplaced", values=values),
        clear=Reason(key="clear_misplaced", values=values),
    )
