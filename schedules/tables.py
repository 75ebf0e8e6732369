"""The table of time: one row a slot that somebody claimed."""

from sqlalchemy import Column, Integer, MetaData, String, Table, Text

from crawler.store.kinds import NAMING, Moment

time = MetaData(naming_convention=NAMING)

slot = Table(
    "slot",
    time,
    Column("job", String(80), primary_key=True),
    Column("planned", Moment, primary_key=True),
    Column("owner", String(120), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("claimed_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("exit_code", Integer),
    Column("note", Text, nullable=False),
)
