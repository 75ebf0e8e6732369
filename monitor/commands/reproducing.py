"""Reaches a verdict anew from an archive alone: its own database, its own workspace, nothing of the machine but the program."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from crawler.clock import Clock
from crawler.errors import UsageError
from crawler.logbook.find import Logbook, read_logbook
from crawler.logbook.rebuild import Difference, check_whole, rebuild
from crawler.store.database import open_database, reading
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace, open_workspace
from monitor.commands.depositing import payloads
from monitor.grounds import FILE, JUDGEMENT, Grounds, lay_out, read_grounds, said_of
from monitor.judge import judge
from monitor.judgement import Judgement
from monitor.reproduced import Reproduced, Reread, newest
from monitor.store import edition_digest, prepare_judgement, verdict_row
from monitor.verdict import Verdict

_NEAR = 5  # keys that are named where one is not known


@dataclass(frozen=True, kw_only=True)
class Repeated:
    """What came of it, and the store that it came from while that stands."""

    book: Logbook
    judged: Judgement
    found: Reproduced
    engine: Engine


@contextmanager
def repeated(folder: Path, key: str, day: date | None, clock: Clock) -> Iterator[Repeated]:
    """Give the verdict of *key* as the archive in *folder* keeps it, and as it is reached from it now.

    It is the one said last by the end of *day*, or last of all. Raises IntegrityFailure where the archive is not as
    it was written or lacks anything that the verdict rests on, UsageError where it keeps no such verdict.
    """
    book = read_logbook(folder)
    grounds = _chosen(book, key, day)
    with TemporaryDirectory(prefix="gongkai-") as name:
        root = Path(name)
        lay_out(grounds.files, book.documents.get(FILE, {}), root, folder)
        workspace = open_workspace(root)
        engine = open_database(workspace.database_url)
        try:
            prepare_facts(engine)
            prepare_judgement(engine)
            yield _repeat(folder, book, grounds, key, (workspace, engine), clock)
        finally:
            engine.dispose()


def judgements(book: Logbook) -> list[Grounds]:
    """Return every judgement that an archive keeps."""
    kept = book.documents.get(JUDGEMENT, {})
    return [read_grounds(data, f"judgement {name!r}") for name, data in kept.items()]


def _chosen(book: Logbook, key: str, day: date | None) -> Grounds:
    every = judgements(book)
    if found := newest(every, key, day):
        return found
    known = sorted({one for each in every for one in each.said if key in one or key.partition("/")[0] in one})
    near = f"; it has {'; '.join(known[:_NEAR])}" if known else ""
    when = f" by {day}" if day else ""
    raise UsageError(
        f"the archive keeps no verdict of {key!r}{when}",
        hint=f"verdicts are kept by gongkai judge, and one by gongkai explain KEY --keep{near}",
    )


def _repeat(
    folder: Path,
    book: Logbook,
    grounds: Grounds,
    key: str,
    opened: tuple[Workspace, Engine],
    clock: Clock,
) -> Repeated:
    workspace, engine = opened
    then = grounds.said[key]
    check_whole(book.logs, grounds.last_runs, grounds.unlogged)
    logs = {one: log for one, log in book.logs.items() if log.began <= then.as_of}
    bureau = key.partition("/")[0]
    sites = {name: one for name, one in workspace.sites().items() if one.bureau == bureau}
    otherwise = rebuild(folder, logs, engine, sites, clock)
    judged = judge(workspace, engine, as_of=then.as_of, bureau=bureau)
    found = beside(grounds, judged.verdict(key), engine, edition_digest(judged.edition), otherwise)
    return Repeated(book=book, judged=judged, found=found, engine=engine)


def beside(
    grounds: Grounds, verdict: Verdict, engine: Engine, edition: str, otherwise: Iterable[Difference]
) -> Reproduced:
    """Return *verdict*, as it was reached now by the *edition* of that digest, beside what *grounds* say of it."""
    then, row = grounds.said[verdict.key], verdict_row(verdict)
    with reading(engine) as connection:
        now = said_of(row, then.as_of, payloads(connection, [row])[verdict.key])
    return Reproduced(
        grounds=grounds,
        then=then,
        now=now,
        verdict=verdict,
        edition_digest=edition,
        reread=tuple(Reread(what=one.what, number=one.number, url=one.url) for one in otherwise),
    )
