"""What the archive holds beside answers: the log of every run, and the files and words of judgements, each once."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0010"
down_revision: str | None = "facts_0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the table; the runs before are logged at the end of the next crawl of their sites."""
    op.create_table(
        "document",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("segment_id", _ID, nullable=False),
        sa.Column("offset", sa.BigInteger, nullable=False),
        sa.Column("length", sa.BigInteger, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["segment.id"], name="fk_document_segment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("kind", "name", name="uq_document_kind_name"),
    )
