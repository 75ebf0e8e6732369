"""Which kept verdicts hold in a snapshot that builds upon others: the newest of each obligation, less what ended."""

from sqlalchemy import ColumnElement, Connection, exists, or_, select

from monitor.tables import snapshot, verdict, verdict_end


def root_of(connection: Connection, identity: int) -> int:
    """Return the snapshot that *identity* builds upon in the end; itself where it builds upon none."""
    found = connection.execute(
        select(snapshot.c.root_id).where(snapshot.c.id == identity)
    ).scalar_one_or_none()
    return found or identity


def holding(identity: int, root: int) -> ColumnElement[bool]:
    """Return the condition for the rows of ``verdict`` that hold in the snapshot *identity* of *root*."""
    family = select(snapshot.c.id).where(
        or_(snapshot.c.id == root, snapshot.c.root_id == root), snapshot.c.id <= identity
    )
    over = exists().where(verdict_end.c.verdict_id == verdict.c.id, verdict_end.c.snapshot_id <= identity)
    return verdict.c.snapshot_id.in_(family) & ~over
