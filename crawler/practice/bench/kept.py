"""What keeping evidence costs: one crawl in a process of its own, archive on or off; what lies on the disk; how fast it is proven."""

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.archive.exchange import Exchange
from crawler.archive.places import FolderPlace
from crawler.archive.proof.check import check_archive
from crawler.archive.proof.keys import make_key
from crawler.archive.proof.pace import Pace
from crawler.archive.writer import ArchiveWriter
from crawler.clock import Clock, system_clock
from crawler.crawl import crawl_sites
from crawler.locks import allow_open_files
from crawler.practice.bench.contenders import sites_of
from crawler.practice.bench.pages import Shelf
from crawler.store.database import open_database
from crawler.store.facts import Placed
from crawler.store.schema import prepare_facts
from crawler.workspace import ArchiveSettings, Settings, Workspace

_FIRST = datetime(2015, 6, 29, tzinfo=UTC)  # the pages are of that month
_LATER = timedelta(days=14)  # by then every notice is due for another look


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What one process found."""

    pages: int
    cpu: float
    """Seconds of CPU time of the first crawl."""
    bytes_first: int = 0
    """On the disk after it, segments, manifests and chain."""
    bytes_again: int = 0
    """Added by the crawl of two weeks later, to which nothing had changed."""
    pages_again: int = 0
    types_again: dict[str, int] | None = None
    packed: int = 0
    plain: int = 0
    quick: float = 0.0
    """Seconds of CPU time of a check by the digests of the segments."""
    deep: float = 0.0
    """Of a check that opens every record."""
    quick_bound: str = ""
    deep_bound: str = ""
    """What took most of each check."""


class Unarchived(ArchiveWriter):
    """Keeps no answer: what is left of a crawl is what it costs without the archive. For the benchmark alone."""

    def append_all(self, exchanges: Sequence[Exchange]) -> list[Placed | None]:  # type: ignore[override]  # None: kept nowhere
        """Drop *exchanges*."""
        return [None] * len(exchanges)


def main(kept: bool, sites: int, notices: int, port: int) -> None:
    """Crawl once and print the figures; with *kept*, crawl again two weeks later and prove what lies there."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    allow_open_files()
    with tempfile.TemporaryDirectory(prefix="gongkai-kept-") as folder:
        found = _measured(Path(folder), Shelf(sites=sites, notices=notices), port, kept=kept)
    print(json.dumps(asdict(found)))  # noqa: T201 - the answer to the process that started this one


def _measured(root: Path, shelf: Shelf, port: int, *, kept: bool) -> Kept:
    workspace = Workspace(
        root=root,
        settings=Settings(archive=ArchiveSettings(reserve_mb=16)),
        database_url=f"sqlite:///{root / 'kept.db'}",
    )
    make_key(workspace.signing_key, workspace.archive)
    back = system_clock() - _FIRST
    spent = time.process_time()
    pages = _crawl(
        workspace, shelf, port, lambda: system_clock() - back, ArchiveWriter if kept else Unarchived
    )
    first = Kept(pages=pages, cpu=time.process_time() - spent)
    if not kept:
        return first
    size, place = _size(workspace.archive), FolderPlace(workspace.archive)
    before = check_archive(place).types
    again = _crawl(workspace, shelf, port, lambda: system_clock() - back + _LATER, ArchiveWriter)
    quick_at = time.process_time()
    shallow = check_archive(place, pace=Pace(time.process_time))
    deep_at = time.process_time()
    proven = check_archive(place, deep=True, pace=Pace(time.process_time))
    return Kept(
        pages=first.pages,
        cpu=first.cpu,
        bytes_first=size,
        bytes_again=_size(workspace.archive) - size,
        pages_again=again,
        types_again=dict(shallow.types - before),
        packed=proven.packed_bytes,
        plain=proven.plain_bytes,
        quick=deep_at - quick_at,
        deep=time.process_time() - deep_at,
        quick_bound=shallow.pace.bound,
        deep_bound=proven.pace.bound,
    )


def _crawl(
    workspace: Workspace, shelf: Shelf, port: int, clock: Clock, archiving: type[ArchiveWriter]
) -> int:
    """Crawl all sites once and return how many requests that took."""
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    done = asyncio.run(crawl_sites(workspace, sites_of(shelf, port), engine, clock, archiving=archiving))
    engine.dispose()
    return done.requests


def _size(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


if __name__ == "__main__":
    main(sys.argv[1] == "kept", int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
