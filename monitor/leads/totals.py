"""Yearly totals: what a bureau's own annual report counts, beside how many notices of that year were seen.

One notice may tell of many cases and one case may stand on another platform, so a difference is only worth a look.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.catalogue.model import Edition, Total
from monitor.found import its_duty
from monitor.in_period import years_in
from monitor.known import KnownBureau, KnownNotice
from monitor.leads.lead import Lead, LeadKind
from monitor.matching.plain import BODY_LIMIT, plain


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A number that a report gives, with its words."""

    total: Total
    year: int
    number: int
    passage: str
    title: str


def read_totals(edition: Edition, bureau: KnownBureau) -> Iterator[Counted]:
    """Yield the totals that the annual reports of *bureau* give, page and files alike."""
    for notice in bureau.notices.values():
        duty = its_duty(edition, bureau.match(notice.id))
        years = years_in(notice.title)
        if duty is None or len(years) != 1 or not notice.versions:
            continue
        for total in edition.totals:
            if total.report == duty.id and (found := _number(total, notice)):
                yield Counted(
                    total=total,
                    year=next(iter(years)),
                    number=int(found["count"]),
                    passage=found[0],
                    title=notice.title,
                )


def lacking(edition: Edition, bureau: KnownBureau) -> Iterator[Lead]:
    """Yield a lead for every total that is higher than the notices seen of that year."""
    for one in read_totals(edition, bureau):
        seen = [notice for notice in bureau.notices.values() if _is_of(edition, bureau, notice, one)]
        if len(seen) < one.number:
            yield Lead(
                kind=LeadKind.YEARLY_TOTAL,
                bureau=bureau.bureau.id,
                duty=one.total.duty,
                what=f"{one.year} {one.total.name}",
                seen=(one.title, one.passage),
                count=one.number,
                found=len(seen),
            )


def _number(total: Total, notice: KnownNotice) -> re.Match[str] | None:
    text = plain(f"{notice.versions[-1].body}\n{notice.file_text}", BODY_LIMIT)
    found = list(re.finditer(total.pattern, text))
    return found[0] if len({one["count"] for one in found}) == 1 else None


def _is_of(edition: Edition, bureau: KnownBureau, notice: KnownNotice, one: Counted) -> bool:
    duty = its_duty(edition, bureau.match(notice.id))
    return (
        duty is not None and duty.id == one.total.duty and bool(notice.claimed) and _year(notice) == one.year
    )


def _year(notice: KnownNotice) -> int:
    return notice.claimed.year if notice.claimed else 0
