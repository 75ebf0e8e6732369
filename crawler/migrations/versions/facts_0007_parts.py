"""The further pages that a version's text goes on in; one without a request could not be had."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0007"
down_revision: str | None = "facts_0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table of parts."""
    op.create_table(
        "part",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version_id", _ID, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("fetch_id", _ID),
        sa.PrimaryKeyConstraint("id", name="pk_part"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_part_version_id"),
        sa.ForeignKeyConstraint(["fetch_id"], ["fetch.id"], name="fk_part_fetch_id"),
        sa.UniqueConstraint("version_id", "position", name="uq_part_version_id_position"),
    )
