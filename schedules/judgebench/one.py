"""One judgement in a process of its own; prints what it took as JSON."""

import json
import resource
import sys
import time
from datetime import date, datetime
from pathlib import Path

from crawler.clock import fixed_clock
from crawler.store.database import open_database
from crawler.workspace import open_workspace
from monitor.increment import judge_on
from schedules.judgebench.law import bench_law


def main(folder: Path, moment: datetime, deadline: date, *, full: bool) -> None:
    """Judge the workspace in *folder* as of *moment* and print what was said and what it took."""
    began, spent = time.perf_counter(), time.process_time()
    workspace = open_workspace(folder)
    engine = open_database(workspace.database_url)
    clock = fixed_clock(moment)
    told = judge_on(workspace, engine, as_of=moment, clock=clock, full=full, law=bench_law(deadline))
    engine.dispose()
    said = {
        "obligations": told.counts.obligations,
        "standings": {one: count for one, count in told.counts.standings.items() if count},
        "judged": told.judged,
        "written": told.written,
        "ended": told.ended,
        "broken": len(told.broken),
        "cpu": time.process_time() - spent,
        "wall": time.perf_counter() - began,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(said))  # noqa: T201 - the answer to the process that started this one


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        datetime.fromisoformat(sys.argv[2]),
        date.fromisoformat(sys.argv[3]),
        full=sys.argv[4] == "full",
    )
