"""What a fault came to: how the readings ended, how the requests went, and what was said against the bureau."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Engine, select

from crawler.clock import SHANGHAI
from crawler.practice.faults.model import Fault
from crawler.practice.faults.town import DAYS_WITH, SOUND, Town
from crawler.store.reader import FactReader
from crawler.store.tables import fetch, run
from crawler.words import Ending, Outcome, Purpose
from crawler.workspace import Workspace
from monitor.judge import judge
from monitor.verdict import Verdict
from monitor.words import Flag
from schedules.demo.play import EVENING

_FOR_PEOPLE = frozenset({Flag.DATE_CONFLICT})
"""Flags that say nothing against a bureau and go to a person only."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a fault came to."""

    fault: Fault
    endings: Counter[Ending]
    """How the readings ended while it lay there."""
    outcomes: Counter[Outcome]
    """How the requests that it lay over went."""
    details: frozenset[str]
    extra: int
    """Requests beyond those of the sound bureau, on the days of the fault."""
    findings: tuple[str, ...]
    """What was said against the bureau and not against the sound one."""
    failure: str = ""
    """What went wrong on our own side."""

    @property
    def wrong(self) -> str:
        """How it differs from what is expected, or an empty text."""
        if self.failure:
            return self.failure
        if not self.outcomes:
            return "nothing was asked for that it lies over"
        return self._unexpected() or (f"{len(self.findings)} findings" if self.findings else "")

    def _unexpected(self) -> str:
        """Return what was seen that should not be, or the other way round."""
        fault = self.fault
        strange = [one for one in self.endings if one not in fault.endings]
        if strange or not (fault.endings[0].complete or fault.endings[0] in self.endings):
            return f"readings end {_counted(self.endings)}"
        if fault.outcome and (fault.outcome not in self.outcomes or self._others()):
            return f"requests go {_counted(self.outcomes)}"
        if fault.detail and not any(fault.detail in one for one in self.details):
            return f"no detail says {fault.detail!r}"
        if fault.wasted is not None and self.extra > fault.wasted:
            return f"{self.extra} requests in vain"
        return ""

    def _others(self) -> bool:
        """Whether requests went well that could not, or failed that should not."""
        well = {Outcome.OK, Outcome.NOT_MODIFIED}
        if self.fault.outcome is Outcome.OK:
            return bool(set(self.outcomes) - well)
        return bool(well.intersection(self.outcomes))


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """One stored request."""

    at: datetime
    purpose: Purpose
    outcome: Outcome
    detail: str


def look(
    town: Town, workspace: Workspace, engine: Engine, as_of: datetime, failures: Mapping[str, str]
) -> list[Shown]:
    """Return what came of every fault of *town*, judged at *as_of*; *failures* are our own, by site."""
    said = _said(judge(workspace, engine, as_of=as_of).verdicts)
    sound = f"{SOUND}-web"
    usual = len(_asked(engine, sound, DAYS_WITH))
    return [
        _shown(engine, site, fault, usual, _beyond(said, town.city.sites[site].id), failures.get(site, ""))
        for site, fault in town.faults.items()
    ]


def evening(day: date) -> datetime:
    """Return the moment of the visit on *day*."""
    return datetime.combine(day, EVENING, SHANGHAI).astimezone(UTC)


def _shown(
    engine: Engine, site: str, fault: Fault, usual: int, findings: tuple[str, ...], failure: str
) -> Shown:
    days = DAYS_WITH[: fault.days]
    asked = _asked(engine, site, days)
    concerned = [one for one in asked if one.purpose in fault.over]
    readings = [one for one in FactReader(engine).readings(site) if one.started_at in set(map(evening, days))]
    return Shown(
        fault=fault,
        endings=Counter(one.ending for one in readings),
        outcomes=Counter(one.outcome for one in concerned),
        details=frozenset(one.detail for one in concerned),
        extra=len(asked) - usual,
        findings=findings,
        failure=failure,
    )


def _asked(engine: Engine, site: str, days: Iterable[date]) -> list[_Asked]:
    """Return the requests to *site* on *days*."""
    moments = {evening(one) for one in days}
    wanted = select(fetch.c.at, fetch.c.purpose, fetch.c.outcome, fetch.c.detail).join(
        run, run.c.id == fetch.c.run_id
    )
    with engine.connect() as connection:
        found = connection.execute(wanted.where(run.c.site == site)).all()
    return [
        _Asked(at=one.at, purpose=Purpose(one.purpose), outcome=Outcome(one.outcome), detail=one.detail or "")
        for one in found
        if one.at in moments
    ]


def _said(verdicts: Iterable[Verdict]) -> dict[str, set[str]]:
    """Return what is said against each bureau."""
    found: dict[str, set[str]] = {}
    for one in verdicts:
        owed = one.obligation
        said = [one.standing.value] if one.standing.accuses else []
        said += [flag.value for flag in one.flags if flag not in _FOR_PEOPLE]
        found.setdefault(owed.bureau, set()).update(f"{owed.duty} {owed.what}: {what}" for what in said)
    return found


def _beyond(said: Mapping[str, set[str]], bureau: str) -> tuple[str, ...]:
    """Return what is said against *bureau* and not against the sound one."""
    return tuple(sorted(said.get(bureau, set()) - said.get(SOUND, set())))


def _counted(found: Mapping[Ending, int] | Mapping[Outcome, int]) -> str:
    return ", ".join(f"{one} {count}" for one, count in sorted(found.items()))
