"""What a judgement rests on beside the facts: the files of people and the catalogue, and what it said by them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from crawler.errors import IntegrityFailure
from crawler.workspace import CONFIG, JudgeSettings, Workspace
from monitor.calendar import calendar_folder
from monitor.catalogue.load import edition_folder
from monitor.catalogue.model import Edition
from monitor.decided.file import FILE as DECIDED
from monitor.verdict import plain

FILE, JUDGEMENT = "file", "judgement"
"""Kinds of documents in the archive."""
_OWN = ("bureaus.toml", "events.toml", "nothing.toml", DECIDED)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said of one obligation, and the digest of the bytes that it rests on."""

    as_of: datetime
    standing: str
    flags: tuple[str, ...]
    due: str | None
    late_working_days: int | None
    reason: dict[str, Any]
    notice: int | None
    digest: str
    evidence: str
    """SHA-256 over the digests of what its requests and the lists of its readings brought, in their order."""
    payloads: int
    """How many those are."""


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """One judgement as the archive keeps it; its files lie beside it, each under its digest."""

    zone: str
    """Where its days begin and end."""
    made_at: datetime
    software: str
    code: str
    """SHA-256 of the program's own files."""
    edition: str
    edition_digest: str
    calendar_digest: str
    files: dict[str, str]
    """Path in a workspace → SHA-256."""
    last_runs: dict[str, int]
    """Site → its last run known then."""
    unlogged: tuple[int, ...] = ()
    """Runs known then whose log was not in the archive yet."""
    said: dict[str, Said] = field(default_factory=dict)
    """What is new in it, by the obligation's key; what is not named stands as the judgement before said it."""

    def to_bytes(self) -> bytes:
        """Return the judgement as it is kept."""
        return json.dumps(plain(self), ensure_ascii=False, separators=(",", ":")).encode()


def read_grounds(data: bytes, place: str) -> Grounds:
    """Return the judgement kept as *data*; raise IntegrityFailure naming *place* where it is none that we know."""
    try:
        said = json.loads(data)
        verdicts = {key: _said(one) for key, one in said.pop("said").items()}
        made = datetime.fromisoformat(said.pop("made_at"))
        return Grounds(**said | {"made_at": made, "unlogged": tuple(said["unlogged"]), "said": verdicts})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise IntegrityFailure(f"{place}: no judgement that this program knows: {error!r}") from error


def _said(values: Mapping[str, Any]) -> Said:
    moment = datetime.fromisoformat(values["as_of"])
    return Said(**{**values, "as_of": moment, "flags": tuple(values["flags"])})


def files_of(workspace: Workspace, edition: Edition) -> dict[str, bytes]:
    """Return what the workspace is judged by, each under its path: of the settings only what judgement asks."""
    root, calendar = workspace.root, edition.calendar
    folder = edition_folder(edition.id, root)
    found = {CONFIG: _settings(workspace.settings.judge)}
    found |= {name: (root / name).read_bytes() for name in _OWN if (root / name).exists()}
    found |= {f"sites/{one.name}": one.read_bytes() for one in sorted((root / "sites").glob("*.toml"))}
    found |= {
        f"editions/{edition.id}/{one.relative_to(folder).as_posix()}": one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file() and "__pycache__" not in one.parts
    }
    days = calendar_folder(calendar, root) / f"{calendar}.toml"
    return found | {f"calendars/{calendar}.toml": days.read_bytes()}


def lay_out(files: Mapping[str, str], held: Mapping[str, bytes], root: Path, archive: Path) -> None:
    """Write a workspace of the *files* into *root*, its archive being *archive*.

    Raises IntegrityFailure where a file is not *held* or leads out of the workspace.
    """
    for name, digest in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise IntegrityFailure(f"the judgement names a file outside its workspace: {name!r}")
        data = held.get(digest)
        if data is None or sha256(data).hexdigest() != digest:
            raise IntegrityFailure(f"the archive does not hold {name!r} as it was judged by")
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    with (root / CONFIG).open("a", encoding="utf-8") as config:
        config.write(f"\n[archive]\nfolder = {json.dumps(str(archive.resolve()))}\n")


def said_of(row: Mapping[str, Any], as_of: datetime, payloads: tuple[str, ...]) -> Said:
    """Return what a kept *row* of a verdict says; *payloads* are the digests of the bytes behind it."""
    return Said(
        as_of=as_of,
        standing=row["standing"],
        flags=tuple(row["flags"]),
        due=row["due"].isoformat() if row["due"] else None,
        late_working_days=row["late_working_days"],
        reason=dict(row["reason"]),
        notice=row["notice"],
        digest=row["digest"],
        evidence=sha256("\n".join(payloads).encode()).hexdigest(),
        payloads=len(payloads),
    )


def _settings(judge: JudgeSettings) -> bytes:
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in asdict(judge).items())
    return "\n".join(("[judge]", *lines, "")).encode()
