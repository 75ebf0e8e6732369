"""Reaches every verdict that an archive keeps anew from it: the archive is read once, its facts are made once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from crawler.clock import Clock
from crawler.errors import UsageError
from crawler.logbook.find import Logbook, read_logbook
from crawler.logbook.rebuild import Difference, check_whole, rebuild
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace, open_workspace
from monitor.commands.reproducing import beside, judgements
from monitor.grounds import FILE, Grounds, lay_out
from monitor.judge import judge
from monitor.reproduced import Reproduced, newest
from monitor.store import edition_digest, prepare_judgement


@dataclass(frozen=True, kw_only=True)
class AllRepeated:
    """What came of every verdict of an archive."""

    book: Logbook
    found: tuple[Reproduced, ...]
    """Those that were reached again, in the order of their keys."""
    lost: tuple[str, ...]
    """Keys of those of which nothing is owed any more by what the archive gives."""

    @property
    def same(self) -> int:
        """How many are as they were said."""
        return sum(one.same for one in self.found)

    @property
    def total(self) -> int:
        """How many the archive keeps."""
        return len(self.found) + len(self.lost)


@dataclass(frozen=True, kw_only=True)
class _Sitting:
    """Verdicts that were said as of one moment by the same files."""

    grounds: Grounds
    as_of: datetime
    keys: tuple[str, ...]


def all_repeated(folder: Path, day: date | None, clock: Clock) -> AllRepeated:
    """Return every verdict beside what the archive in *folder* said of it last, by the end of *day* where one is named.

    Facts are made of all logs at once and judged as of each moment at which something was said. Raises IntegrityFailure
    where the archive is not as it was written or lacks anything, UsageError where it keeps no verdict.
    """
    book = read_logbook(folder)
    sittings = _sittings(judgements(book), day)
    with TemporaryDirectory(prefix="gongkai-") as name:
        spaces = [_laid_out(one, book, Path(name) / str(n), folder) for n, one in enumerate(sittings)]
        engine = open_database(spaces[-1].database_url)
        try:
            prepare_facts(engine)
            prepare_judgement(engine)
            otherwise = _facts(folder, book, sittings, spaces[-1], engine, clock)
            found: list[Reproduced] = []
            lost: list[str] = []
            for sitting, space in zip(sittings, spaces, strict=True):
                for key, one in _again(sitting, space, engine, otherwise):
                    if one is None:
                        lost.append(key)
                    else:
                        found.append(one)
        finally:
            engine.dispose()
    return AllRepeated(
        book=book,
        found=tuple(sorted(found, key=lambda one: one.verdict.key)),
        lost=tuple(sorted(lost)),
    )


def _sittings(every: list[Grounds], day: date | None) -> list[_Sitting]:
    """Return what was said last of every key, by judgement and moment, the latest moment at the end."""
    together: dict[tuple[int, datetime], list[str]] = defaultdict(list)
    for key in sorted({key for one in every for key in one.said}):
        if last := newest(every, key, day):
            together[every.index(last), last.said[key].as_of].append(key)
    if not together:
        when = f" by {day}" if day else ""
        raise UsageError(f"the archive keeps no verdict{when}", hint="verdicts are kept by gongkai judge")
    held = [
        _Sitting(grounds=every[at], as_of=as_of, keys=tuple(keys)) for (at, as_of), keys in together.items()
    ]
    return sorted(held, key=lambda one: (one.as_of, one.grounds.made_at))


def _laid_out(sitting: _Sitting, book: Logbook, root: Path, archive: Path) -> Workspace:
    root.mkdir()
    lay_out(sitting.grounds.files, book.documents.get(FILE, {}), root, archive)
    return open_workspace(root)


def _facts(
    folder: Path,
    book: Logbook,
    sittings: list[_Sitting],
    space: Workspace,
    engine: Engine,
    clock: Clock,
) -> list[Difference]:
    for one in sittings:
        check_whole(book.logs, one.grounds.last_runs, one.grounds.unlogged)
    logs = {key: log for key, log in book.logs.items() if log.began <= sittings[-1].as_of}
    return rebuild(folder, logs, engine, space.sites(), clock)


def _again(
    sitting: _Sitting, space: Workspace, engine: Engine, otherwise: list[Difference]
) -> Iterator[tuple[str, Reproduced | None]]:
    """Yield every key with what came of it; None where it is not owed."""
    bureaus = {key.partition("/")[0] for key in sitting.keys}
    single = next(iter(bureaus)) if len(bureaus) == 1 else None
    judged = judge(space, engine, as_of=sitting.as_of, bureau=single)
    verdicts = {one.key: one for one in judged.verdicts}
    digest, sites = edition_digest(judged.edition), space.sites()
    of_bureau = {
        name: [one for one in otherwise if one.site in sites and sites[one.site].bureau == name]
        for name in bureaus
    }
    for key in sitting.keys:
        if key not in verdicts:
            yield key, None
            continue
        reread = of_bureau[key.partition("/")[0]]
        yield key, beside(sitting.grounds, verdicts[key], engine, digest, reread)
