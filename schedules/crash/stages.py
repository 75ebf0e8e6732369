"""The stages of the work after the crawl: what is run, and what must then be as in an undisturbed run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Engine, select

from crawler.store.database import reading
from monitor.store import StoredVerdict, last_snapshot, stored_verdicts
from monitor.tables import match
from schedules.backup.make import all_of
from schedules.backup.restore import wrong_in
from schedules.crash.held import held_in
from schedules.crash.room import Room
from schedules.crash.tally import Tally, tally

_FAR = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One command that reads what stands in the database and adds to it."""

    name: str
    words: tuple[str, ...]
    compared: Callable[[Room, Room], Tally]
    """Of an undisturbed workspace and one that was disturbed."""
    at_last: tuple[str, ...] = ()
    """Further words for the life that nobody disturbs."""


def stages(day: str) -> tuple[Stage, ...]:
    """Return the stages between crawl and mail; reports are made as of *day*."""
    return (
        Stage(
            name="match", words=("judge",), compared=_alike(_answers)
        ),  # the first judgement matches everything
        Stage(name="judge", words=("judge", "--full"), compared=_alike(verdicts)),
        Stage(name="report", words=("report", "weekly", "--as-of", day), compared=_alike(_reports)),
        Stage(name="backup", words=("backup",), compared=_backups, at_last=("--drill",)),
    )


def verdicts(room: Room) -> Mapping[str, str]:
    """Return the digest of the last verdict on each obligation."""
    with room.opened() as (engine, _):
        return {key: one.digest for key, one in _verdicts(engine).items()}


def standings(room: Room) -> Mapping[str, tuple[str, ...]]:
    """Return standing and flags of each obligation: what is said of it, whenever and however often was looked."""
    with room.opened() as (engine, _):
        return {key: (one.standing, *sorted(one.flags)) for key, one in _verdicts(engine).items()}


def upgraded(calm: Room, room: Room) -> Tally:
    """Compare two databases wholly: the shape of each table, and each row."""
    return _alike(_everything)(calm, room)


def _alike(of: Callable[[Room], Mapping[str, object]]) -> Callable[[Room, Room], Tally]:
    return lambda calm, room: tally(of(calm), of(room))


def _verdicts(engine: Engine) -> Mapping[str, StoredVerdict]:
    last = last_snapshot(engine, before=_FAR)
    return stored_verdicts(engine, last) if last else {}


def _answers(room: Room) -> Mapping[str, object]:
    """Return what the matcher answered for each version, with and without the column."""
    with room.opened() as (engine, _), reading(engine) as connection:
        rows = connection.execute(select(match)).all()
    return {
        f"{one.matcher}/{one.version_id}": (one.categories, one.near, one.duties, one.abstain) for one in rows
    }


def _reports(room: Room) -> Mapping[str, str]:
    """Return the SHA-256 of each file of the report."""
    found = (one for one in (room.root / "reports").iterdir() if not one.name.endswith(".part"))
    return {one.name: sha256(one.read_bytes()).hexdigest() for one in found}


def _backups(_: Room, room: Room) -> Tally:
    """Prove every backup that is there; the drill at the end has made the same report of the last one restored."""
    held = all_of(room.root / "backups")
    return Tally(wanted=1, lost=0 if held else 1, bad=sum(bool(wrong_in(one)) for one in held))


def _everything(room: Room) -> Mapping[str, object]:
    with room.opened() as (engine, _):
        held = held_in(engine)
    rows = {f"{table}/{key}": row for table, kept in held.rows.items() for key, row in kept.items()}
    return {**held.shape, **rows}
