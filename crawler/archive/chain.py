"""Seals segments: each gets its digest and that of the segment sealed before it, so that none can be taken out unseen."""

from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, select, text, update

from crawler.clock import Clock
from crawler.store.tables import segment


def seal(
    connection: Connection, clock: Clock, identity: int, *, length: int, records: int, digest: str
) -> None:
    """Close the segment of row *identity* as the newest link of the chain; a sealed one stays as it is."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE segment IN SHARE ROW EXCLUSIVE MODE"))
    newest = (
        select(segment.c.link, segment.c.sha256)
        .where(segment.c.link.is_not(None))
        .order_by(segment.c.link.desc())
        .limit(1)
    )
    before = connection.execute(newest).one_or_none()
    connection.execute(
        update(segment)
        .where(segment.c.id == identity, segment.c.sealed_at.is_(None))
        .values(
            committed=length,
            records=records,
            link=before.link + 1 if before else 1,
            sha256=digest,
            previous_sha256=before.sha256 if before else "",
            sealed_at=clock(),
        )
    )


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a whole file, read piece by piece."""
    total = sha256()
    with path.open("rb") as source:
        while piece := source.read(1 << 20):
            total.update(piece)
    return total.hexdigest()
