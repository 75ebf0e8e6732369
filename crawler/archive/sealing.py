"""Seals segments: each becomes a link of the archive's chain first, then the database is told."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, update

from crawler.archive.proof.keys import Signer
from crawler.archive.proof.links import Link, chain_of
from crawler.store.database import writing
from crawler.store.tables import segment


def seal(folder: Path, engine: Engine, signer: Signer | None, identity: int, link: Link) -> None:
    """Add *link* for the segment of row *identity*; killed in between, the next start tells the database."""
    with chain_of(folder, signer) as chain:
        whole = chain.append(link)
    note_sealed(engine, identity, whole)


def note_sealed(engine: Engine, identity: int, link: Link) -> None:
    """Write into the row of a segment what its link says; a row that has been told stays as it is."""
    row = update(segment).where(segment.c.id == identity, segment.c.sealed_at.is_(None))
    with writing(engine) as connection:
        connection.execute(
            row.values(
                committed=link.length,
                records=link.records,
                link=link.number,
                sha256=link.sha256,
                sealed_at=datetime.fromisoformat(link.at),
            )
        )
