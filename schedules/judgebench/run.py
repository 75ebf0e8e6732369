"""Runs the steps: everything once, then day after day what each brought, then everything again beside it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from crawler.errors import GongkaiError
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace, open_workspace
from monitor.matching.match import Matcher
from monitor.sitting import match_stores
from monitor.store import prepare_judgement
from schedules.judgebench.fill import HOUR, Filler
from schedules.judgebench.law import bench_law
from schedules.judgebench.province import COLUMNS, DAY, Province, items_of, moment

_PACKAGE = "schedules.judgebench"
_LATER = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one judgement took."""

    name: str
    obligations: int
    standings: dict[str, int]
    judged: int
    written: int
    ended: int
    broken: int
    """Verdicts that judging only what may change would have left as they were, though they are otherwise."""
    cpu: float
    wall: float
    peak_mb: float

    @property
    def a_change(self) -> float:
        """Milliseconds of CPU for each verdict that was written."""
        return 1000 * self.cpu / self.written if self.written else 0.0


def run_bench(
    folder: Path, province: Province, changes: Sequence[int], tell: Callable[[str], None]
) -> Iterator[Result]:
    """Fill a workspace in *folder* and yield what each judgement took; *tell* hears what is being done."""
    deadline = province.last + (1 + len(changes)) * DAY
    tell(f"writing {province.bureaus} bureaus with their sites")
    workspace = _written(folder, province)
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    filler = _filler(engine, province, deadline)
    tell(f"playing {province.days} days of reading {province.bureaus * COLUMNS} columns")
    filler.first_days()
    day = province.last
    yield _judged(folder, "everything, the first time", moment(day, HOUR) + _LATER, deadline)
    for changed in (0, *changes, 0):
        day += DAY
        tell(f"playing {day}")
        filler.day(day, province.posts(changed, day, filler.items, filler.out))
        name = f"{changed} published" if changed else "all lists read, nothing new"
        name = "a deadline has passed" if day > deadline else name
        yield _judged(folder, name, moment(day, HOUR) + _LATER, deadline)
    yield _judged(folder, "everything again", moment(day, HOUR) + _LATER, deadline, full=True)
    engine.dispose()


def _filler(engine: Engine, province: Province, deadline: date) -> Filler:
    law = bench_law(deadline)
    plain, _ = match_stores(engine, Matcher(law.edition, law.knowledge))
    return Filler(engine, province, items_of(law.edition), plain)


def _judged(folder: Path, name: str, as_of: datetime, deadline: date, *, full: bool = False) -> Result:
    words = [sys.executable, "-m", f"{_PACKAGE}.one", str(folder), as_of.isoformat(), f"{deadline}"]
    words.append("full" if full else "part")
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our words
    if done.returncode:
        raise GongkaiError(f"judging {name!r} ended with {done.returncode}: {done.stderr[-2000:]}")
    return Result(name=name, **json.loads(done.stdout))


def _written(folder: Path, province: Province) -> Workspace:
    """Write the files of the workspace: its bureaus, and for each a site with its columns."""
    (folder / "sites").mkdir(parents=True)
    (folder / "gongkai.toml").write_text("", "utf-8")
    bureaus = (f'[[bureau]]\nid = "b{n}"\nname = "第{n}局"\n' for n in range(province.bureaus))
    (folder / "bureaus.toml").write_text("\n".join(bureaus), "utf-8")
    for n in range(province.bureaus):
        columns = "".join(
            f'[[column]]\nid = "c{at}"\nname = "栏目{at}"\nurl = "c{at}/"\n' for at in range(COLUMNS)
        )
        text = f'id = "b{n}"\nname = "第{n}局"\nbureau = "b{n}"\nbase = "http://b{n}.bench.invalid/"\nwhole = true\n'
        (folder / "sites" / f"b{n}.toml").write_text(text + columns, "utf-8")
    return open_workspace(folder)
