"""Whether a notice is of the year or the span of time that an obligation is about."""

import re
from datetime import date

from monitor.known import KnownNotice
from monitor.matching.plain import plain
from monitor.obligations import Obligation

_YEAR = re.compile(r"(?<!\d)(20\d{2})年?(?!\d)")


def years_in(title: str) -> set[int]:
    """Return the years that a title names."""
    return {int(one) for one in _YEAR.findall(plain(title))}


def in_period(obligation: Obligation, notice: KnownNotice) -> bool | None:
    """Return whether the notice is of the obligation's period; None where it does not say."""
    if obligation.trigger and obligation.until:
        return _in_span(notice, obligation.trigger, obligation.until)
    if obligation.year is None:
        old = obligation.since and notice.claimed and notice.claimed < obligation.since
        return not old
    years = years_in(notice.title)
    if years:
        return obligation.year in years
    due_year = obligation.trigger.year if obligation.trigger else obligation.year
    return None if notice.claimed is None or notice.claimed.year == due_year else False


def _in_span(notice: KnownNotice, first: date, last: date) -> bool | None:
    """Return whether the notice came in these days; None where its own date and our looks leave it open."""
    claimed = notice.claimed
    if claimed is not None and first <= claimed <= last:
        return True
    lower, upper = notice.first.lower_day, notice.first.upper_day
    if lower is not None and first <= lower and upper <= last:
        return True
    open_ended = claimed is None and lower is None
    over = upper >= first and (lower is not None or open_ended) and (lower or first) <= last
    return None if over else False
