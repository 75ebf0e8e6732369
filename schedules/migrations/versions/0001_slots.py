"""The table of slots."""

import sqlalchemy as sa
from alembic import op

from crawler.store.kinds import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "slot",
        sa.Column("job", sa.String(80), nullable=False),
        sa.Column("planned", Moment, nullable=False),
        sa.Column("owner", sa.String(120), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("claimed_at", Moment, nullable=False),
        sa.Column("ended_at", Moment),
        sa.Column("exit_code", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("job", "planned", name="pk_slot"),
    )


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("slot")
