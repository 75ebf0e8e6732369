"""What was published is not changed afterwards without a new date or a word about it; that we read a page anew is no change."""

from datetime import date

from monitor.evidence import Evidence, Finding, Reason
from monitor.words import Flag

VERSION = 3  # 2026-11: slips put right, changes of form alone, and what a correction tells of are not silent


def check(evidence: Evidence, day: date) -> Finding | None:  # noqa: ARG001 - every rule takes the day; this one needs only the evidence
    """Flag a notice whose text changed in more than its form while the date it shows stayed and nothing told of it."""
    notice = evidence.chosen
    if notice is None or len(notice.states) < 2:  # noqa: PLR2004 - one version is no edit
        return None
    silent = [
        (before, after)
        for before, after in zip(notice.states, notice.states[1:], strict=False)
        if after.seen
        and after.silent
        and before.text_sha256 != after.text_sha256
        and before.published == after.published
    ]
    if not silent:
        return None
    before, after = silent[-1]
    kinds = tuple(dict.fromkeys(kind for _, one in silent for kind in one.kinds))
    values: dict[str, object] = {
        "title": notice.title,
        "times": len(silent),
        "before": before.seen_at,
        "after": after.seen_at,
    }
    if kinds:
        values["edit_kinds"] = kinds
    return Finding(
        flag=Flag.EDITED,
        reason=Reason(key="edited_in" if kinds else "edited", values=values),
        fetches=(before.fetch, after.fetch),
    )
