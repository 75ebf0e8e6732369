"""The publication is of the law in force and not of one that was replaced."""

from datetime import date

from monitor.evidence import Evidence, Finding, Reason
from monitor.words import Flag

VERSION = 1


def check(evidence: Evidence, day: date) -> Finding | None:  # noqa: ARG001 - every rule takes the day; what is outdated by then is in the evidence
    """Flag a text that still holds words of the law before a change, when the time to take the change in is over."""
    notice = evidence.chosen
    if notice is None or not notice.outdated:
        return None
    values: dict[str, object] = {"title": notice.title, "terms": list(notice.outdated)}
    return Finding(
        flag=Flag.STALE,
        reason=Reason(key="stale", values=values),
        clear=Reason(key="clear_stale", values=values),
        fetches=tuple(one.fetch for one in notice.states[-1:]),
    )
