"""Notices that came with a date of before they came: one by one, and many at one look."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from monitor.history.happening import Backdated, Bulk
from monitor.known import KnownNotice


@dataclass(frozen=True, kw_only=True)
class Many:
    """What it takes to speak of many at once."""

    notices: int = 5
    """So many that one look was the first to meet in a column …"""
    days: int = 7
    """… and each dated so many days before it can have come."""


def backdated(notices: Iterable[KnownNotice], copies: Collection[int] = ()) -> tuple[Backdated, ...]:
    """Return the notices whose date is earlier than they can have come; not those in *copies*, which had been met elsewhere."""
    found = (_backdated(one) for one in notices if one.id not in copies)
    return tuple(one for one in found if one)


def _backdated(notice: KnownNotice) -> Backdated | None:
    claimed, lower = first_claimed(notice), notice.first.lower_day
    if claimed is None or lower is None or claimed >= lower:
        return None
    return Backdated(notice=notice.id, claimed=claimed, first=notice.first)


def first_claimed(notice: KnownNotice) -> date | None:
    """Return the date under which it came; one that it got later is a change, and no date under which it came."""
    at = min((one.reading for one in notice.sightings), default=0)
    dates = [one.claimed for one in notice.sightings if one.reading == at]
    dates += [one.published for one in notice.versions[:1]]
    return min((one for one in dates if one), default=None)


def bulk(found: Iterable[Backdated], notices: Iterable[KnownNotice], many: Many) -> tuple[Bulk, ...]:
    """Return those of the back-dated that one look met in one column, where they are *many*."""
    known = {one.id: one for one in notices}
    together: dict[tuple[int, str], list[Backdated]] = defaultdict(list)
    for one in found:
        if one.days >= many.days:
            column = known[one.notice].columns[0] if known[one.notice].columns else ""
            together[one.first.upper_reading, column].append(one)
    return tuple(
        Bulk(
            column=column,
            notices=tuple(one.notice for one in held),
            first=replace(
                held[0].first,
                lower=min(one.first.lower for one in held if one.first.lower),
                upper=max(one.first.upper for one in held),
            ),
            oldest=min(one.claimed for one in held),
            newest=max(one.claimed for one in held),
        )
        for (_, column), held in together.items()
        if len(held) >= many.notices
    )
