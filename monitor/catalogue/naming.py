"""Finds the unit that an office's name stands for: by its own names, its counterparts, and those that came after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from monitor.catalogue.model import Edition, TerritoryChange, UnitEntry


class Way(StrEnum):
    """By which kind of name a unit was found."""

    NAME = "name"
    ALIAS = "alias"
    SUCCESSOR = "successor"
    """The name since a restructuring."""
    DISTRICT = "district"
    """The counterpart one level down."""
    SUCCESSION = "succession"
    """Another office, whose work the unit carries on."""


@dataclass(frozen=True, kw_only=True)
class Called:
    """A unit that a name may stand for."""

    unit: str
    way: Way
    by: str
    """The name of the edition that was met."""
    sure: bool
    """Whether the edition vouches for that name; otherwise a person decides."""


def called(edition: Edition, name: str) -> tuple[Called, ...]:
    """Return the units that *name* may stand for; a longer name of the edition that it ends in goes before a shorter.

    Names of places stand before an office's name, so the end of *name* is what counts.
    """
    wanted = name.strip().casefold()
    found = [one for one in _names(edition) if wanted.endswith(one.by.casefold())]
    longest = max((len(one.by) for one in found), default=0)
    best: dict[str, Called] = {}
    for one in found:
        if len(one.by) == longest:
            best.setdefault(one.unit, one)
    return tuple(best.values())


def moved(edition: Edition, name: str, day: date) -> tuple[TerritoryChange, ...]:
    """Return the changes up to *day* by which the territory in *name* has gone to others."""
    return tuple(
        one for one in edition.territory if one.day <= day and any(each in name for each in one.ended)
    )


def _names(edition: Edition) -> Iterator[Called]:
    for unit in edition.units.values():
        yield Called(unit=unit.id, way=Way.NAME, by=unit.name, sure=True)
        yield from _further(unit, Way.ALIAS, unit.aliases, "aliases")
        yield from _further(unit, Way.SUCCESSOR, unit.successors, "successors")
        yield from _further(unit, Way.DISTRICT, unit.district, "district")
    for one in edition.successions:
        for name in (*one.old, *one.new) if one.unit else ():
            yield Called(unit=one.unit, way=Way.SUCCESSION, by=name, sure=False)


def _further(unit: UnitEntry, way: Way, names: tuple[str, ...], key: str) -> Iterator[Called]:
    for one in names:
        yield Called(unit=unit.id, way=way, by=one, sure=key not in unit.unsure)
