"""The plan: which job runs when, read from plan.toml."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from apscheduler.triggers.cron import CronTrigger

from crawler.clock import SHANGHAI
from crawler.errors import InvalidFile
from crawler.strict import line_of, read_toml

WORK = {
    "crawl": ("crawl",),
    "judge": ("judge",),
    "report": ("report", "weekly", "--send"),
    "mail": ("mail", "send"),
    "backup": ("backup",),
}
"""What a job may do → the command's words."""

_FIELDS = ("minute", "hour", "day", "month", "day_of_week")
_BACK = (timedelta(hours=1), timedelta(days=1), timedelta(days=8), timedelta(days=70), timedelta(days=800))


@dataclass(frozen=True, kw_only=True)
class Job:
    """One line of the plan; ``cron`` has five fields, or six with seconds first, in Asia/Shanghai."""

    id: str
    do: str
    cron: str

    def __post_init__(self) -> None:
        """Refuse unknown work, and a cron line that libraries read differently."""
        if self.do not in WORK:
            raise ValueError(f"'do' wants one of {', '.join(WORK)}, not {self.do!r}")
        fields = self.cron.split()
        if len(fields) not in {5, 6}:
            raise ValueError(f"'cron' wants five fields, or six with seconds first, not {self.cron!r}")
        if any(sign.isdigit() for sign in fields[-1]):
            # cron counts Sunday as 0, APScheduler Monday as 0: "1-5" would mean Tuesday to Saturday
            raise ValueError(f"days of the week are written as names (mon-fri), not {fields[-1]!r}")
        try:
            self.trigger()
        except ValueError as error:
            raise ValueError(f"'cron' cannot be read: {self.cron!r}: {error}") from error

    def trigger(self) -> CronTrigger:
        """Return the trigger that fires this job."""
        fields = self.cron.split()
        second = fields.pop(0) if len(fields) > len(_FIELDS) else "0"
        return CronTrigger(second=second, **dict(zip(_FIELDS, fields, strict=True)), timezone=SHANGHAI)

    def next_slot(self, after: datetime) -> datetime | None:
        """Return the first planned moment after *after*."""
        fire: datetime | None = self.trigger().get_next_fire_time(None, after + timedelta(microseconds=1))
        return fire

    def last_slot(self, until: datetime) -> datetime | None:
        """Return the last planned moment not after *until*, or None within the last two years."""
        trigger = self.trigger()
        for back in _BACK:
            slot: datetime | None = None
            fire: datetime | None = trigger.get_next_fire_time(None, until - back)
            while fire is not None and fire <= until:
                slot, fire = fire, trigger.get_next_fire_time(fire, fire + timedelta(microseconds=1))
            if slot is not None:
                return slot
        return None


@dataclass(frozen=True, kw_only=True)
class _Plan:
    job: tuple[Job, ...] = ()


def load_plan(path: Path) -> tuple[Job, ...]:
    """Return the jobs of the plan; an unreadable plan, an unknown key or a doubled id is InvalidFile."""
    jobs = read_toml(path, _Plan).job
    ids = [job.id for job in jobs]
    twice = [at for at, one in enumerate(ids) if one in ids[:at]]
    if twice:
        said = [(line_of(path, "job", str(at), "id"), f"job id used twice: {ids[at]}") for at in twice]
        raise InvalidFile.of([InvalidFile(path, line, message) for line, message in said])
    return jobs
