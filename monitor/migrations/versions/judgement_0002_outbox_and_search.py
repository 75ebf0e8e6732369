"""The outbox of letters, and the tables of search with the index of the database's own engine."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "judgement_0002"
down_revision: str | None = "judgement_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _outbox()
    _search()
    if op.get_bind().dialect.name == "sqlite":
        # diacritics stay: what a person types is what is written
        op.execute(
            "CREATE VIRTUAL TABLE search_gram USING fts5(grams, tokenize = 'unicode61 remove_diacritics 0')"
        )
    else:
        op.execute(
            "CREATE TABLE search_gram (piece_id bigint PRIMARY KEY "
            "REFERENCES search_piece (id) ON DELETE CASCADE, grams tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_search_gram_grams ON search_gram USING gin (grams)")


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", _ID, nullable=False),
        sa.Column("message_id", sa.String(120), nullable=False),
        sa.Column("letter", sa.String(120), nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("queued_at", _MOMENT, nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("replies", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("message_id", name="uq_outbox_message_id"),
    )
    op.create_index("ix_outbox_letter", "outbox", ["letter"])
    op.create_index("ix_outbox_state", "outbox", ["state"])


def _search() -> None:
    op.create_table(
        "search_entry",
        sa.Column("notice_id", _ID, nullable=False),
        sa.Column("version_id", _ID, nullable=False),
        sa.Column("site", sa.String(80), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("published", sa.Date),
        sa.PrimaryKeyConstraint("notice_id", name="pk_search_entry"),
    )
    op.create_index("ix_search_entry_site", "search_entry", ["site"])
    op.create_index("ix_search_entry_published", "search_entry", ["published"])
    op.create_table(
        "search_piece",
        sa.Column("id", _ID, nullable=False),
        sa.Column("notice_id", _ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_piece"),
        sa.ForeignKeyConstraint(["notice_id"], ["search_entry.notice_id"], name="fk_search_piece_notice_id"),
    )
    op.create_index("ix_search_piece_notice_id", "search_piece", ["notice_id"])
