"""One contender in a process of its own, on one core; prints what it took as JSON."""

import json
import os
import resource
import sys
import time

from crawler.locks import allow_open_files
from crawler.practice.bench.contenders import CONTENDERS, Marks
from crawler.practice.bench.pages import Shelf


def main(name: str, sites: int, notices: int, port: int) -> None:
    """Run the contender *name* and print pages, seconds, CPU seconds, peak memory and the marks along the way."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    allow_open_files()
    marks: Marks = []
    began, spent = time.perf_counter(), time.process_time()
    pages = CONTENDERS[name](Shelf(sites=sites, notices=notices), port, marks)
    said = {
        "pages": pages,
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - spent,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "marks": marks,
    }
    print(json.dumps(said))  # noqa: T201 - the answer to the process that started this one


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
