"""The campaign over all stages: the same workspace with kills and without, and what must be the same of both."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, select

from crawler.clock import Clock, local_day
from crawler.practice.crash import campaign, last_life, reckoning, served
from crawler.practice.reckoning import Line
from crawler.store.database import open_database, reading, writing
from crawler.workspace import Workspace, open_workspace
from monitor.mail.message import Letter
from monitor.mail.outbox import UNKNOWN_AFTER, MailState, doubt, queue, requeue
from monitor.mail.tables import outbox
from monitor.store import last_snapshot, stored_verdicts
from schedules.backup.make import all_of
from schedules.backup.restore import wrong_in
from schedules.crash.lives import Lived, live
from schedules.crash.sink import Sink, listening
from schedules.store import prepare

_FAR = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """How one stage went."""

    name: str
    lived: Lived
    wanted_kills: int
    lines: tuple[Line, ...] = field(default=())

    @property
    def right(self) -> bool:
        """Whether everything is as without a kill."""
        return (
            self.lived.status == 0
            and self.lived.killed >= self.wanted_kills
            and all(one.right for one in self.lines)
        )


def run_kills(
    notices: int, letters: int, kills: int, seed: int, clock: Clock, tell: Callable[[str], None]
) -> Iterator[Stage]:
    """Yield stage after stage; of *kills* four tenths are the crawl's, the others are shared out."""
    chance = Random(seed)  # noqa: S311 - chooses moments, no secrets
    with ExitStack() as stack:
        room = Path(stack.enter_context(TemporaryDirectory(prefix="gongkai-kills-")))
        root, share = room / "killed", max(1, kills * 12 // 100)
        said = stack.enter_context(served(root, notices, seed))
        crawls = max(1, kills - 5 * share)
        killed = campaign(root, said["control"], chance, notices, crawls)
        status, errors = last_life(root)
        lived = Lived(killed=killed, status=status, errors=errors)
        yield Stage(name="crawl", lived=lived, wanted_kills=crawls, lines=tuple(reckoning(root, said)))
        calm = Path(shutil.copytree(root, room / "calm"))
        day = f"{local_day(clock()):%Y-%m-%d}"
        report = ("report", "weekly", "--as-of", day)
        for name, words, same in (
            ("migrate", ("migrate",), _schema),
            ("judge", ("judge",), _verdicts),
            ("report", report, _reports),
            ("backup", ("backup",), _backups),
        ):
            tell(name)
            usual = _usual(calm, words)
            lived = live(root, words, share, chance, usual)
            yield Stage(name=name, lived=lived, wanted_kills=share, lines=tuple(same(calm, root)))
        tell("mail")
        yield _mail(root, letters, share, chance, clock)


def _usual(root: Path, words: tuple[str, ...]) -> float:
    """Return the seconds of a life that nobody disturbs."""
    begun = time.monotonic()
    live(root, words, 0, Random(0), 0.0)  # noqa: S311 - nothing is chosen
    return time.monotonic() - begun


def _schema(calm: Path, killed: Path) -> Iterator[Line]:
    yield _line("tables", calm, killed, lambda engine, _: _names(engine))


def _verdicts(calm: Path, killed: Path) -> Iterator[Line]:
    def digests(engine: Engine, _: Workspace) -> dict[str, str]:
        last = last_snapshot(engine, before=_FAR)
        return {key: one.digest for key, one in stored_verdicts(engine, last).items()} if last else {}

    yield _line("verdicts", calm, killed, digests)


def _reports(calm: Path, killed: Path) -> Iterator[Line]:
    def files(_: Engine, workspace: Workspace) -> dict[str, str]:
        found = (one for one in (workspace.root / "reports").iterdir() if not one.name.endswith(".part"))
        return {one.name: sha256(one.read_bytes()).hexdigest() for one in found}

    yield _line("files of the report", calm, killed, files)


def _backups(_: Path, killed: Path) -> Iterator[Line]:
    held = all_of(killed / "backups")
    yield Line(what="backups that are not whole", wanted=0, found=sum(bool(wrong_in(one)) for one in held))
    yield Line(what="backups there", wanted=1, found=min(1, len(held)))


def _line(what: str, calm: Path, killed: Path, of: Callable[[Engine, Workspace], dict[str, str]]) -> Line:
    """Return how many of what the undisturbed run has are the same after the kills; one too many counts against it."""
    with _opened(calm) as ours, _opened(killed) as theirs:
        wanted, found = of(*ours), of(*theirs)
    same = sum(found.get(name) == digest for name, digest in wanted.items())
    return Line(what=f"{what} the same", wanted=len(wanted), found=same - len(found.keys() - wanted.keys()))


def _names(engine: Engine) -> dict[str, str]:
    with reading(engine) as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
    return {row[0]: row[1] or "" for row in rows if not row[0].startswith("sqlite_")}


@contextmanager
def _opened(root: Path) -> Iterator[tuple[Engine, Workspace]]:
    workspace = open_workspace(root)
    engine = open_database(workspace.database_url)
    try:
        yield engine, workspace
    finally:
        engine.dispose()


def _mail(root: Path, letters: int, kills: int, chance: Random, clock: Clock) -> Stage:
    """Queue *letters*, kill whoever sends them, and count what came."""
    with listening() as sink, _opened(root) as (engine, workspace):
        prepare(engine)
        config = root / "gongkai.toml"
        kept = config.read_text(encoding="utf-8")
        config.write_text(_mailing(kept, sink.port), encoding="utf-8")
        now = clock()
        sender = workspace.settings.mail.sender
        with writing(engine) as connection:
            for number in range(letters):
                letter = Letter(key=f"kill-{number}", subject=f"{number}", text="text", html="<p>text</p>")
                queue(connection, letter, [f"r{number}@reader.example"], sender, now)
        lived = live(root, ("mail", "send"), kills, chance, 2.0)
        doubt(engine, clock() + UNKNOWN_AFTER * 2)
        requeue(engine, [MailState.UNKNOWN], clock() - timedelta(minutes=1))
        last = live(root, ("mail", "send"), 0, chance, 0.0)
        return Stage(
            name="mail",
            lived=replace(last, killed=lived.killed),
            wanted_kills=kills,
            lines=tuple(_came(engine, sink, letters, lived.killed)),
        )


def _came(engine: Engine, sink: Sink, letters: int, killed: int) -> Iterator[Line]:
    with reading(engine) as connection:
        sent = set(connection.scalars(select(outbox.c.message_id)))
    yield Line(what="letters that came", wanted=letters, found=len(sent & sink.came.keys()))
    more = sink.came.total() - len(sink.came)
    yield Line(what="copies too many beyond one a kill", wanted=0, found=max(0, more - killed))
    yield Line(what="copies under another Message-ID", wanted=0, found=len(sink.came.keys() - sent))


def _mailing(config: str, port: int) -> str:
    """Return the settings with the sink as the mail server."""
    kept, _, rest = config.partition("[mail]")
    after = rest.partition("\n[")[2]
    own = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nrecipients = ["r@reader.example"]\n'
    return f"{kept}{own}" + (f"\n[{after}" if after else "")
