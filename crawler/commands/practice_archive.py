"""``gongkai practice archive``: what archiving adds to the CPU time of a crawl, bytes a notice, and the speed of a proof."""

import json
import subprocess
import sys
from dataclasses import asdict
from statistics import median

import click
from rich.table import Table

from crawler.door.terminal import echo_json, terminal
from crawler.errors import GongkaiError
from crawler.practice.bench.kept import Kept
from crawler.practice.bench.pages import Shelf
from crawler.practice.bench.run import served

_MODULE = "crawler.practice.bench.kept"
_SHARE = 20  # per cent that archiving may add
_RATE = 150  # MB a second and core that a proof should reach
_MB = 1e6


@click.command()
@click.option("--sites", default=20, show_default=True, help="Sites side by side.")
@click.option("--notices", default=100, show_default=True, help="Notices of each site.")
@click.option(
    "--rounds",
    default=3,
    show_default=True,
    help="Crawls with the archive and without, by turns; the median counts.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def archive(sites: int, notices: int, rounds: int, as_json: bool) -> None:
    r"""Crawl the same local pages with the archive and without, again two weeks later, and prove what lies there.

    Times are CPU time on one core, so that other work on the machine does not count. Pages have about 22 KB.

    \b
    gongkai practice archive
    gongkai practice archive --sites 40 --notices 400 --rounds 1
    """
    shelf = Shelf(sites=sites, notices=notices)
    without: list[Kept] = []
    kept: list[Kept] = []
    with served(shelf) as port:
        for _ in range(rounds):
            without.append(_run("without", shelf, port))
            kept.append(_run("kept", shelf, port))
    if as_json:
        echo_json({"without": [asdict(one) for one in without], "kept": [asdict(one) for one in kept]})
        return
    terminal().print(_table(without, kept, shelf))


def _run(mode: str, shelf: Shelf, port: int) -> Kept:
    command = [sys.executable, "-m", _MODULE, mode, str(shelf.sites), str(shelf.notices), str(port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise GongkaiError("the crawl of the benchmark failed", hint=done.stderr[-2000:])
    return Kept(**json.loads(done.stdout.splitlines()[-1]))


def _table(without: list[Kept], kept: list[Kept], shelf: Shelf) -> Table:
    notices = shelf.sites * shelf.notices
    off, on = (median(one.cpu / one.pages for one in each) * 1000 for each in (without, kept))
    last = kept[-1]
    quick, deep = (median(getattr(one, name) for one in kept) for name in ("quick", "deep"))
    again = last.types_again or {}
    table = Table(title=f"{notices} notices on {shelf.sites} sites, {len(kept)} rounds", title_justify="left")
    for name in ("what", "found", "wanted"):
        table.add_column(name, justify="left" if name == "what" else "right")
    rows = [
        ("ms CPU a request without the archive", f"{off:.2f}", ""),
        ("ms CPU a request with it", f"{on:.2f}", ""),
        ("archiving adds", f"{(on / off - 1) * 100:.0f} %", f"at most {_SHARE} %"),
        ("bytes on disk a notice, first look", f"{last.bytes_first / notices:.0f}", ""),
        ("bytes on disk a notice, unchanged two weeks later", f"{last.bytes_again / notices:.0f}", ""),
        (
            "responses and revisits two weeks later",
            f"{again.get('response', 0)} and {again.get('revisit', 0)}",
            "",
        ),
        ("proof by segments, MB/s a core", f"{last.packed / quick / _MB:.0f}", f"{_RATE}"),
        ("most of it is", last.quick_bound, ""),
        ("proof of every record, MB/s a core", f"{last.packed / deep / _MB:.0f}", ""),
        ("the same unpacked", f"{last.plain / deep / _MB:.0f}", ""),
        ("most of it is", last.deep_bound, ""),
    ]
    for row in rows:
        table.add_row(*row)
    return table
