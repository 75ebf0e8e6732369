"""Why the machine says something else of a later day: what the sites did, what time did, or how well we looked."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from monitor.evidence import Candidate
from monitor.verdict import Verdict
from monitor.words import Standing

LOOKING = frozenset(
    {
        "never_looked",
        "never_to_the_end",
        "not_all_places",
        "not_looked_lately",
        "not_readable",
        "no_site",
        "self_outage",
        "too_few_readings",
        "unread_notices",
        "unsteady",
        "vantage_conflict",
    }
)
"""Reasons that speak of how well we looked."""


class Cause(StrEnum):
    """Why a verdict is another one; the first that applies, in this order."""

    RULE = "rule"
    """The catalogue or a rule was changed: the earlier day would be told otherwise today."""
    DECISION = "decision"
    """A person decided."""
    DATA = "data"
    """A bureau published, changed or removed something, or something happened that makes it owe."""
    CALENDAR = "calendar"
    """Time passed a day that counts, or the days that count were corrected."""
    CRAWL = "crawl"
    """We looked better or worse."""


def cause_seen(earlier: Verdict, later: Verdict) -> tuple[Cause, str]:
    """Return why the machine says something else."""
    found = list(_published(earlier, later))
    if found:
        return min(found, key=lambda one: list(Cause).index(one[0]))
    passed = earlier.standing is Standing.NOT_DUE or "in_grace" in {earlier.reason.key, later.reason.key}
    if passed:
        return Cause.CALENDAR, "due_passed" if earlier.standing is Standing.NOT_DUE else "grace_over"
    if {earlier.reason.key, later.reason.key} & LOOKING:
        return Cause.CRAWL, "looked_otherwise"
    return Cause.CALENDAR, "time_passed"


def _published(earlier: Verdict, later: Verdict) -> Iterator[tuple[Cause, str]]:
    """Yield what became of the notices that may discharge it: what the sites did, or how we have read since."""
    then = {one.notice: one for one in earlier.evidence.candidates}
    now = {one.notice: one for one in later.evidence.candidates}
    for key in now.keys() - then.keys():
        yield _came(now[key], earlier.as_of)
    for old, one in ((then[key], now[key]) for key in now if key in then):
        if bool(one.gone) != bool(old.gone):
            yield Cause.DATA, "notice_went" if one.gone else "notice_back"
        if _content(one) != _content(old):
            yield _changed(old, one)
    if then.keys() - now.keys():
        yield Cause.DATA, "notice_lost"


def _came(notice: Candidate, before: datetime) -> tuple[Cause, str]:
    """Return why a notice counts that did not count *before*."""
    if notice.first.upper > before:
        return Cause.DATA, "notice_came"
    if notice.states and notice.states[0].seen_at > before:
        return Cause.CRAWL, "page_read"
    return Cause.DATA, "notice_changed"


def _changed(old: Candidate, new: Candidate) -> tuple[Cause, str]:
    """Return why a notice says something else: the site's text is another, or we read the same text otherwise."""
    known = {one.version for one in old.states}
    more = [one for one in new.states if one.version not in known]
    if more and not any(one.seen and one.seen_at > old.states[-1].seen_at for one in more):
        return Cause.CRAWL, "read_anew"
    if not more and _shape(old) == _shape(new):
        return (
            Cause.CRAWL,
            "file_read",
        )  # the same texts by the same matcher: only what stands in files is more
    return Cause.DATA, "notice_changed"


def _content(one: Candidate) -> tuple[object, ...]:
    return tuple(state.version for state in one.states), one.elements, _shape(one)


def _shape(one: Candidate) -> tuple[object, ...]:
    return one.certain, one.right_place, one.leaks
