"""The columns of a site with their readings, and which of them met what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from crawler.records import ReadingRecord, SightingRecord
from crawler.registry import Site
from crawler.words import Ending
from monitor.trust import believed


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """One column with its readings, and for each sighting the readings that met it."""

    site: str
    column: str
    name: str
    readings: tuple[ReadingRecord, ...]
    met: dict[int, frozenset[int]]
    """Sighting → ids of the readings that met it."""

    @cached_property
    def drifted(self) -> frozenset[int]:
        """The readings that met another page than the column has been."""
        return frozenset(one.id for one in self.readings if one.ending is Ending.DRIFT)

    def doubtful(self, sighting: int) -> bool:
        """Whether only readings that drifted have met *sighting*."""
        return sighting in self.met and self.met[sighting] <= self.drifted


def shelves_of(
    site: Site, readings: Iterable[ReadingRecord], sightings: dict[int, SightingRecord]
) -> dict[str, Shelf]:
    """Return the columns of *site*, each with its *readings* in order and which *sightings* they met."""
    names = {one.id: one.name for one in site.column}
    found: dict[str, list[ReadingRecord]] = {one: [] for one in names}
    for reading in readings:
        found.setdefault(reading.column, []).append(reading)
    shelves = {}
    for column, held in found.items():
        met: dict[int, set[int]] = defaultdict(set)
        for reading in held:
            for sighting in reading.sightings:
                met[sighting].add(reading.id)
        shelves[column] = Shelf(
            site=site.id,
            column=column,
            name=names.get(column, column),
            readings=believed(sorted(held, key=lambda one: (one.started_at, one.id)), sightings),
            met={sighting: frozenset(ids) for sighting, ids in met.items()},
        )
    return shelves
