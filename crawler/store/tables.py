"""The tables of facts. Rows are added, never rewritten; a run, a reading and a segment are closed once."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from crawler.store.kinds import NAMING, Id, Moment

facts = MetaData(naming_convention=NAMING)

run = Table(
    "run",
    facts,
    Column("id", Id, primary_key=True),
    Column("site", String(80), nullable=False, index=True),
    Column("started_at", Moment, nullable=False, index=True),
    Column("ended_at", Moment),
    Column("state", String(16), nullable=False),
    Column("site_sha256", String(64), nullable=False),
    Column("software", String(80), nullable=False),
    Column("vantage", String(80), nullable=False, server_default=text("''")),
    Column("clock_offset", Float, index=True),
    Column("clock_behind", Float, index=True),
)

outage = Table(
    "outage",
    facts,
    Column("id", Id, primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False, index=True),
    Column("began_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("noted_at", Moment, nullable=False),
    Column("hosts", JSON, nullable=False),
)

segment = Table(
    "segment",
    facts,
    Column("id", Id, primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("opened_at", Moment, nullable=False),
    Column("committed", BigInteger, nullable=False),
    Column("records", Integer, nullable=False),
    Column("link", Integer),
    Column("sha256", String(64)),
    Column("sealed_at", Moment),
)

notice = Table(
    "notice",
    facts,
    Column("id", Id, primary_key=True),
    Column("site", String(80), nullable=False),
    Column("url_key", String(1000), nullable=False),
    Column("url", Text, nullable=False),
    Column("first_seen_at", Moment, nullable=False),
    UniqueConstraint("site", "url_key"),
)

fetch = Table(
    "fetch",
    facts,
    Column("id", Id, primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False, index=True),
    Column("purpose", String(16), nullable=False),
    Column("column", String(80)),
    Column("notice_id", ForeignKey("notice.id"), index=True),
    Column("attachment_id", Id, index=True),
    Column("url", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String(24), nullable=False),
    Column("status", Integer),
    Column("detail", Text, nullable=False, default=""),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("payload_sha256", String(64), index=True),
    Column("payload_bytes", BigInteger),
    Column("segment_id", ForeignKey("segment.id"), index=True),
    Column("offset", BigInteger),
    Column("length", BigInteger),
    Column("retry_after", Integer),
)

reading = Table(
    "reading",
    facts,
    Column("id", Id, primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False, index=True),
    Column("site", String(80), nullable=False),
    Column("column", String(80), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("pages", Integer, nullable=False),
    Column("ending", String(24), nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("oldest", Date),
    Column("newest", Date),
    Column("sightings", JSON, nullable=False),
    Column("detail", Text, nullable=False, default=""),
    Index("ix_reading_site_column_ended_at", "site", "column", "ended_at"),
)

sighting = Table(
    "sighting",
    facts,
    Column("id", Id, primary_key=True),
    Column("reading_id", ForeignKey("reading.id"), nullable=False, index=True),
    Column("notice_id", ForeignKey("notice.id"), nullable=False, index=True),
    Column("site", String(80), nullable=False),
    Column("column", String(80), nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("claimed", Date),
    Column("pinned", Boolean, nullable=False),
    Column("row_sha256", String(64), nullable=False),
    UniqueConstraint("site", "column", "row_sha256"),
)

version = Table(
    "version",
    facts,
    Column("id", Id, primary_key=True),
    Column("notice_id", ForeignKey("notice.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("fetch_id", ForeignKey("fetch.id"), nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("published", Date),
    Column("published_text", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("doc_number", Text, nullable=False),
    Column("index_number", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("provenance", JSON, nullable=False),
    Column("cause", String(8), nullable=False, server_default="seen"),
    UniqueConstraint("notice_id", "number"),
)

attachment = Table(
    "attachment",
    facts,
    Column("id", Id, primary_key=True),
    Column("version_id", ForeignKey("version.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    UniqueConstraint("version_id", "position"),
)

part = Table(
    "part",
    facts,
    Column("id", Id, primary_key=True),
    Column("version_id", ForeignKey("version.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("url", Text, nullable=False),
    Column("fetch_id", ForeignKey("fetch.id")),
    UniqueConstraint("version_id", "position"),
)

listed_file = Table(
    "listed_file",
    facts,
    Column("id", Id, primary_key=True),
    Column("notice_id", ForeignKey("notice.id"), nullable=False),
    Column("url_key", String(1000), nullable=False),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    UniqueConstraint("notice_id", "url_key"),
)

halt = Table(
    "halt",
    facts,
    Column("id", Id, primary_key=True),
    Column("host", String(255), nullable=False),
    Column("at", Moment, nullable=False),
    Column("halted", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
)

way = Table(
    "way",
    facts,
    Column("id", Id, primary_key=True),
    Column("run_id", ForeignKey("run.id"), nullable=False, index=True),
    Column("site", String(80), nullable=False, index=True),
    Column("asked", Text, nullable=False),
    Column("used", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
)

file_text = Table(
    "file_text",
    facts,
    Column("id", Id, primary_key=True),
    Column("payload_sha256", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("outcome", String(24), nullable=False),
    Column("detail", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("tables", JSON, nullable=False),
    Column("pages", Integer),
    Column("reader", String(120), nullable=False),
    Column("read_at", Moment, nullable=False),
    UniqueConstraint("payload_sha256", "number"),
)

document = Table(
    "document",
    facts,
    Column("id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", String(80), nullable=False),
    Column("segment_id", ForeignKey("segment.id"), nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("kept_at", Moment, nullable=False),
    UniqueConstraint("kind", "name"),
)
"""What the archive holds beside answers: of each kind every name once."""
