"""Lists of projects: what a published list, or one that somebody copied, names and no notice does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawler.strict import read_toml
from monitor.candidates import names
from monitor.catalogue.model import Edition
from monitor.known import KnownBureau
from monitor.leads.lead import Lead, LeadKind
from monitor.leads.rolls import is_roll, read_rolls


@dataclass(frozen=True, kw_only=True)
class Project:
    """One entry of a list that somebody copied into ``projects.toml``."""

    bureau: str
    duty: str
    name: str
    find: tuple[str, ...] = ()
    """Further texts that identify it, such as its code; its name always does."""
    since: date
    """From when on something of it may be expected."""
    basis: str
    """The list that names it."""


@dataclass(frozen=True, kw_only=True)
class _Projects:
    project: tuple[Project, ...] = ()


def read_projects(path: Path) -> tuple[Project, ...]:
    """Return the projects of the file at *path*; none when there is no such file. Raises InvalidFile for a wrong key or value."""
    return read_toml(path, _Projects).project if path.exists() else ()


def unlisted(edition: Edition, bureau: KnownBureau, day: date) -> Iterator[Lead]:
    """Yield the rows of the lists that *bureau* itself published of which by *day* no other notice tells."""
    others = [
        notice
        for notice in bureau.notices.values()
        if not any(is_roll(roll, notice) for roll in edition.rolls)  # next year's list says no more
    ]
    for one in read_rolls(edition, bureau):
        if one.since > day or any(names((one.name,), notice) for notice in others):
            continue
        yield Lead(
            kind=LeadKind.LISTED_PROJECT,
            bureau=one.bureau,
            duty=one.roll.duty,
            what=one.name,
            seen=(one.basis, one.passage),
            spot=one.spot,
        )


def unnamed(projects: Iterable[Project], bureau: KnownBureau, day: date) -> Iterator[Lead]:
    """Yield the projects of *bureau* that by *day* no notice names."""
    for one in projects:
        if one.bureau != bureau.bureau.id or one.since > day:
            continue
        if not any(names((one.name, *one.find), notice) for notice in bureau.notices.values()):
            yield Lead(
                kind=LeadKind.LISTED_PROJECT,
                bureau=one.bureau,
                duty=one.duty,
                what=one.name,
                seen=(one.basis,),
            )
