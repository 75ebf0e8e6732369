"""The word lists that the other wordings are filled from."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from crawler.strict import read_toml


@dataclass(frozen=True, kw_only=True)
class Lists:
    """Names, places and things, all made up or in everybody's mouth."""

    surnames: tuple[str, ...]
    rare: tuple[str, ...]
    minorities: tuple[str, ...]
    given: tuple[str, ...]
    mobiles: tuple[str, ...]
    regions: tuple[str, ...]
    provinces: tuple[str, ...]
    banks: tuple[str, ...]
    homes: tuple[str, ...]
    roads: tuple[str, ...]
    estates: tuple[str, ...]
    villages: tuple[str, ...]
    towns: tuple[str, ...]
    illnesses: tuple[str, ...]
    disabilities: tuple[str, ...]
    cities: tuple[str, ...]
    districts: tuple[str, ...]
    bureaus: tuple[str, ...]
    trades: tuple[str, ...]
    marks: tuple[str, ...]
    works: tuple[str, ...]
    goods: tuple[str, ...]


@lru_cache(maxsize=1)
def lists() -> Lists:
    """Return the shipped lists."""
    return read_toml(Path(str(files("crawler.practice.wordings") / "lists.toml")), Lists)
