"""Files that lists name with a notice."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0005"
down_revision: str | None = "facts_0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the table of listed files."""
    op.create_table(
        "listed_file",
        sa.Column("id", _ID, nullable=False),
        sa.Column("notice_id", _ID, nullable=False),
        sa.Column("url_key", sa.String(1000), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_listed_file"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name="fk_listed_file_notice_id"),
        sa.UniqueConstraint("notice_id", "url_key", name="uq_listed_file_notice_id_url_key"),
    )
