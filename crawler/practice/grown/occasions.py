"""When each duty of a bureau comes up in the years of the city: events, years, seasons, and what has to stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from crawler.practice.grown.plan import Owing
from crawler.practice.workdays import DAY, Workdays

BEFORE = timedelta(days=40)  # events so long before the first day may still be owed on it
YEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One time that a duty comes up."""

    begins: date
    """The day of the event, or the first on which it may be done."""
    due: date | None = None
    """The last day that its period leaves; for an event it follows from the rule."""
    what: str = ""
    trigger: date | None = None
    year: int = 0


def occasions(owing: Owing, first: date, last: date, days: Workdays, chance: Random) -> Iterator[Occasion]:
    """Yield every time that *owing* comes up from *first* to *last*."""
    if owing.form in {"event", "shown"}:
        yield from _events(owing, first, last, days, chance)
    elif owing.form == "standing":
        yield Occasion(begins=first)
    elif owing.form == "once":
        due = date.fromisoformat(owing.due)
        if first.year <= due.year:
            yield Occasion(begins=date(due.year, 1, 5), due=due, what=str(due), year=due.year)
    else:
        yield from _years(owing, first, last)


def _events(owing: Owing, first: date, last: date, days: Workdays, chance: Random) -> Iterator[Occasion]:
    """Yield so many events a year, one in each of the months named, or spread over the year."""
    start = max(first - BEFORE, date(first.year, 1, 5))
    if owing.months:
        found = [
            date(year, month, chance.randint(3, 24))
            for year in range(start.year, last.year + 1)
            for month in owing.months
        ]
    else:
        apart = YEAR / owing.a_year
        spots = int((last - start) / apart) + 1
        found = [start + at * apart + chance.random() * apart * 0.8 for at in range(spots)]
    for one in found:
        day = days.rolled(one)
        if start <= day <= last:
            yield Occasion(begins=day, trigger=day, year=day.year)


def _years(owing: Owing, first: date, last: date) -> Iterator[Occasion]:
    """Yield one occasion a year; of years that only prompt, as many as a reminder has: the last two."""
    for year in range(first.year, last.year + 1):
        if owing.form == "yearly":
            due = date.fromisoformat(f"{year}-{owing.due}")
            yield Occasion(begins=date(year, 1, 5), due=due, what=str(year), year=year)
        elif owing.form == "season":
            begins, ends = (date.fromisoformat(f"{year}-{one}") for one in owing.window.split(".."))
            yield Occasion(begins=begins, due=ends, what=f"{begins}..{ends}", year=year)
        elif year > last.year - 2:
            begins, ends = date(year, 1, 1), date(year, 12, 31)
            yield Occasion(begins=begins + 9 * DAY, due=ends, what=f"{begins:%Y-%m}..{ends:%Y-%m}", year=year)
