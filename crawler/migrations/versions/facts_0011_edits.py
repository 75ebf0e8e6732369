"""What kind of change lies between two versions of a notice, or between the bytes of a file then and now."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0011"
down_revision: str | None = "facts_0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table of edits."""
    op.create_table(
        "edit",
        sa.Column("id", _ID, nullable=False),
        sa.Column("notice_id", _ID, nullable=False),
        sa.Column("version_id", _ID),
        sa.Column("before_fetch_id", _ID, nullable=False),
        sa.Column("after_fetch_id", _ID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kinds", sa.JSON, nullable=False),
        sa.Column("passages", sa.JSON, nullable=False),
        sa.Column("files", sa.JSON, nullable=False),
        sa.Column("teller", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_edit"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_edit_notice_id"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_edit_version_id"),
        sa.ForeignKeyConstraint(["before_fetch_id"], ["fetch.id"], name="fk_edit_before_fetch_id"),
        sa.ForeignKeyConstraint(["after_fetch_id"], ["fetch.id"], name="fk_edit_after_fetch_id"),
    )
    op.create_index("ix_edit_notice_id", "edit", ["notice_id"])
