"""The tables of search: an entry a notice, and pieces of its text, whose pairs the database's own engine indexes."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text, text

from crawler.store.kinds import Id
from monitor.tables import judgement

search_entry = Table(
    "search_entry",
    judgement,
    Column("notice_id", Id, primary_key=True),
    Column("version_id", Id, nullable=False),
    Column("site", String(80), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("masker", String(16), nullable=False, server_default=text("''")),
    Column("published", Date, index=True),
)

search_piece = Table(
    "search_piece",
    judgement,
    Column("id", Id, primary_key=True),
    Column("notice_id", ForeignKey("search_entry.notice_id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
)
"""Position 0 is the title. The pairs stand in ``search_gram``, which only the engines know: FTS5 or a tsvector."""
