"""Which notices were taken down from every view, and who looked at an original; neither can be changed or deleted."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0013"
down_revision: str | None = "facts_0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make both tables, and have the database refuse to change or delete their rows."""
    op.create_table(
        "takedown",
        sa.Column("id", _ID, nullable=False),
        sa.Column("notice_id", _ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("down", sa.Boolean, nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("payloads", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_takedown"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_takedown_notice_id"),
    )
    op.create_table(
        "original_access",
        sa.Column("id", _ID, nullable=False),
        sa.Column("notice_id", _ID, nullable=False),
        sa.Column("fetch_id", _ID),
        sa.Column("version", sa.Integer),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_original_access"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_original_access_notice_id"),
        sa.ForeignKeyConstraint(["fetch_id"], ["fetch.id"], name="fk_original_access_fetch_id"),
    )
    for table in ("takedown", "original_access"):
        op.create_index(f"ix_{table}_notice_id", table, ["notice_id"])
        _only_added(table)


def _only_added(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_only_added() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'rows of {table} are only added'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_only_added()"
    )
