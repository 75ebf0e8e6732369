"""Puts into the archive what a judgement rests on and what is new in it, so that the archive alone can repeat it."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine

from crawler.archive.proof.keys import load_signer
from crawler.archive.writer import ArchiveWriter
from crawler.clock import Clock
from crawler.logbook.keep import Document, keep_documents
from crawler.logbook.known import last_runs, list_payloads_of, newest_name, payloads_of, runs_without_log
from crawler.store.database import reading
from crawler.store.writer import FactWriter
from crawler.workspace import Workspace
from monitor.calendar import find_calendar
from monitor.catalogue.load import find_edition
from monitor.grounds import FILE, JUDGEMENT, Grounds, Said, files_of, said_of
from monitor.judgement import Judgement
from monitor.law import program_digest
from monitor.store import edition_digest, fresh_rows, software, verdict_row

_BYTES = "application/octet-stream"
Row = Mapping[str, Any]


def keep_snapshot(workspace: Workspace, engine: Engine, snapshot: int, clock: Clock) -> int:
    """Keep what *snapshot* says and the last one that was kept did not; return how many verdicts that is."""
    with reading(engine) as connection:
        before = int(newest_name(connection, JUDGEMENT) or 0)
        rows = fresh_rows(connection, snapshot, before)
        behind = payloads(connection, rows)
    said = {key_of(one): said_of(one, one["as_of"], behind[key_of(one)]) for one in rows}
    if said or not before:
        _keep(workspace, engine, said, str(snapshot), clock)
    return len(said)


def keep_verdict(workspace: Workspace, engine: Engine, judged: Judgement, key: str, clock: Clock) -> None:
    """Keep one verdict, of whatever day; once is enough."""
    verdict = judged.verdict(key)
    row = verdict_row(verdict)
    with reading(engine) as connection:
        said = {key: said_of(row, verdict.as_of, payloads(connection, [row])[key])}
    name = sha256(f"{key}@{verdict.as_of.isoformat()}@{verdict.digest}".encode()).hexdigest()
    _keep(workspace, engine, said, f"one-{name}", clock)


def key_of(row: Row) -> str:
    """Return the obligation's name of a kept verdict."""
    return f"{row['bureau']}/{row['duty']}/{row['what']}"


def payloads(connection: Connection, rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Return the digests of the bytes behind each of the verdicts *rows*: of its requests, then of its lists."""
    every = list(rows)
    single = payloads_of(connection, {fetch for one in every for fetch in one["fetches"]})
    lists = list_payloads_of(connection, {look for one in every for look in one["readings"]})
    return {
        key_of(one): (
            *(single.get(fetch, "") for fetch in one["fetches"]),
            *(page for look in one["readings"] for page in lists.get(look, ())),
        )
        for one in every
    }


def _keep(workspace: Workspace, engine: Engine, said: dict[str, Said], name: str, clock: Clock) -> None:
    edition = find_edition(workspace.settings.judge.edition, workspace.root)
    files = files_of(workspace, edition)
    held = {path: sha256(data).hexdigest() for path, data in files.items()}
    calendar = find_calendar(edition.calendar, workspace.root)
    until = max((one.as_of for one in said.values()), default=clock())
    with reading(engine) as connection:
        grounds = Grounds(
            zone=edition.timezone,
            made_at=clock(),
            software=software(),
            code=program_digest(),
            edition=edition.id,
            edition_digest=edition_digest(edition),
            calendar_digest=sha256(repr(calendar).encode()).hexdigest(),
            files=held,
            last_runs=last_runs(connection, until),
            unlogged=runs_without_log(connection, until),
            said=said,
        )
    documents = [
        Document(kind=FILE, name=held[path], data=data, content=_BYTES) for path, data in files.items()
    ]
    documents.append(Document(kind=JUDGEMENT, name=name, data=grounds.to_bytes()))
    archive = ArchiveWriter(
        workspace.archive,
        engine,
        clock,
        workspace.settings.archive.reserve_mb,
        signer=load_signer(workspace.signing_key),
    )
    try:
        keep_documents(FactWriter(engine, clock), archive, documents)
        archive.seal()
    finally:
        archive.close()
