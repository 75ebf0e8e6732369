"""The publication hides what the law protects about persons."""

from datetime import date

from monitor.evidence import Evidence, Finding, Reason
from monitor.words import Flag

VERSION = 1


def check(evidence: Evidence, day: date) -> Finding | None:  # noqa: ARG001 - every rule takes the day; this one needs only the evidence
    """Flag a notice that shows protected data; the kinds are named, the data never."""
    notice = evidence.chosen
    if notice is None or not notice.leaks:
        return None
    values: dict[str, object] = {"title": notice.title, "kinds": list(notice.leaks)}
    return Finding(
        flag=Flag.OVER_DISCLOSED,
        reason=Reason(key="over_disclosed", values=values),
        clear=Reason(key="clear_over_disclosed", values=values),
        fetches=tuple(one.fetch for one in notice.states[-1:]),
    )
