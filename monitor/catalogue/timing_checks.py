"""Says what is wrong with one time rule by itself: missing parts, impossible days, validity out of order."""

import re
from collections.abc import Iterator
from datetime import date

from crawler.errors import InvalidFile
from monitor.catalogue.documents import Place
from monitor.catalogue.layout import TimingRow
from monitor.catalogue.patterns import complaint
from monitor.words import Strength, TimeRule

COUNTED = {TimeRule.WITHIN, TimeRule.EVERY, TimeRule.MIN_DURATION, TimeRule.BEFORE}
LONGEST = 4000  # of any unit; the longest rule that we ship counts 135 days
ORDINARY = 2001  # a year without 29 February, which is no yearly day

_DAY = re.compile(r"(\d{2})-(\d{2})")


def check_timing(row: TimingRow) -> Iterator[InvalidFile]:
    """Yield what is wrong with *row*."""
    ways = [bool(row.use), bool(row.like), row.rule is not None]
    if sum(ways) != 1:
        yield row.at.problem("a time rule has exactly one of 'rule', 'use' and 'like'")
    if row.rule is None:
        if row.cite or row.n is not None or row.due or row.strength:
            yield row.at.problem("'use' and 'like' stand alone")
        return
    yield from check_validity(row.at, row.valid_from, row.valid_to)
    yield from _check_parts(row)
    yield from _check_due(row)
    yield from _check_titles(row)


def check_validity(at: Place, first: date | None, last: date | None) -> Iterator[InvalidFile]:
    """Yield a problem when the last day is before the first."""
    if first and last and last < first:
        yield at.problem(f"valid until {last}, before it begins on {first}", "valid_to")


def _check_parts(row: TimingRow) -> Iterator[InvalidFile]:
    if row.strength is None:
        yield row.at.problem("key 'strength' is missing")
    if not row.jurisdiction:
        yield row.at.problem("key 'jurisdiction' is missing")
    if not row.cite and row.strength not in {Strength.PRACTICE, None}:
        yield row.at.problem(f"a rule of strength {row.strength} needs a citation")
    if row.rule in COUNTED and (row.n is None or row.unit is None):
        yield row.at.problem(f"{row.rule} wants 'n' and 'unit'")
    least = 1 if row.rule is TimeRule.EVERY else 0
    if row.n is not None and not least <= row.n <= LONGEST:
        yield row.at.problem(f"'n' cannot be {row.n}", "n")
    if row.n is not None and row.unit is None:
        yield row.at.problem("'n' wants a 'unit'", "n")
    if row.years_back and row.rule is not TimeRule.BY_DATE:
        yield row.at.problem(f"'years_back' belongs to by_date, not to {row.rule}", "years_back")
    if row.grace < 0:
        yield row.at.problem(f"'grace' cannot be {row.grace}", "grace")


def _check_titles(row: TimingRow) -> Iterator[InvalidFile]:
    for n, pattern in enumerate(row.titles):
        if why := complaint(pattern):
            yield row.at.problem(f"pattern {pattern!r} {why}", "titles", n)
    if row.titles and row.rule is not TimeRule.MIN_DURATION:
        yield row.at.problem(f"'titles' belongs to min_duration, not to {row.rule}", "titles")


def _check_due(row: TimingRow) -> Iterator[InvalidFile]:
    if row.rule is TimeRule.BY_DATE and not _yearly(row.due):
        yield row.at.problem(f"by_date wants a day of the year such as 03-31, not {row.due!r}", "due")
    elif row.rule is TimeRule.EXPECT_WINDOW and not all(map(_yearly, _window(row.due))):
        yield row.at.problem(f"expect_window wants 01-15..05-31, not {row.due!r}", "due")
    elif row.rule is TimeRule.ONE_OFF and not _real(row.due):
        yield row.at.problem(f"one_off wants a day such as 2015-08-31, not {row.due!r}", "due")


def _window(text: str) -> tuple[str, str]:
    first, _, last = text.partition("..")
    return first, last


def _yearly(text: str) -> bool:
    found = _DAY.fullmatch(text)
    return bool(found) and _real(f"{ORDINARY}-{text}")


def _real(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
