"""What first pages looked like, which new shapes a person took for healthy, and which hosts are left alone."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0003"
down_revision: str | None = "facts_0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and let runs be found by when they began."""
    op.create_table(
        "first_page",
        sa.Column("id", _ID, nullable=False),
        sa.Column("reading_id", _ID, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("dated", sa.Integer, nullable=False),
        sa.Column("titled", sa.Integer, nullable=False),
        sa.Column("ahead", sa.Integer, nullable=False),
        sa.Column("oldest", sa.Date),
        sa.Column("newest", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_first_page"),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name="fk_first_page_reading_id"),
        sa.UniqueConstraint("reading_id", name="uq_first_page_reading_id"),
    )
    op.create_table(
        "acceptance",
        sa.Column("id", _ID, nullable=False),
        sa.Column("site", sa.String(80), nullable=False),
        sa.Column("column", sa.String(80), nullable=False),
        sa.Column("reading_id", _ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_acceptance"),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name="fk_acceptance_reading_id"),
    )
    op.create_index("ix_acceptance_site_column", "acceptance", ["site", "column"])
    op.create_table(
        "halt",
        sa.Column("id", _ID, nullable=False),
        sa.Column("host", sa.String(255), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("halted", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_halt"),
    )
    op.create_index("ix_run_started_at", "run", ["started_at"])
