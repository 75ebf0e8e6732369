"""How far our own clock was off in a run, as several servers told, and how far behind the last stored moment it began."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "facts_0009"
down_revision: str | None = "facts_0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add both in seconds, empty for the runs before; the few that are wrong are looked for at every judgement."""
    for name in ("clock_offset", "clock_behind"):
        op.add_column("run", sa.Column(name, sa.Float))
        op.create_index(f"ix_run_{name}", "run", [name])
