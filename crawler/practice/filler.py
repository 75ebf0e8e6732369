"""Writes the everyday notices of a column: a history before the first day, then one every so often."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from crawler.practice.invent import Inventor
from crawler.practice.model import Attachment
from crawler.practice.script import ColumnPlan, Filler, Part, Script
from crawler.practice.workdays import DAY

KINDS = ("pdf", "doc", "xls")
SHORTEST, LONGEST = 2, 4  # paragraphs of an everyday notice
LEAST = 60  # characters of one; with fewer it looks like a page whose text stands somewhere else
OFTEN = 6  # one in so many everyday notices has a file


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A notice that has no number yet."""

    column: str
    title: str
    day: date
    body: tuple[str, ...]
    attachments: tuple[Attachment, ...] = ()


def old_days(first: date, count: int, chance: Random) -> list[date]:
    """Return *count* days before *first*, newest last, a few days apart."""
    found, day = [], first
    for _ in range(count):
        day -= timedelta(days=chance.randint(1, 7))
        found.append(day)
    return found[::-1]


def new_days(first: date, last: date, rhythm: int, chance: Random) -> Iterator[date]:
    """Yield days from *first* to *last*, about *rhythm* days apart."""
    day = first + timedelta(days=chance.randint(1, rhythm))
    while day <= last:
        yield day
        day += timedelta(days=chance.randint(max(1, rhythm - 4), rhythm + 4))


class Writer:
    """Writes the everyday notices of one bureau; no title twice."""

    def __init__(self, script: Script, part: Part, seed: int) -> None:
        self.script = script
        self.part = part
        self.seed = seed
        self.used: set[str] = set()

    def column(self, plan: ColumnPlan, history: int | None = None) -> Iterator[Draft]:
        """Yield the column's notices, oldest first; *history* alone when it is given."""
        cast = self.script.cast
        inventor = Inventor(cast, self.part, f"{self.seed}/{self.part.id}/{plan.id}")
        days = old_days(cast.first, plan.history if history is None else history, inventor.chance)
        if history is None and plan.rhythm:
            days += new_days(cast.first, cast.last, plan.rhythm, inventor.chance)
        sorts = [one for one in self.script.fillers.filler if plan.id in one.columns]
        for day in days:
            open_day = self._open_day(day)
            yield self._write(plan, inventor, sorts or list(self.script.fillers.filler), open_day)

    def _open_day(self, day: date) -> date:
        while not self.script.workdays.works(day):
            day -= DAY
        return day

    def _write(self, plan: ColumnPlan, inventor: Inventor, sorts: list[Filler], day: date) -> Draft:
        chance = inventor.chance
        weights = [len(one.titles) for one in sorts]
        sort = chance.choices(sorts, weights)[0]
        blanks = inventor.blanks(day)
        title = self._unique(chance.choice(sort.titles).format_map(blanks))
        count = min(len(sort.paragraphs), chance.randint(SHORTEST, LONGEST))
        chosen = sorted(chance.sample(range(len(sort.paragraphs)), count))
        body = _telling([one.format_map(blanks) for one in sort.paragraphs], chosen)
        kind = chance.choice(KINDS)
        files = (
            (Attachment(name=f"{title}附表", kind=kind, text=body[0]),) if not chance.randrange(OFTEN) else ()
        )
        return Draft(column=plan.id, title=title, day=day, body=body, attachments=files)

    def _unique(self, title: str) -> str:
        found, number = title, 1
        while found in self.used:
            number += 1
            found = f"{title}（第{number}号）"
        self.used.add(found)
        return found


def _telling(paragraphs: list[str], chosen: list[int]) -> tuple[str, ...]:
    """Return the *chosen* paragraphs in order, and with them as many others, the first ones first, as make a text."""
    kept = set(chosen)
    for at in range(len(paragraphs)):
        if sum(len(paragraphs[one]) for one in kept) >= LEAST:
            break
        kept.add(at)
    return tuple(paragraphs[at] for at in sorted(kept))
