"""The table of review: every act of every person, added and never changed."""

from sqlalchemy import Column, Index, String, Table, Text

from crawler.store.kinds import Id, Moment
from monitor.tables import judgement

review_entry = Table(
    "review_entry",
    judgement,
    Column("id", Id, primary_key=True),
    Column("obligation", Text, nullable=False),
    Column("claim", String(120), nullable=False),
    Column("act", String(16), nullable=False),
    Column("choice", String(16), nullable=False),
    Column("author", String(120), nullable=False),
    Column("reason", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("recorded_at", Moment, nullable=False),
    Column("as_of", Moment, nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_review_entry_obligation", "obligation"),
)
"""``at`` is when it was done, ``recorded_at`` when it was written down here; a state as of a day goes by the first."""
