"""The tables of what columns look like: each first page measured, and what people said of it."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from crawler.store.kinds import Id, Moment
from crawler.store.tables import facts

first_page = Table(
    "first_page",
    facts,
    Column("id", Id, primary_key=True),
    Column("reading_id", ForeignKey("reading.id"), nullable=False, unique=True),
    Column("rows", Integer, nullable=False),
    Column("dated", Integer, nullable=False),
    Column("titled", Integer, nullable=False),
    Column("ahead", Integer, nullable=False),
    Column("oldest", Date),
    Column("newest", Date),
)

acceptance = Table(
    "acceptance",
    facts,
    Column("id", Id, primary_key=True),
    Column("site", String(80), nullable=False),
    Column("column", String(80), nullable=False),
    Column("reading_id", ForeignKey("reading.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_acceptance_site_column", "site", "column"),
)
