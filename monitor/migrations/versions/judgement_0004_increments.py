"""Judgements that keep only what is said otherwise than before, and until when each bureau's verdicts hold."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "judgement_0004"
down_revision: str | None = "judgement_0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Let snapshots build upon another, and make the tables that this takes."""
    with op.batch_alter_table("snapshot") as table:
        table.add_column(sa.Column("root_id", _ID))
        table.add_column(sa.Column("law", sa.String(64), nullable=False, server_default=sa.text("''")))
        table.add_column(sa.Column("mark", sa.JSON))
        table.add_column(sa.Column("counts", sa.JSON))
    op.create_index("ix_snapshot_root_id", "snapshot", ["root_id"])
    op.create_index("ix_verdict_bureau_snapshot_id", "verdict", ["bureau", "snapshot_id"])
    op.create_table(
        "verdict_end",
        sa.Column("verdict_id", _ID, nullable=False),
        sa.Column("snapshot_id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("verdict_id", name="pk_verdict_end"),
        sa.ForeignKeyConstraint(["verdict_id"], ["verdict.id"], name="fk_verdict_end_verdict_id"),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name="fk_verdict_end_snapshot_id"),
    )
    op.create_table(
        "calm",
        sa.Column("bureau", sa.String(80), nullable=False),
        sa.Column("snapshot_id", _ID, nullable=False),
        sa.Column("terms", sa.String(64), nullable=False),
        sa.Column("as_of", _MOMENT, nullable=False),
        sa.Column("still", _MOMENT, nullable=False),
        sa.Column("fed", _MOMENT, nullable=False),
        sa.Column("lists", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("bureau", name="pk_calm"),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name="fk_calm_snapshot_id"),
    )
