"""A town of equal bureaus for faults: each has one fault over its site, the first has none and shows what is right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from crawler.clock import Clock
from crawler.practice.city import build_city
from crawler.practice.faults.certificates import context
from crawler.practice.faults.laid import Laid
from crawler.practice.faults.model import Fault
from crawler.practice.model import Bureau, City

BUREAU = "jiaoyu"
SOUND = "sound"
"""The bureau without a fault."""
FULL, SHORT = 18, 10
"""Everyday notices that the first column keeps, which has a second page, and that the others keep; the latest ones."""
DAYS_BEFORE = tuple(date(2015, 8, 19) + timedelta(days=one) for one in range(3))
DAYS_WITH = (date(2015, 8, 22), date(2015, 8, 25), *(date(2015, 9, day) for day in range(20, 23)))
"""The days of the visits: sound at first, then with the faults, over the last days of what is owed and beyond grace."""


@dataclass(frozen=True, kw_only=True)
class Town:
    """The city to serve, and the fault that each of its sites has."""

    city: City
    faults: Mapping[str, Fault]
    """By site."""

    def laid(self, folder: Path, clock: Clock, *, long: bool = False) -> dict[str, Laid]:
        """Return the faults to be laid over the sites; certificates are written into *folder*."""
        return {
            site: Laid(
                fault=one,
                bureau=self.city.sites[site],
                since=DAYS_WITH[0],
                until=DAYS_WITH[one.days - 1] if one.days else date.max,
                context=context(one.tls, folder, clock()) if one.tls else None,
                long=long,
            )
            for site, one in self.faults.items()
        }


def build_town(faults: Sequence[Fault], seed: int = 1, bureau: str = BUREAU) -> Town:
    """Return a town with one bureau for each of *faults*, and a sound one."""
    city = build_city(seed=seed)
    model = _trimmed(city, city.by_id[bureau])
    named = {SOUND: None, **{f"f{at:03}": one for at, one in enumerate(faults)}}
    bureaus = tuple(replace(model, id=one) for one in named)
    ids = list(named)
    return Town(
        city=replace(
            city,
            bureaus=bureaus,
            claims=tuple(
                replace(one, bureau=to) for one in city.claims if one.bureau == bureau for to in ids
            ),
            events=tuple(
                replace(one, bureau=to) for one in city.events if one.bureau == bureau for to in ids
            ),
        ),
        faults={f"{one}-web": fault for one, fault in named.items() if fault},
    )


def _trimmed(city: City, bureau: Bureau) -> Bureau:
    """Return *bureau* with what its claims need and the latest everyday notices, and without its troubles."""
    wanted = {one.notice for one in city.claims if one.bureau == bureau.id}
    kept: set[int] = set()
    for column in bureau.columns:
        mine = sorted(
            (one for one in bureau.notices if column.id in one.columns), key=lambda one: one.claimed
        )
        kept |= {one.number for one in mine[-(SHORT if kept else FULL) :]}
    notices = tuple(one for one in bureau.notices if one.number in wanted | kept)
    return replace(bureau, notices=notices, troubles=())
