"""The made-up province: who owes what, what was published when, and what each further day brings; all from a seed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from crawler.clock import SHANGHAI
from monitor.catalogue.model import Category, Duty, Edition, Timing, UnitEntry
from monitor.register import EVERYONE
from monitor.words import Checkability, Kind, Strength, TimeRule, Unit

FIRST = date(2016, 8, 15)
DAY = timedelta(days=1)
YEAR = 2016
COLUMNS = 3
CLAIMED = date(2016, 8, 8)  # the latest date that a notice of before the first look shows
CLEAR = timedelta(days=40)  # around the days judged, in which no deadline but one ends
_ALL = "BENCH_ALL"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One of the things that every bureau owes once in the year, or always."""

    duty: str
    category: str
    name: str
    due: date | None
    """None for a page that must always be there."""


@dataclass(frozen=True, kw_only=True)
class Posted:
    """One notice: which bureau published which item, and when."""

    bureau: int
    item: int
    day: date


@dataclass(frozen=True, kw_only=True)
class Province:
    """How large it is, how long it was watched before it is judged, and the seed of everything else."""

    bureaus: int
    notices: int = 12
    """Notices of each bureau that were there at the first look."""
    days: int = 16
    """Days on which every column was read before the first judgement."""
    seed: int = 1

    @property
    def last(self) -> date:
        """The day of the first judgement."""
        return FIRST + (self.days - 1) * DAY

    def initial(self, bureau: int, items: int) -> list[int]:
        """Return the items that the bureau had published before the first look."""
        return Random(f"{self.seed}/{bureau}").sample(range(items), self.notices)  # noqa: S311 - a seeded play

    def posts(self, changed: int, day: date, items: list[Item], gone: set[tuple[int, int]]) -> list[Posted]:
        """Return *changed* notices of *day*, each of an item that was overdue; those in *gone* are out already."""
        chance = Random(f"{self.seed}/{day}")  # noqa: S311 - a seeded play
        overdue = [at for at, one in enumerate(items) if one.due and one.due < FIRST]
        found: list[Posted] = []
        while len(found) < changed:
            bureau, item = chance.randrange(self.bureaus), chance.choice(overdue)
            if (bureau, item) not in gone and item not in self.initial(bureau, len(items)):
                gone.add((bureau, item))
                found.append(Posted(bureau=bureau, item=item, day=day))
        return found


def bench_edition(edition: Edition, deadline: date) -> Edition:
    """Return *edition* with every duty owed by everybody: once, by a day of the year, or always where it is a page.

    Of the first dated duty the day is *deadline*; no other ends near the days that are judged.
    """
    days = _due_days(deadline)
    everybody = UnitEntry(id=_ALL, name="全部", kind=EVERYONE)
    categories = tuple(
        replace(one, duties=tuple(_owed(duty, edition, days) for duty in one.duties))
        for one in edition.categories
    )
    return replace(edition, units={**edition.units, _ALL: everybody}, categories=categories, chains=())


def items_of(edition: Edition) -> list[Item]:
    """Return what every bureau owes by an edition that was made so."""
    return [_item(category, duty) for category in edition.categories for duty in category.duties]


def moment(day: date, hour: int) -> datetime:
    """Return an hour of *day*."""
    return datetime.combine(day, time(hour), SHANGHAI).astimezone(UTC)


def _item(category: Category, duty: Duty) -> Item:
    fixed = duty.timings[0].due
    due = date(YEAR, int(fixed[:2]), int(fixed[3:])) if fixed else None
    return Item(duty=duty.id, category=category.id, name=duty.name, due=due)


def _due_days(deadline: date) -> Iterator[date]:
    yield deadline
    year = (date(YEAR, 1, 15) + n * DAY for n in range(345))
    free = [one for one in year if not FIRST - CLEAR < one < FIRST + CLEAR]
    while True:
        yield from free[::2]


def _owed(duty: Duty, edition: Edition, days: Iterator[date]) -> Duty:
    page = duty.kind is Kind.STANDING_PAGE
    timing = Timing(
        id=f"{duty.id}/t1",
        rule=TimeRule.WITHIN if page else TimeRule.BY_DATE,
        trigger="内容变更之日" if page else "",
        strength=Strength.ADMIN_REG,
        jurisdiction=edition.jurisdiction,
        cite=("reg2008#18",),
        n=20 if page else None,
        unit=Unit.WORKING_DAY if page else None,
        due="" if page else f"{next(days):%m-%d}",
        places=tuple(one.id for one in edition.places),
    )
    return Duty(
        id=duty.id,
        name=duty.name,
        name_en=duty.name_en,
        kind=Kind.STANDING_PAGE if page else Kind.PERIODIC,
        checkability=Checkability.FULL,
        timings=(timing,),
        elements=duty.elements,
        obliged=(_ALL,),
        denominator="每单位一份",
        terms=duty.terms,
        cite=("reg2008#18",),
    )
