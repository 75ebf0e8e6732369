"""Small builders for evidence: a city of one bureau, told in days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest

from crawler.clock import SHANGHAI
from crawler.records import ReadingRecord
from crawler.words import Ending
from monitor.catalogue.model import Timing
from monitor.deadlines import Derivation
from monitor.evidence import Candidate, Evidence, FirstSeen, Place
from monitor.obligations import Comes, Obligation
from monitor.words import Strength, TimeRule

GRACE = timedelta(days=3)  # the builders' calendar works on every day


def at(day: date, hour: int = 9) -> datetime:
    """Return an hour of *day* in Asia/Shanghai, as the store gives it back."""
    return datetime.combine(day, time(hour), SHANGHAI).astimezone(UTC)


@dataclass(frozen=True)
class Made:
    """Makes records and evidence."""

    def at(self, day: date, hour: int = 9) -> datetime:
        return at(day, hour)

    def reading(self, number: int, day: date, ending: Ending = Ending.EXHAUSTED, **more) -> ReadingRecord:
        values = {
            "site": "web",
            "column": "tzgg",
            "started_at": at(day),
            "ended_at": at(day) + timedelta(minutes=5),
            "pages": 1,
            "oldest": None,
            "newest": None,
            "sightings": (),
        }
        return ReadingRecord(id=number, ending=ending, complete=ending.complete, **(values | more))

    def place(self, *looks: tuple[date, Ending], column: str = "tzgg") -> Place:
        readings = tuple(
            self.reading(number, day, ending, column=column) for number, (day, ending) in enumerate(looks, 1)
        )
        return Place(site="web", column=column, name="通知公告", readings=readings)

    def daily(self, first: date, last: date, ending: Ending = Ending.EXHAUSTED) -> list[tuple[date, Ending]]:
        return [(first + timedelta(days=n), ending) for n in range((last - first).days + 1)]

    def obligation(
        self, due: date | None, *, comes: Comes = Comes.EVENT, counted: bool = True, **more
    ) -> Obligation:
        values = {"trigger": due - timedelta(days=20) if due else None} | more
        return Obligation(
            bureau="caizheng",
            category="C02",
            duty="C02.1",
            what="罚字1号",
            comes=comes,
            counted=counted,
            **values,
        )

    def derivation(self, due: date, strength: Strength = Strength.ADMIN_REG) -> Derivation:
        timing = Timing(
            id="C02.1/t1", rule=TimeRule.WITHIN, trigger="决定", strength=strength, jurisdiction="CN", cite=()
        )
        return Derivation(timing=timing, trigger=due - timedelta(days=20), due=due)

    def candidate(
        self, *, lower: date | None, upper: date, claimed: date | None = None, certain: bool = True, **more
    ) -> Candidate:
        first = FirstSeen(
            lower=at(lower) if lower else None,
            lower_reading=1 if lower else None,
            upper=at(upper),
            upper_reading=2,
        )
        values = {
            "site": "web",
            "columns": ("通知公告",),
            "title": "处罚决定",
            "url": "http://web.example/1.html",
        }
        return Candidate(notice=7, claimed=claimed, first=first, certain=certain, **(values | more))

    def evidence(self, day: date, due: date | None, **more) -> Evidence:
        headline = self.derivation(due) if due else None
        days = [
            one
            for one in more.get("candidates", ())
            for one in (one.claimed, one.first.lower_day, one.first.upper_day)
        ]
        values = {
            "obligation": self.obligation(due),
            "derivations": (headline,) if headline else (),
            "headline": headline,
            "grace_end": due + GRACE if due else None,
            "late_days": {one: (one - due).days for one in days if one and due and one > due},
        }
        return Evidence(as_of=at(day, 23), **(values | more))


@pytest.fixture(scope="session")
def made() -> Made:
    return Made()
