"""The outbox: a letter is queued in one transaction, and each copy's way is written down step by step.

.. code-block:: text

    queued ──▶ sending ──▶ accepted
      ▲           │  ├───▶ queued again, later (4xx, no connection), until given up
      │           │  └───▶ failed (5xx, or three days gone)
      │           ▼
      └──── unknown: the process died while the server may already have said yes; a person decides
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from crawler.store.database import writing
from monitor.mail.message import Letter, build, message_id
from monitor.mail.tables import outbox

UNKNOWN_AFTER = timedelta(minutes=15)  # longer than any mail server's own time limit for one message
GIVE_UP_AFTER = timedelta(hours=72)
WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4))


class MailState(StrEnum):
    """Where a copy is."""

    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One letter to one recipient."""

    id: int
    message_id: str
    letter: str
    recipient: str
    subject: str
    content: bytes
    state: MailState
    attempts: int
    queued_at: datetime
    due_at: datetime
    changed_at: datetime
    replies: tuple[str, ...]


def queue(
    connection: Connection, letter: Letter, recipients: Sequence[str], sender: str, now: datetime
) -> int:
    """Queue *letter* for each recipient who has no copy of it yet; return how many were queued."""
    wanted = {message_id(letter.key, one, sender): one for one in recipients}
    known = set(connection.scalars(select(outbox.c.message_id).where(outbox.c.message_id.in_(wanted))))
    rows: list[dict[str, Any]] = [
        {
            "message_id": key,
            "letter": letter.key,
            "recipient": recipient,
            "subject": letter.subject,
            "content": build(letter, recipient, sender, now).as_bytes(),
            "state": MailState.QUEUED,
            "attempts": 0,
            "queued_at": now,
            "due_at": now,
            "changed_at": now,
            "replies": [],
        }
        for key, recipient in wanted.items()
        if key not in known
    ]
    if rows:
        connection.execute(insert(outbox), rows)
    return len(rows)


def copies(connection: Connection) -> list[Copy]:
    """Return all copies, newest first."""
    rows = connection.execute(select(outbox).order_by(outbox.c.id.desc())).mappings()
    return [_copy(dict(row)) for row in rows]


def _copy(row: dict[str, Any]) -> Copy:
    return Copy(**row | {"state": MailState(row["state"]), "replies": tuple(row["replies"])})


def claim_next(engine: Engine, now: datetime) -> Copy | None:
    """Take the next copy that is due, as ``sending``; None when nothing is due."""
    with writing(engine) as connection:
        due = select(outbox).where(outbox.c.state == MailState.QUEUED, outbox.c.due_at <= now)
        due = due.order_by(outbox.c.due_at, outbox.c.id).limit(1).with_for_update(skip_locked=True)
        row = connection.execute(due).mappings().first()
        if row is None:
            return None
        change = {"state": MailState.SENDING, "attempts": row["attempts"] + 1, "changed_at": now}
        connection.execute(update(outbox).where(outbox.c.id == row["id"]).values(**change))
        return _copy(dict(row) | change)


def settle(engine: Engine, copy: Copy, state: MailState, reply: str, now: datetime) -> MailState:
    """Write how an attempt went; a copy to be tried again waits longer each time, and fails after three days."""
    wait = WAITS[min(copy.attempts, len(WAITS)) - 1]
    if state is MailState.QUEUED and now + wait > copy.queued_at + GIVE_UP_AFTER:
        state = MailState.FAILED
    change = {"state": state, "due_at": now + wait, "changed_at": now, "replies": [*copy.replies, reply]}
    with writing(engine) as connection:
        connection.execute(update(outbox).where(outbox.c.id == copy.id).values(**change))
    return state


def doubt(engine: Engine, now: datetime) -> int:
    """Mark copies whose sender died as ``unknown``; return how many."""
    with writing(engine) as connection:
        stale = update(outbox).where(
            outbox.c.state == MailState.SENDING, outbox.c.changed_at <= now - UNKNOWN_AFTER
        )
        return connection.execute(stale.values(state=MailState.UNKNOWN, changed_at=now)).rowcount


def requeue(engine: Engine, states: Sequence[MailState], now: datetime) -> int:
    """Queue again what is in one of *states*, under the same Message-ID; return how many."""
    with writing(engine) as connection:
        chosen = update(outbox).where(outbox.c.state.in_(states))
        return connection.execute(chosen.values(state=MailState.QUEUED, due_at=now, changed_at=now)).rowcount
