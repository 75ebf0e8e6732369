"""What was published stays published."""

from datetime import date

from monitor.evidence import Evidence, Finding, Reason
from monitor.words import Flag

VERSION = 1


def check(evidence: Evidence, day: date) -> Finding | None:  # noqa: ARG001 - every rule takes the day; this one needs only the evidence
    """Flag a notice that at least two looks a day apart no longer found."""
    notice = evidence.chosen
    if notice is None or notice.gone is None:
        return None
    seen = notice.gone
    values: dict[str, object] = {
        "title": notice.title,
        "last_present": seen.last_present,
        "first_absent": seen.first_absent,
        "confirmed": seen.confirmed,
        "looks": len(seen.readings) + len(seen.fetches),
    }
    return Finding(
        flag=Flag.WITHDRAWN,
        reason=Reason(key="withdrawn", values=values),
        clear=Reason(key="clear_withdrawn", values=values),
        readings=seen.readings,
        fetches=seen.fetches,
    )
