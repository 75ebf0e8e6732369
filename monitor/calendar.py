"""Working days: Monday to Friday, less the holidays and with the weekends that were made up for them (调休)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from crawler.errors import InvalidFile, UsageError
from crawler.strict import read_toml

SHIPPED = Path(__file__).resolve().parent / "calendars"
SATURDAY = 5
ONE = timedelta(days=1)


class DayKind(StrEnum):
    """What a calendar says of a day."""

    WORKDAY = "workday"
    MAKE_UP = "make_up"
    """A weekend day that is worked, for a holiday elsewhere."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    UNKNOWN = "unknown"
    """The year's holidays are not in the calendar; nothing is guessed."""

    @property
    def works(self) -> bool:
        """Whether such a day counts as a working day."""
        return self in {DayKind.WORKDAY, DayKind.MAKE_UP}


@dataclass(frozen=True, kw_only=True)
class Year:
    """One year's arrangement; holidays that fall on a weekend need no entry."""

    year: int
    papers: tuple[str, ...] = ()
    """Document numbers that arrange it."""
    off: dict[str, tuple[date, ...]] = field(default_factory=dict)
    """Name of the holiday → Mondays to Fridays on which nobody works."""
    work: tuple[date, ...] = ()
    """Saturdays and Sundays on which everybody works."""

    def __post_init__(self) -> None:
        """Refuse days of another year, and days that are off or worked anyway."""
        for day in (*self.work, *(one for days in self.off.values() for one in days)):
            if day.year != self.year:
                raise ValueError(f"{day} is not a day of {self.year}")
        if wrong := [day for day in self.work if day.weekday() < SATURDAY]:
            raise ValueError(f"{wrong[0]} is a {wrong[0]:%A}, worked anyway")
        if wrong := [day for days in self.off.values() for day in days if day.weekday() >= SATURDAY]:
            raise ValueError(f"{wrong[0]} is a {wrong[0]:%A}, off anyway")


@dataclass(frozen=True, kw_only=True)
class WorkCalendar:
    """The working days of a country, for the years that have been announced."""

    id: str
    name: str
    english: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    """What its holidays are called in English."""
    year: tuple[Year, ...]

    @cached_property
    def years(self) -> Mapping[int, Year]:
        """The years that the calendar knows."""
        return {one.year: one for one in self.year}

    @cached_property
    def holidays(self) -> Mapping[date, str]:
        """Weekdays off, with the name of the holiday."""
        return {day: name for one in self.year for name, days in one.off.items() for day in days}

    @cached_property
    def made_up(self) -> frozenset[date]:
        """Weekend days that are worked."""
        return frozenset(day for one in self.year for day in one.work)

    def say(self, holiday: str, lang: str) -> str:
        """Return what *holiday* is called in *lang*; as the calendar calls it where it has no other name."""
        return self.english.get(holiday, holiday) if lang == "en" else holiday

    def kind(self, day: date) -> DayKind:
        """Return what the calendar says of *day*."""
        if day.year not in self.years:
            return DayKind.UNKNOWN
        if day in self.holidays:
            return DayKind.HOLIDAY
        if day in self.made_up:
            return DayKind.MAKE_UP
        return DayKind.WEEKEND if day.weekday() >= SATURDAY else DayKind.WORKDAY

    def is_workday(self, day: date) -> bool | None:
        """Return whether *day* is worked; None when its year is not announced."""
        kind = self.kind(day)
        return None if kind is DayKind.UNKNOWN else kind.works

    def add_workdays(self, day: date, n: int) -> date | None:
        """Return the *n*-th working day after *day* (before it when negative); None when the calendar ends first."""
        step, left = (ONE if n > 0 else -ONE), abs(n)
        while left:
            day += step
            works = self.is_workday(day)
            if works is None:
                return None
            left -= works
        return day

    def workdays_between(self, first: date, last: date) -> int | None:
        """Return how many working days follow *first* up to and including *last*; None when a year is not known."""
        if last < first:
            back = self.workdays_between(last, first)
            return None if back is None else -back
        days = [self.is_workday(first + timedelta(days=n)) for n in range(1, (last - first).days + 1)]
        return None if None in days else sum(map(bool, days))


def find_calendar(calendar_id: str, root: Path | None = None) -> WorkCalendar:
    """Return the calendar of that id: the workspace's own before the shipped one; raise as ``load_calendar`` does."""
    return load_calendar(calendar_id, calendar_folder(calendar_id, root))


def calendar_folder(calendar_id: str, root: Path | None = None) -> Path:
    """Return the folder whose calendar of that id counts: the workspace's own where it has one, else the shipped one."""
    own = root / "calendars" if root else None
    return own if own and (own / f"{calendar_id}.toml").exists() else SHIPPED


def calendar_beside(edition: Path, calendar_id: str) -> Path:
    """Return the file of the calendar that counts for the edition in the folder *edition*, whether it exists or not.

    A workspace's own calendars lie beside its own editions: ``editions/ID/`` and ``calendars/ID.toml``.
    """
    return calendar_folder(calendar_id, edition.resolve().parent.parent) / f"{calendar_id}.toml"


def load_calendar(calendar_id: str, folder: Path = SHIPPED) -> WorkCalendar:
    """Return the calendar of that id; raise UsageError when there is none, InvalidFile when it cannot be read."""
    path = folder / f"{calendar_id}.toml"
    if not path.exists():
        known = ", ".join(sorted(one.stem for one in folder.glob("*.toml"))) or "none"
        raise UsageError(f"no such calendar: {calendar_id!r}", hint=f"calendars here: {known}")
    calendar = read_toml(path, WorkCalendar)
    if calendar.id != calendar_id:
        raise InvalidFile(path, None, f"id {calendar.id!r} differs from the file's name {calendar_id!r}")
    if len(calendar.years) < len(calendar.year):
        raise InvalidFile(path, None, "a year stands twice")
    return calendar
