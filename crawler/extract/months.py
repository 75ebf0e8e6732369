"""Reads dates whose month is a word, day first, as most languages with letters write them: 5 november 2024."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from crawler.strict import read_toml

_WORDED = re.compile(
    r"(?<![\d.])(\d{1,2})\.?[\s\xa0]{1,3}([^\W\d_]{3,10})\.?,?[\s\xa0]{1,3}((?:19|20)\d\d)(?!\d)"
)

MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class MonthNames:
    """The months of one language, January first."""

    id: str
    months: tuple[str, ...]
    short: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a year of fewer or more than twelve months."""
        for names in filter(None, (self.months, self.short)):
            if len(names) != MONTHS:
                raise ValueError(f"{self.id} has {len(names)} months")


@dataclass(frozen=True, kw_only=True)
class _Book:
    language: tuple[MonthNames, ...]


@dataclass(frozen=True, kw_only=True)
class Worded:
    """The three numbers of such a date, and where it stands; whether there is such a day is not looked at."""

    year: int
    month: int
    day: int
    start: int
    end: int


@lru_cache(maxsize=1)
def month_numbers() -> Mapping[str, int]:
    """Return the number of every name and short name of a month, in small letters."""
    book = read_toml(Path(str(files("crawler.extract") / "months.toml")), _Book)
    return {
        name: number
        for language in book.language
        for names in (language.months, language.short)
        for number, name in enumerate(names, 1)
    }


def worded_dates(text: str) -> Iterator[Worded]:
    """Yield the dates of *text* whose month is a word.

    >>> [
    ...     (one.year, one.month, one.day)
    ...     for one in worded_dates("Besluit van 5 november 2024, op 12 mrt. 2025")
    ... ]
    [(2024, 11, 5), (2025, 3, 12)]
    """
    for found in _WORDED.finditer(text):
        if month := month_numbers().get(found[2].lower()):
            yield Worded(
                year=int(found[3]), month=month, day=int(found[1]), start=found.start(), end=found.end()
            )
