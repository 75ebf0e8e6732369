"""What stands in the files that notices link to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0004"
down_revision: str | None = "facts_0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table of file texts."""
    op.create_table(
        "file_text",
        sa.Column("id", _ID, nullable=False),
        sa.Column("payload_sha256", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(24), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("tables", sa.JSON, nullable=False),
        sa.Column("pages", sa.Integer),
        sa.Column("reader", sa.String(120), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_file_text"),
        sa.UniqueConstraint("payload_sha256", "number", name="uq_file_text_payload_sha256_number"),
    )
