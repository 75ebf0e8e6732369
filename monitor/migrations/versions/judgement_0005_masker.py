"""By which way of masking a text of the search index was masked; what an older program indexed is indexed again."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "judgement_0005"
down_revision: str | None = "judgement_0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add it, empty for what was indexed before."""
    op.add_column(
        "search_entry", sa.Column("masker", sa.String(16), nullable=False, server_default=sa.text("''"))
    )
