"""The CMS families that practice sites run on: four that the city knows in depth, one of traps, and one for every skin."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

from crawler.practice.families import gkmlpt, hanweb, misc, trs, vsb
from crawler.practice.families.skin import Skin, Skinned
from crawler.practice.http import Reply, Request
from crawler.practice.model import Bureau, Column, Notice
from crawler.strict import read_toml

SKINS = Path(__file__).parents[1] / "skins"


class Family(Protocol):
    """How a site of one family addresses and serves what it publishes."""

    def list_path(self, column: Column) -> str:
        """Return the address of a column."""
        ...

    def notice_path(self, bureau: Bureau, column: Column, notice: Notice) -> str:
        """Return the address of a notice as *column* links it."""
        ...

    def file_path(self, bureau: Bureau, notice: Notice, at: int) -> str:
        """Return the address of an attachment."""
        ...

    def serve(self, bureau: Bureau, day: date, request: Request) -> Reply | None:
        """Return the page at the request's address, or None where there is none."""
        ...


FAMILIES: dict[str, Family] = {"hanweb": hanweb, "trs": trs, "gkmlpt": gkmlpt, "vsb": vsb, "misc": misc}
"""The families of the city, and the one whose columns are traps."""

ERRORS_AS_PAGES = frozenset({"hanweb", "gkmlpt"})
"""Families whose sites answer 200 for an address that shows nothing."""


def family(name: str) -> Family:
    """Return the family called *name*."""
    return FAMILIES[name] if name in FAMILIES else Skinned(skins()[name])


def declared(bureau: Bureau, column: Column) -> dict[str, str]:
    """Return what a site's file has to say of the service behind *column*; nothing where an adapter knows it."""
    found = family(bureau.family)
    return found.declared(column) if isinstance(found, Skinned) else {}


@cache
def skins() -> dict[str, Skin]:
    """Return every skin by its name, which is that of its file."""
    return {path.stem: read_toml(path, Skin) for path in sorted(SKINS.glob("*.toml"))}
