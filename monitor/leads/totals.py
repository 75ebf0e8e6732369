"""Yearly totals: what a bureau's own annual report counts, beside how many notices of that year were seen.

One notice may tell of many cases, one case may stand on another platform or need not be published at all, and a number
names nothing that could be looked for. So a shortfall is worth a look, and no obligation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.catalogue.model import Edition, Total
from monitor.elements.searched import Searched
from monitor.elements.spot import Spot
from monitor.found import its_duties
from monitor.in_period import years_in
from monitor.known import KnownBureau, KnownNotice
from monitor.leads.lead import Lead, LeadKind
from monitor.leads.texts import texts_of


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A number that a report gives, with its words and where they stand."""

    total: Total
    year: int
    number: int
    passage: str
    spot: Spot
    title: str


def read_totals(edition: Edition, bureau: KnownBureau) -> Iterator[Counted]:
    """Yield the totals that the annual reports of *bureau* give, page and files alike; two numbers are none."""
    for notice in bureau.notices.values():
        years = years_in(notice.title)
        if len(years) != 1 or not notice.versions:
            continue
        reports = {duty.id for duty in its_duties(edition, bureau.match(notice.id))}
        for total in edition.totals:
            if total.report not in reports:
                continue
            found = list(_numbers(total, notice))
            if len({number for number, _, _ in found}) == 1:
                number, text, at = found[0]
                yield Counted(
                    total=total,
                    year=next(iter(years)),
                    number=number,
                    passage=text.passage(at),
                    spot=text.spot(at),
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
                spot=one.spot,
                count=one.number,
                found=len(seen),
            )


def _numbers(total: Total, notice: KnownNotice) -> Iterator[tuple[int, Searched, int]]:
    for text in texts_of(notice):
        for pattern in total.patterns:
            for found in re.finditer(pattern, text.shown):
                yield int(found["count"]), text, found.start()


def _is_of(edition: Edition, bureau: KnownBureau, notice: KnownNotice, one: Counted) -> bool:
    duties = its_duties(edition, bureau.match(notice.id))
    return any(duty.id == one.total.duty for duty in duties) and _year(notice) == one.year


def _year(notice: KnownNotice) -> int:
    return notice.claimed.year if notice.claimed else 0
