"""Keeps judgements that build upon each other: a verdict is written when it is first said, and ends when it no longer is."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, select, text

from crawler.errors import LockHeld
from crawler.store.database import reading, writing
from crawler.store.since import Mark
from monitor.calm import Calm, Listed
from monitor.lineage import holding
from monitor.spill import Row, Spill
from monitor.tables import calm, snapshot, verdict, verdict_end
from monitor.verdict import Verdict

_LOCK = 0x676F6E676A7564  # "gongjud": one judgement is kept at a time on a PostgreSQL server
_BATCH = 500
Said = tuple[str, str, int | None]
"""Digest, key of the reason, working days late: what makes a verdict another one."""


@dataclass(frozen=True, kw_only=True)
class Base:
    """A kept judgement that the next one can build upon."""

    id: int
    root: int
    as_of: datetime
    law: str
    mark: Mark
    counts: "Counts"


@dataclass(kw_only=True)
class Counts:
    """How many obligations have each standing, and each flag."""

    standings: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)

    def add(self, standing: str, flags: Iterable[str], times: int = 1) -> None:
        """Count one verdict; take it off again where *times* is -1."""
        self.standings[standing] += times
        for one in flags:
            self.flags[one] += times

    @property
    def obligations(self) -> int:
        """How many there are."""
        return self.standings.total()


@dataclass(frozen=True, kw_only=True)
class Held:
    """A verdict that holds."""

    id: int
    said: Said
    standing: str
    flags: tuple[str, ...]


def said_in(verdict: Verdict) -> Said:
    """Return what makes *verdict* another one than before."""
    return verdict.digest, verdict.reason.key, verdict.late_working_days


def last_base(engine: Engine) -> Base | None:
    """Return the newest judgement that can be built upon; None where there is none."""
    wanted = select(snapshot).where(snapshot.c.law != "").order_by(snapshot.c.id.desc()).limit(1)
    with reading(engine) as connection:
        row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    numbers: dict[str, Any] = {
        key: tuple(one) if isinstance(one, list) else one for key, one in row.mark.items()
    }
    return Base(
        id=row.id,
        root=row.root_id or row.id,
        as_of=row.as_of,
        law=row.law,
        mark=Mark(**numbers),
        counts=Counts(
            standings=Counter(row.counts["standings"]),
            flags=Counter(row.counts["flags"]),
        ),
    )


def known_calms(engine: Engine) -> dict[str, tuple[str, Calm]]:
    """Return bureau → the digest of what people wrote of it, and until when its verdicts hold."""
    with reading(engine) as connection:
        return {one.bureau: (one.terms, _calm(one)) for one in connection.execute(select(calm))}


def held_verdicts(engine: Engine, base: Base, bureaus: Collection[str]) -> dict[str, dict[str, Held]]:
    """Return the verdicts on *bureaus* that hold in *base*, by bureau and key."""
    found: dict[str, dict[str, Held]] = defaultdict(dict)
    columns = (
        *(verdict.c[name] for name in ("id", "bureau", "duty", "what", "digest", "standing", "flags")),
        verdict.c.late_working_days,
        verdict.c.reason["key"].as_string().label("why"),
    )
    named = list(bureaus)
    with reading(engine) as connection:
        for start in range(0, len(named), _BATCH):
            part = named[start : start + _BATCH]
            wanted = select(*columns).where(verdict.c.bureau.in_(part), holding(base.id, base.root))
            for one in connection.execute(wanted):
                found[one.bureau][f"{one.bureau}/{one.duty}/{one.what}"] = Held(
                    id=one.id,
                    said=(one.digest, one.why, one.late_working_days),
                    standing=one.standing,
                    flags=tuple(one.flags),
                )
    return found


@dataclass(frozen=True, kw_only=True)
class Increment:
    """What a judgement says otherwise than its base, waiting to be kept; without a base, everything."""

    base: Base | None
    head: int | None
    """The newest judgement that could be built upon when this one began."""
    verdicts: Spill
    ends: list[int] = field(default_factory=list)
    calms: Spill
    counts: Counts


def calm_row(bureau: str, terms: str, held: Calm) -> Row:
    """Return what is kept of how long the verdicts on a bureau hold, but for the snapshot."""
    lists = {
        place: [one.shape, one.started_at.isoformat(), one.ended_at.isoformat()]
        for place, one in held.lists.items()
    }
    return {
        "bureau": bureau,
        "terms": terms,
        "as_of": held.as_of,
        "still": held.still,
        "fed": held.fed,
        "lists": lists,
    }


def keep_increment(engine: Engine, made: Increment, about: Row, law: str, mark: Mark | None) -> int:
    """Keep what was *made* as a snapshot with what is known *about* it, all or nothing, and return its number.

    Without a *mark* nothing can be built upon it. Raises LockHeld where another judgement was kept meanwhile.
    """
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if mark is not None and _head(connection) != made.head:
            raise LockHeld("another judgement was kept meanwhile", hint="judge again")
        values = about | {
            "root_id": made.base.root if made.base else None,
            "law": law if mark else "",
            "mark": asdict(mark) if mark else None,
            "counts": {"standings": dict(made.counts.standings), "flags": dict(made.counts.flags)},
        }
        added = snapshot.insert().values(values).returning(snapshot.c.id)
        identity: int = connection.execute(added).scalar_one()
        _insert(connection, identity, made)
        if mark is not None:
            _keep_calms(connection, identity, made)
    return identity


def _head(connection: Connection) -> int | None:
    wanted = select(snapshot.c.id).where(snapshot.c.law != "").order_by(snapshot.c.id.desc()).limit(1)
    return connection.execute(wanted).scalar_one_or_none()


def _insert(connection: Connection, identity: int, made: Increment) -> None:
    for rows in made.verdicts:
        connection.execute(verdict.insert(), [{"snapshot_id": identity, **one} for one in rows])
    ends = [{"verdict_id": one, "snapshot_id": identity} for one in made.ends]
    if ends:
        connection.execute(verdict_end.insert(), ends)


def _keep_calms(connection: Connection, identity: int, made: Increment) -> None:
    """Keep until when verdicts hold in the place of what was told of the same bureaus before."""
    if made.base is None:
        connection.execute(delete(calm))
    for rows in made.calms:
        named = [one["bureau"] for one in rows]
        connection.execute(delete(calm).where(calm.c.bureau.in_(named)))
        present = [{"snapshot_id": identity, **one} for one in rows if "terms" in one]
        if present:
            connection.execute(calm.insert(), present)


def _calm(row: Any) -> Calm:
    lists = {
        place: Listed(
            shape=shape, started_at=datetime.fromisoformat(began), ended_at=datetime.fromisoformat(ended)
        )
        for place, (shape, began, ended) in row.lists.items()
    }
    return Calm(as_of=row.as_of, still=row.still, fed=row.fed, lists=lists)
