"""The first tables of judgement."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "judgement_0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "match",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version_id", _ID, nullable=False),
        sa.Column("matcher", sa.String(64), nullable=False),
        sa.Column("categories", sa.JSON, nullable=False),
        sa.Column("near", sa.JSON, nullable=False),
        sa.Column("duties", sa.JSON, nullable=False),
        sa.Column("abstain", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_match"),
        sa.UniqueConstraint("version_id", "matcher", name="uq_match_version_id_matcher"),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", _ID, nullable=False),
        sa.Column("as_of", _MOMENT, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("edition", sa.String(80), nullable=False),
        sa.Column("software", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot"),
    )
    op.create_index("ix_snapshot_as_of", "snapshot", ["as_of"])
    _make_verdicts()


def _make_verdicts() -> None:
    op.create_table(
        "verdict",
        sa.Column("id", _ID, nullable=False),
        sa.Column("snapshot_id", _ID, nullable=False),
        sa.Column("bureau", sa.String(80), nullable=False),
        sa.Column("category", sa.String(16), nullable=False),
        sa.Column("duty", sa.String(24), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("standing", sa.String(24), nullable=False),
        sa.Column("flags", sa.JSON, nullable=False),
        sa.Column("reason", sa.JSON, nullable=False),
        sa.Column("late_working_days", sa.Integer),
        sa.Column("notice", _ID),
        sa.Column("readings", sa.JSON, nullable=False),
        sa.Column("fetches", sa.JSON, nullable=False),
        sa.Column("rules", sa.JSON, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_verdict"),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshot.id"], name="fk_verdict_snapshot_id"),
    )
    op.create_index("ix_verdict_snapshot_id_bureau_duty", "verdict", ["snapshot_id", "bureau", "duty"])
