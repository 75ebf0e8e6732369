"""Builds the host ``waf``: an ordinary site behind every protection page, or under the wrong scheme, on one of two days."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from crawler.practice.hosts.build import CHANGED, DAY_ONE, DAY_TWO, build_hosts
from crawler.practice.model import Bureau, City, Notice, Trouble
from crawler.practice.walls import Wall, walls
from crawler.strict import read_toml

CASES = Path(__file__).parents[1] / "data" / "waf.toml"
BEHIND = "channel"  # the kind of host that stands behind the walls
PAGE = 4  # rows of a page
KEPT = (CHANGED, 1, 2, 4, 6, 8, 10, 14, 15, 25)  # places in the column of what stands behind a wall
ORDERS = {"shut-open": DAY_ONE, "open-shut": DAY_TWO}
"""Which of the two days is the blocked one."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One protection page before one part of a site, or a site that is asked over a scheme at which it is not."""

    wall: str = ""
    scheme: str = ""
    """What the site's file says, where on its blocked day it answers by the other scheme only."""
    name: str = ""
    before: tuple[str, ...] = ("list", "notice")
    passes: int = 0
    orders: tuple[str, ...] = tuple(ORDERS)
    """How the two days follow; the second has few files, so that a wall before the fourth stands on the first alone."""
    ending: str = "blocked"
    """How the reading of a column ends that it stands before; empty where it does not keep us out."""
    label: str = ""
    """What it has to be called, where that is not what the wall is called."""

    @property
    def id(self) -> str:
        """Its name, which is the wall's where none is given."""
        return self.name or self.wall

    @property
    def page(self) -> Wall:
        """The protection page."""
        return walls()[self.wall]

    @property
    def called(self) -> str:
        """What it has to be called; a scheme is not called anything, the turn to the other is a fact of its own."""
        return "" if self.scheme else self.label or self.page.label


@dataclass(frozen=True, kw_only=True)
class _Cases:
    case: tuple[Case, ...]
    turned: tuple[Case, ...]


@dataclass(frozen=True, kw_only=True)
class Walled:
    """A site of the host, and the case that it plays."""

    bureau: Bureau
    case: Case
    blocked: date
    """The day on which the wall stands."""


@cache
def cases() -> dict[str, Case]:
    """Return every case of a protection page by name."""
    return {one.id: one for one in read_toml(CASES, _Cases).case}


@cache
def turned() -> dict[str, Case]:
    """Return every case of a wrong scheme by name."""
    return {one.id: one for one in read_toml(CASES, _Cases).turned}


def build_waf(seed: int = 1) -> tuple[City, dict[str, Walled]]:
    """Return the city of the host's sites, and what each of them plays by the id of its bureau."""
    plain = build_hosts((BEHIND,), seed)
    site = _small(plain.bureaus[0])
    played = {one.bureau.id: one for one in _played(site, (*cases().values(), *turned().values()))}
    return replace(plain, bureaus=tuple(one.bureau for one in played.values())), played


def _small(bureau: Bureau) -> Bureau:
    """Return *bureau* with a few of its notices: pages, files, a change and a new one, nothing that leads away."""
    newest_first = sorted(
        (one for one in bureau.notices if bureau.columns[0].id in one.columns), key=lambda one: -one.number
    )
    fresh, listed = newest_first[0], newest_first[1:]
    others = [one for one in bureau.notices if bureau.columns[0].id not in one.columns]
    kept = (fresh, *(listed[at] for at in KEPT), *others[:2])
    columns = (replace(bureau.columns[0], page_size=PAGE), *bureau.columns[1:])
    return replace(
        bureau, columns=columns, notices=tuple(sorted(map(_loose, kept), key=lambda one: one.number))
    )


def _loose(notice: Notice) -> Notice:
    return replace(notice, pinned=False)


def _played(site: Bureau, chosen: Iterable[Case]) -> Iterable[Walled]:
    for case in chosen:
        for order, day in ((one, ORDERS[one]) for one in case.orders):
            kind = "scheme" if case.scheme else "challenge"
            trouble = Trouble(
                kind=kind, since=day, until=day, wall=case.wall, before=case.before, passes=case.passes
            )
            bureau = replace(site, id=f"{case.id}-{order}", troubles=(trouble,))
            yield Walled(bureau=bureau, case=case, blocked=day)
