"""The publication contains everything that it must contain."""

from datetime import date

from monitor.evidence import Candidate, Evidence, Finding, Reason
from monitor.words import Flag

VERSION = 2

MOST = 0.5  # a cover page names the file and its subject, which is one or two elements of ten


def check(evidence: Evidence, day: date) -> Finding | None:  # noqa: ARG001 - every rule takes the day; this one needs only the evidence
    """Flag a notice whose text lacks a required element.

    Only a page that is plainly the text itself is judged: one without any element was misread or only leads to the
    text, and with attachments what it lacks may stand in a file unless it holds most of the elements. What was read
    in a file is not lacking; it makes the text whole only where every file was read.
    """
    notice = evidence.chosen
    if notice is None or not _page_is_the_text(notice):
        return None
    lacking = [one.name for one in notice.elements if one.present is False]
    if not lacking:
        return None
    values: dict[str, object] = {"elements": lacking, "of": len(notice.elements), "title": notice.title}
    return Finding(
        flag=Flag.INCOMPLETE,
        reason=Reason(key="incomplete", values=values),
        clear=Reason(key="clear_incomplete", values=values),
        fetches=tuple(one.fetch for one in notice.states[-1:]),
    )


def _page_is_the_text(notice: Candidate) -> bool:
    held = sum(one.present is True and (notice.files_read or not one.in_file) for one in notice.elements)
    return held > (MOST * len(notice.elements) if notice.attachments else 0)
