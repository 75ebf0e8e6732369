"""The table of edits: what kind of change lies between two states of a notice; rows are added, never rewritten."""

from sqlalchemy import JSON, Column, ForeignKey, String, Table

from crawler.store.kinds import Id, Moment
from crawler.store.tables import facts

edit = Table(
    "edit",
    facts,
    Column("id", Id, primary_key=True),
    Column("notice_id", ForeignKey("notice.id"), nullable=False, index=True),
    Column("version_id", ForeignKey("version.id")),
    Column("before_fetch_id", ForeignKey("fetch.id"), nullable=False),
    Column("after_fetch_id", ForeignKey("fetch.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("kinds", JSON, nullable=False),
    Column("passages", JSON, nullable=False),
    Column("files", JSON, nullable=False),
    Column("teller", String(40), nullable=False),
)
