"""What has to stay for a time stays for it."""

from datetime import date

from monitor.evidence import Candidate, Evidence, Finding, Gone, Reason
from monitor.words import Standing

VERSION = 1


def check(evidence: Evidence, day: date) -> Finding:
    """Return the standing of a showing on *day*; it is too short only where it was seen gone while it had to be there."""
    due = evidence.due
    if due is None or not evidence.candidates:
        unknown = next((one.unknown for one in evidence.derivations if one.unknown), "")
        key = "calendar_unknown" if unknown else "no_hard_limit"
        return Finding(standing=Standing.CANNOT_TELL, reason=Reason(key=key, values={"detail": unknown}))
    notice = evidence.candidates[0]
    last = notice.last_day
    values: dict[str, object] = {"title": notice.title, "due": due, "last": notice.last_present}
    if last is not None and last >= due:
        return _said(Standing.MET, "shown_long_enough", values, notice)
    if (gone := _gone(notice)) is not None and gone.absent_day <= due:
        return _too_short(notice, gone, values)
    if day <= due:
        return _said(Standing.NOT_DUE, "still_showing", values, notice)
    return _said(Standing.CANNOT_TELL, "not_seen_to_the_end", values, notice)


def _gone(notice: Candidate) -> Gone | None:
    """Return how the notice went, unless a repost was seen afterwards."""
    gone, last = notice.gone, notice.last_present
    return gone if gone and (last is None or last <= gone.last_present) else None


def _too_short(notice: Candidate, gone: Gone, values: dict[str, object]) -> Finding:
    seen = values | {"first_absent": gone.first_absent, "confirmed": gone.confirmed}
    return Finding(
        standing=Standing.SUSPECTED_MISSING,
        reason=Reason(key="shown_too_briefly", values=seen),
        chosen=notice,
        clear=Reason(key="clear_shown_too_briefly", values=seen),
        readings=gone.readings,
        fetches=gone.fetches,
    )


def _said(standing: Standing, key: str, values: dict[str, object], notice: Candidate) -> Finding:
    return Finding(standing=standing, reason=Reason(key=key, values=values), chosen=notice)
