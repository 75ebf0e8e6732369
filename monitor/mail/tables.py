"""The outbox table."""

from sqlalchemy import JSON, Column, Integer, LargeBinary, String, Table, Text

from crawler.store.kinds import Id, Moment
from monitor.tables import judgement

outbox = Table(
    "outbox",
    judgement,
    Column("id", Id, primary_key=True),
    Column("message_id", String(120), nullable=False, unique=True),
    Column("letter", String(120), nullable=False, index=True),
    Column("recipient", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("replies", JSON, nullable=False),
)
