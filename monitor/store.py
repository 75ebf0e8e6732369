"""Keeps judgements: each snapshot once, verdict by verdict, so that the next report can tell what is new."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, Engine, select

from crawler.clock import Clock
from crawler.store.database import reading, writing
from crawler.store.schema import upgrade
from monitor.catalogue.model import Edition
from monitor.judgement import Judgement
from monitor.lineage import holding, root_of
from monitor.tables import snapshot, verdict
from monitor.verdict import Verdict, plain
from monitor.words import Flag, Standing


@dataclass(frozen=True, kw_only=True)
class StoredVerdict:
    """What was said of one obligation in a snapshot."""

    key: str
    standing: Standing
    flags: tuple[Flag, ...]
    digest: str
    due: date | None
    rules: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A snapshot with what it was judged by; digests are empty in those of older programs."""

    id: int
    as_of: datetime
    made_at: datetime
    edition_digest: str
    calendar_digest: str
    law: str
    """SHA-256 of everything that all verdicts depend on."""
    verdicts: dict[str, StoredVerdict]


def prepare_judgement(engine: Engine) -> None:
    """Bring the tables of judgement to the schema of this program."""
    upgrade(engine, "monitor", "judgement_version")


def store_verdicts(engine: Engine, judged: Judgement, clock: Clock) -> int:
    """Keep all verdicts of *judged* as a new snapshot, and return its number."""
    with writing(engine) as connection:
        return keep_verdicts(connection, judged, clock())


def keep_verdicts(connection: Connection, judged: Judgement, now: datetime) -> int:
    """Keep all verdicts of *judged* inside the caller's transaction, and return the snapshot's number."""
    added = snapshot.insert().values(
        as_of=judged.as_of,
        made_at=now,
        edition=judged.edition.id,
        software=software(),
        edition_digest=edition_digest(judged.edition),
        calendar_digest=judged.calendar_digest,
    )
    identity: int = connection.execute(added.returning(snapshot.c.id)).scalar_one()
    if judged.verdicts:
        rows = [{"snapshot_id": identity, **verdict_row(one)} for one in judged.verdicts]
        connection.execute(verdict.insert(), rows)
    return identity


def edition_digest(edition: Edition) -> str:
    """Return the SHA-256 of a catalogue, whatever its id."""
    return sha256(repr(edition).encode()).hexdigest()


def software() -> str:
    """Return the name of this program with its version."""
    return f"gongkai/{version('gongkai')}"


def last_snapshot(engine: Engine, *, before: datetime) -> int | None:
    """Return the newest snapshot judged as of a moment earlier than *before*."""
    wanted = (
        select(snapshot.c.id)
        .where(snapshot.c.as_of < before)
        .order_by(snapshot.c.as_of.desc(), snapshot.c.id.desc())
        .limit(1)
    )
    with reading(engine) as connection:
        return connection.execute(wanted).scalar_one_or_none()


def kept_on(engine: Engine, first: datetime, last: datetime) -> Kept | None:
    """Return the newest snapshot judged as of a moment from *first* to *last*; None where none was kept."""
    wanted = (
        select(snapshot)
        .where(snapshot.c.as_of >= first, snapshot.c.as_of <= last)
        .order_by(snapshot.c.as_of.desc(), snapshot.c.id.desc())
        .limit(1)
    )
    with reading(engine) as connection:
        row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    return Kept(
        id=row.id,
        as_of=row.as_of,
        made_at=row.made_at,
        edition_digest=row.edition_digest,
        calendar_digest=row.calendar_digest,
        law=row.law,
        verdicts=stored_verdicts(engine, row.id),
    )


def stored_verdicts(engine: Engine, identity: int) -> dict[str, StoredVerdict]:
    """Return the verdicts of a snapshot by the obligation's key, those said before it and not otherwise since among them."""
    with reading(engine) as connection:
        root = root_of(connection, identity)
        rows = connection.execute(select(verdict).where(holding(identity, root))).all()
    found = (_stored(one) for one in rows)
    return {one.key: one for one in found}


def fresh_rows(connection: Connection, identity: int, since: int) -> list[dict[str, Any]]:
    """Return what holds in a snapshot and was said after the snapshot *since*, each with the moment it was judged as of.

    A snapshot that builds upon none says everything again; of it only what is said otherwise than in *since*.
    """
    root = root_of(connection, identity)
    wanted = (
        select(verdict, snapshot.c.as_of)
        .join(snapshot, snapshot.c.id == verdict.c.snapshot_id)
        .where(holding(identity, root), verdict.c.snapshot_id > since)
    )
    rows = [
        {str(name): value for name, value in one.items()} for one in connection.execute(wanted).mappings()
    ]
    if not since or root <= since:
        return rows
    before = select(verdict.c.bureau, verdict.c.duty, verdict.c.what, verdict.c.digest)
    told = {
        tuple(one) for one in connection.execute(before.where(holding(since, root_of(connection, since))))
    }
    return [one for one in rows if (one["bureau"], one["duty"], one["what"], one["digest"]) not in told]


def verdict_row(said: Verdict) -> dict[str, Any]:
    """Return what is kept of a verdict, but for the snapshot."""
    return {
        "bureau": said.obligation.bureau,
        "category": said.obligation.category,
        "duty": said.obligation.duty,
        "what": said.obligation.what,
        "due": said.due,
        "standing": said.standing.value,
        "flags": [one.value for one in said.flags],
        "reason": plain(said.reason),
        "late_working_days": said.late_working_days,
        "notice": said.chosen.notice if said.chosen else None,
        "readings": list(said.readings),
        "fetches": list(said.fetches),
        "rules": said.rule_versions,
        "digest": said.digest,
    }


def _stored(row: Any) -> StoredVerdict:
    return StoredVerdict(
        key=f"{row.bureau}/{row.duty}/{row.what}",
        standing=Standing(row.standing),
        flags=tuple(Flag(one) for one in row.flags),
        digest=row.digest,
        due=row.due,
        rules=dict(row.rules),
    )
