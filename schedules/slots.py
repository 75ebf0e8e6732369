"""Slots: a planned moment of a job is claimed by inserting its row, so however many schedulers run, one wins."""

import os
import socket
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from crawler.clock import Clock
from crawler.store.database import reading, writing
from schedules.tables import slot


@dataclass(frozen=True, kw_only=True)
class SlotRecord:
    """A claimed slot; ``exit_code`` is None while it runs or when its owner died."""

    job: str
    planned: datetime
    owner: str
    attempt: int
    claimed_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    note: str


def this_owner() -> str:
    """Return who we are: host, process, and when that process started, so that a reused number is another owner."""
    return f"{socket.gethostname()}/{os.getpid()}/{_started(os.getpid())}"


def _started(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19]
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return ""


def is_gone(owner: str) -> bool:
    """Return whether *owner* certainly no longer lives; one on another host counts as living."""
    host, pid, started = owner.split("/")
    return host == socket.gethostname() and _started(int(pid)) != started


class Slots:
    """Claims slots for one owner."""

    def __init__(self, engine: Engine, clock: Clock, owner: str) -> None:
        self.engine = engine
        self.clock = clock
        self.owner = owner

    def claim(self, job: str, planned: datetime, note: str = "") -> bool:
        """Claim a slot; False when anybody has it already."""
        row = {
            "job": job,
            "planned": planned,
            "owner": self.owner,
            "attempt": 1,
            "claimed_at": self.clock(),
            "note": note,
        }
        try:
            with writing(self.engine) as connection:
                connection.execute(insert(slot).values(**row))
        except IntegrityError:
            return False
        return True

    def take_over(self, record: SlotRecord) -> bool:
        """Claim a slot whose owner died in the middle; False when another was quicker."""
        with writing(self.engine) as connection:
            done = connection.execute(
                update(slot)
                .where(slot.c.job == record.job, slot.c.planned == record.planned)
                .where(slot.c.attempt == record.attempt, slot.c.ended_at.is_(None))
                .values(
                    owner=self.owner, attempt=record.attempt + 1, claimed_at=self.clock(), note="taken over"
                )
            )
        return done.rowcount == 1

    def finish(self, job: str, planned: datetime, exit_code: int) -> None:
        """Write how a slot of ours ended."""
        with writing(self.engine) as connection:
            connection.execute(
                update(slot)
                .where(slot.c.job == job, slot.c.planned == planned, slot.c.owner == self.owner)
                .values(ended_at=self.clock(), exit_code=exit_code)
            )

    def latest(self, job: str) -> SlotRecord | None:
        """Return the job's last claimed slot."""
        with reading(self.engine) as connection:
            row = connection.execute(
                select(slot).where(slot.c.job == job).order_by(slot.c.planned.desc()).limit(1)
            ).first()
        return SlotRecord(**row._asdict()) if row else None
