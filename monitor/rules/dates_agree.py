"""The date that a publication shows agrees with the days on which we looked."""

from datetime import date

from monitor.evidence import Evidence, Finding, Reason
from monitor.words import Flag

VERSION = 1


def check(evidence: Evidence, day: date) -> Finding | None:  # noqa: ARG001 - every rule takes the day; this one needs only the evidence
    """Flag a notice dated before a complete reading that did not meet it.

    There are innocent causes, such as a cache or a moved column, so a person decides.
    """
    notice = evidence.chosen
    if notice is None or notice.claimed is None or notice.first.lower_day is None:
        return None
    if notice.claimed >= notice.first.lower_day:
        return None
    values: dict[str, object] = {
        "title": notice.title,
        "claimed": notice.claimed,
        "lower": notice.first.lower,
        "upper": notice.first.upper,
    }
    return Finding(
        flag=Flag.DATE_CONFLICT,
        reason=Reason(key="date_conflict", values=values),
        readings=tuple(one for one in (notice.first.lower_reading, notice.first.upper_reading) if one),
    )
