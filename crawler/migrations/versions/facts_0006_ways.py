"""The form of an address by which a site answers, and how long a server asked to be left alone."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0006"
down_revision: str | None = "facts_0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table of ways, and the column for Retry-After."""
    op.create_table(
        "way",
        sa.Column("id", _ID, nullable=False),
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("site", sa.String(80), nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("used", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_way"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_way_run_id"),
    )
    op.create_index("ix_way_site", "way", ["site"])
    op.create_index("ix_way_run_id", "way", ["run_id"])
    op.add_column("fetch", sa.Column("retry_after", sa.Integer))
