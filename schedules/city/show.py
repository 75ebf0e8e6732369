"""Shows the campaign to a person: the confusion tables, what each fault weakened, and every wrong accusation by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.table import Table

from crawler.plural import counted
from crawler.practice.faults.registry import LAST_OF_COLLECTION
from monitor.words import Standing
from schedules.city.held import RIGHT, Held, flags, for_people, held, standings
from schedules.city.run import Played
from schedules.demo.compare import Compared

UNKNOWN = "-"
ROWS = range(1, LAST_OF_COLLECTION + 1)
"""The rows of the matrix that concern collection."""


@dataclass(kw_only=True)
class Line:
    """What one fault came to."""

    sites: int = 0
    passing: int = 0
    counts: Counter[Held] = field(default_factory=Counter)
    for_people: int = 0


def confusion(title: str, compared: Sequence[Compared]) -> Table:
    """Return how often which standing of the truth was found as which."""
    counts = standings(compared)
    names = [*(one.value for one in Standing), UNKNOWN]
    table = Table(title=title, title_justify="left")
    table.add_column("truth \\ found", no_wrap=True)
    shown = [one for one in names if any(found == one for _, found in counts)]
    for one in shown:
        table.add_column(one, justify="right", no_wrap=True)
    for wanted in names:
        row = [counts.get((wanted, found), 0) for found in shown]
        if any(row):
            table.add_row(wanted, *(str(one) if one else "" for one in row))
    return table


def flag_table(compared: Sequence[Compared]) -> Table:
    """Return for each flag how often it was found, missed, and said without being true."""
    table = Table(title="flags", title_justify="left")
    for name in ("flag", "found", "missed", "not true"):
        table.add_column(name, justify="left" if name == "flag" else "right")
    for name, numbers in flags(compared).items():
        table.add_row(name, *map(str, numbers))
    return table


def fault_table(played: Iterable[Played]) -> Table:
    """Return what each fault came to, over all sites on which it lay."""
    lines = _lines(played)
    table = Table(title="what each fault left of it", title_justify="left")
    names = ("row", "fault", "sites", "passing", *(one.value for one in Held), "for people")
    for name in names:
        table.add_column(name, justify="left" if name == "fault" else "right", overflow="fold")
    for (row, fault), line in sorted(lines.items()):
        numbers = (line.sites, line.passing, *(line.counts[one] for one in Held), line.for_people)
        table.add_row(str(row), fault, *map(str, numbers))
    return table


def _lines(played: Iterable[Played]) -> dict[tuple[int, str], Line]:
    lines: dict[tuple[int, str], Line] = defaultdict(Line)
    for one in played:
        if one.round is None:
            continue
        for site, compared in zip(one.round.sites, one.compared.values(), strict=True):
            lain = one.round.faults.get(site) or one.round.ours
            if lain is not None:
                line = lines[lain.row, lain.name]
                line.sites += 1
                line.passing += site in one.round.passing
                line.counts.update(held(each) for each in compared)
                line.for_people += sum(map(for_people, compared))
    return lines


def left_out(played: Iterable[Played]) -> tuple[int, ...]:
    """Return the rows of collection of which no fault was laid over the city."""
    laid = {row for row, _ in _lines(played)}
    return tuple(row for row in ROWS if row not in laid)


def wrong(played: Played) -> Iterator[str]:
    """Yield a line for everything said that is not right, and, of the sound city, for every other difference."""
    sites = dict(zip(played.compared, played.round.sites, strict=True)) if played.round else {}
    for bureau, compared in played.compared.items():
        for one in compared:
            how = held(one)
            if how not in RIGHT or (played.round is None and how is not Held.FOUND):
                lain = _lain(played, sites.get(bureau, ""))
                yield f"{lain}{' '.join(one.name)}: {how}: truth {one.wanted}, found {one.found}"
    for site, failure in played.failures.items():
        yield f"{site}: {failure}"


def _lain(played: Played, site: str) -> str:
    if played.round is None:
        return ""
    lain = played.round.faults.get(site) or played.round.ours
    return f"{lain.label}: " if lain else ""


def summary(played: Sequence[Played]) -> str:
    """Return the counts in one line."""
    counts = Counter(held(each) for one in played for compared in one.compared.values() for each in compared)
    told = ", ".join(f"{counts[one]} {one.value}" for one in Held)
    return f"{counted(counts.total(), 'obligation')}: {told}"
