"""What people did with originals: which notices they took down from every view, and what they looked at as it was."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text

from crawler.store.kinds import Id, Moment
from crawler.store.tables import facts

takedown = Table(
    "takedown",
    facts,
    Column("id", Id, primary_key=True),
    Column("notice_id", ForeignKey("notice.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("down", Boolean, nullable=False),
    Column("who", String(120), nullable=False),
    Column("reason", Text, nullable=False),
    Column("seal", String(64), nullable=False),
    Column("payloads", JSON, nullable=False),
)
"""The last word about a notice holds; ``seal`` is the digest over ``payloads``, those of its archived answers."""

original_access = Table(
    "original_access",
    facts,
    Column("id", Id, primary_key=True),
    Column("notice_id", ForeignKey("notice.id"), nullable=False, index=True),
    Column("fetch_id", ForeignKey("fetch.id")),
    Column("version", Integer),
    Column("at", Moment, nullable=False),
    Column("who", String(120), nullable=False),
    Column("reason", Text, nullable=False),
)
"""Written before anything is shown."""
