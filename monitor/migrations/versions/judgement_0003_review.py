"""The acts of review, and what a kept snapshot was judged by."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "judgement_0003"
down_revision: str | None = "judgement_0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table, and the digests that older snapshots lack."""
    op.create_table(
        "review_entry",
        sa.Column("id", _ID, nullable=False),
        sa.Column("obligation", sa.Text, nullable=False),
        sa.Column("claim", sa.String(120), nullable=False),
        sa.Column("act", sa.String(16), nullable=False),
        sa.Column("choice", sa.String(16), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("recorded_at", _MOMENT, nullable=False),
        sa.Column("as_of", _MOMENT, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_entry"),
    )
    op.create_index("ix_review_entry_at", "review_entry", ["at"])
    op.create_index("ix_review_entry_obligation", "review_entry", ["obligation"])
    with op.batch_alter_table("snapshot") as table:
        table.add_column(
            sa.Column("edition_digest", sa.String(64), nullable=False, server_default=sa.text("''"))
        )
        table.add_column(
            sa.Column("calendar_digest", sa.String(64), nullable=False, server_default=sa.text("''"))
        )
