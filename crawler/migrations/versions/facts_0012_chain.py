"""The chain of segments moves into the archive, and payloads are found by their digest, so that they are kept once."""

from collections.abc import Sequence

from alembic import op

revision: str = "facts_0012"
down_revision: str | None = "facts_0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Let the number of a link be that of a folder's chain; segments of before get theirs at the next crawl."""
    with op.batch_alter_table("segment") as table:
        table.drop_constraint("uq_segment_link", type_="unique")
        table.drop_column("previous_sha256")
    op.execute("UPDATE segment SET link = NULL")  # the next crawl takes them into the chain of its folder
    op.create_index("ix_fetch_payload_sha256", "fetch", ["payload_sha256"])
