"""A version says whether the site's text changed or only our reading of it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0002"
down_revision: str | None = "facts_0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the cause; what stands there was written because it was seen."""
    op.add_column("version", sa.Column("cause", sa.String(8), nullable=False, server_default="seen"))
