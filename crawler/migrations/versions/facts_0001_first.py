"""The first tables of facts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _looking()
    _keeping()
    _listing()
    _fetching()
    _reading()


def _looking() -> None:
    op.create_table(
        "run",
        sa.Column("id", _ID, nullable=False),
        sa.Column("site", sa.String(80), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("site_sha256", sa.String(64), nullable=False),
        sa.Column("software", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_index("ix_run_site", "run", ["site"])
    op.create_table(
        "reading",
        sa.Column("id", _ID, nullable=False),
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("site", sa.String(80), nullable=False),
        sa.Column("column", sa.String(80), nullable=False),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.Column("pages", sa.Integer, nullable=False),
        sa.Column("ending", sa.String(24), nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("oldest", sa.Date),
        sa.Column("newest", sa.Date),
        sa.Column("sightings", sa.JSON, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reading"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_reading_run_id"),
    )
    op.create_index("ix_reading_run_id", "reading", ["run_id"])
    op.create_index("ix_reading_site_column_ended_at", "reading", ["site", "column", "ended_at"])


def _keeping() -> None:
    op.create_table(
        "segment",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("committed", sa.BigInteger, nullable=False),
        sa.Column("records", sa.Integer, nullable=False),
        sa.Column("link", sa.Integer),
        sa.Column("sha256", sa.String(64)),
        sa.Column("previous_sha256", sa.String(64)),
        sa.Column("sealed_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_segment"),
        sa.UniqueConstraint("name", name="uq_segment_name"),
        sa.UniqueConstraint("link", name="uq_segment_link"),
    )


def _listing() -> None:
    op.create_table(
        "notice",
        sa.Column("id", _ID, nullable=False),
        sa.Column("site", sa.String(80), nullable=False),
        sa.Column("url_key", sa.String(1000), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("first_seen_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.UniqueConstraint("site", "url_key", name="uq_notice_site_url_key"),
    )
    op.create_table(
        "sighting",
        sa.Column("id", _ID, nullable=False),
        sa.Column("reading_id", _ID, nullable=False),
        sa.Column("notice_id", _ID, nullable=False),
        sa.Column("site", sa.String(80), nullable=False),
        sa.Column("column", sa.String(80), nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("claimed", sa.Date),
        sa.Column("pinned", sa.Boolean, nullable=False),
        sa.Column("row_sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sighting"),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name="fk_sighting_reading_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_sighting_notice_id"),
        sa.UniqueConstraint("site", "column", "row_sha256", name="uq_sighting_site_column_row_sha256"),
    )
    op.create_index("ix_sighting_reading_id", "sighting", ["reading_id"])
    op.create_index("ix_sighting_notice_id", "sighting", ["notice_id"])


def _fetching() -> None:
    op.create_table(
        "fetch",
        sa.Column("id", _ID, nullable=False),
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("column", sa.String(80)),
        sa.Column("notice_id", _ID),
        sa.Column("attachment_id", _ID),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("outcome", sa.String(24), nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("payload_sha256", sa.String(64)),
        sa.Column("payload_bytes", sa.BigInteger),
        sa.Column("segment_id", _ID),
        sa.Column("offset", sa.BigInteger),
        sa.Column("length", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_fetch"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_fetch_run_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_fetch_notice_id"),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name="fk_fetch_segment_id"),
    )
    op.create_index("ix_fetch_run_id", "fetch", ["run_id"])
    op.create_index("ix_fetch_notice_id", "fetch", ["notice_id"])
    op.create_index("ix_fetch_attachment_id", "fetch", ["attachment_id"])
    op.create_index("ix_fetch_segment_id", "fetch", ["segment_id"])


def _reading() -> None:
    op.create_table(
        "version",
        sa.Column("id", _ID, nullable=False),
        sa.Column("notice_id", _ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("fetch_id", _ID, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("published_text", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("doc_number", sa.Text, nullable=False),
        sa.Column("index_number", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("provenance", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_version"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_version_notice_id"),
        sa.ForeignKeyConstraint(["fetch_id"], ["fetch.id"], name="fk_version_fetch_id"),
        sa.UniqueConstraint("notice_id", "number", name="uq_version_notice_id_number"),
    )
    op.create_table(
        "attachment",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version_id", _ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_attachment_version_id"),
        sa.UniqueConstraint("version_id", "position", name="uq_attachment_version_id_position"),
    )
