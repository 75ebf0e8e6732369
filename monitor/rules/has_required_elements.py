"""The publication contains everything that it must contain."""

from datetime import date

from monitor.evidence import Evidence, Finding, Reason
from monitor.words import Flag

VERSION = (
    3  # 2026-11: only of a text that was wholly read, and only where a source that was read wants the element
)


def check(evidence: Evidence, day: date) -> Finding | None:  # noqa: ARG001 - every rule takes the day; this one needs only the evidence
    """Flag a notice that lacks an element which a binding source wants of it.

    Where a file, a picture or a page of the text was not read, an element that was not found is not known to lack. A
    text without any element was misread, or only leads to the text.
    """
    notice = evidence.chosen
    if notice is None or (notice.attachments and not notice.files_read):
        return None
    lacking = [one.name for one in notice.elements if one.present is False and not one.soft]
    if not lacking or not any(one.present for one in notice.elements):
        return None
    values: dict[str, object] = {"elements": lacking, "of": len(notice.elements), "title": notice.title}
    return Finding(
        flag=Flag.INCOMPLETE,
        reason=Reason(key="incomplete", values=values),
        clear=Reason(key="clear_incomplete", values=values),
        fetches=tuple(one.fetch for one in notice.states[-1:]),
    )
