"""Deals the faults out over the sites of the city: some sites a fault, in as few rounds as they fit into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from crawler.clock import Clock
from crawler.practice.faults.certificates import context
from crawler.practice.faults.laid import Laid
from crawler.practice.faults.model import Fault
from crawler.practice.model import City
from crawler.words import Outcome
from schedules.city.ours import OURS, Ours

BEGINS = timedelta(days=40)  # before the city's last day
PASSES = timedelta(days=15)  # every other site is sound again so long before the last day


@dataclass(frozen=True, kw_only=True)
class Round:
    """One playing of the city's last weeks, with a fault over each of some sites, or with one of ours over all of them."""

    sites: tuple[str, ...]
    faults: Mapping[str, Fault] = field(default_factory=dict)
    passing: frozenset[str] = frozenset()
    """Sites whose fault is over before the end."""
    ours: Ours | None = None

    @property
    def label(self) -> str:
        """What lies over the city."""
        rows = sorted({one.row for one in self.faults.values()})
        return self.ours.label if self.ours else f"rows {', '.join(map(str, rows))}"

    @property
    def hurried(self) -> bool:
        """Whether nothing of it ever comes in time, so that little patience is enough."""
        return bool(self.faults) and all(one.outcome is Outcome.TIMEOUT for one in self.faults.values())

    @property
    def seen_twice(self) -> frozenset[str]:
        """Sites at which a second network looks, too."""
        return frozenset(site for site, one in self.faults.items() if one.second)

    def laid(self, city: City, folder: Path, clock: Clock) -> dict[str, Laid]:
        """Return the faults to be laid over the sites; certificates are written into *folder*."""
        return {
            site: Laid(
                fault=one,
                bureau=city.sites[site],
                since=begins(city),
                until=city.last - PASSES if site in self.passing else date.max,
                context=context(one.tls, folder, clock()) if one.tls else None,
            )
            for site, one in self.faults.items()
        }


def begins(city: City) -> date:
    """Return the day from which faults lie over the city: the last visit before that is sound."""
    return next(day for day in city.visits if day >= city.last - BEGINS)


def telling(city: City) -> tuple[str, ...]:
    """Return the sites on which faults can do harm, those first of which most is to be said: the last weeks are readable there."""
    weight = {one.id: 0 for one in city.bureaus}
    for claim in city.claims:
        weight[claim.bureau] += 1
    free = [
        one for one in city.bureaus if all(trouble.until < begins(city) - BEGINS for trouble in one.troubles)
    ]
    return tuple(one.site for one in sorted(free, key=lambda one: (-weight[one.id], one.id)))


def deal(city: City, faults: Sequence[Fault], take: int) -> list[Round]:
    """Return the rounds in which each of *faults* lies over *take* sites, every other time only for a while."""
    sites = telling(city)
    pairs = [
        (fault, sites[(at * take + turn) % len(sites)], bool(turn % 2))
        for at, fault in enumerate(faults)
        for turn in range(min(take, len(sites)))
    ]
    rounds: list[Round] = []
    for kind in (False, True):
        for late in (False, True):
            fit = [one for one in pairs if (one[0].heavy, one[0].outcome is Outcome.TIMEOUT) == (kind, late)]
            rounds += _packed(fit)
    return rounds


def ours(city: City, rows: Sequence[int], take: int) -> list[Round]:
    """Return a round for everything that may be wrong with us, over *take* sites or four, for fewer tell nothing."""
    sites = telling(city)[: max(take, 4)]
    return [Round(sites=sites, ours=one) for one in OURS if one.row in rows or not rows]


def _packed(pairs: Sequence[tuple[Fault, str, bool]]) -> list[Round]:
    """Return *pairs* in rounds in which no site comes twice."""
    rounds: list[list[tuple[Fault, str, bool]]] = []
    for pair in pairs:
        free = next((one for one in rounds if pair[1] not in {site for _, site, _ in one}), None)
        if free is None:
            rounds.append([pair])
        else:
            free.append(pair)
    return [
        Round(
            sites=tuple(site for _, site, _ in one),
            faults={site: fault for fault, site, _ in one},
            passing=frozenset(site for _, site, passing in one if passing),
        )
        for one in rounds
    ]
