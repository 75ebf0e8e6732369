"""From where a run looked, and when the network was out for us and not for the sites."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0008"
down_revision: str | None = "facts_0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the vantage, and make the table of outages."""
    op.add_column("run", sa.Column("vantage", sa.String(80), nullable=False, server_default=sa.text("''")))
    op.create_table(
        "outage",
        sa.Column("id", _ID, nullable=False),
        sa.Column("run_id", _ID, nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hosts", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outage"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_outage_run_id"),
    )
    op.create_index("ix_outage_run_id", "outage", ["run_id"])
