"""``gongkai practice bench``: pages a second, memory and cost per page of the whole pipeline, beside tools that keep nothing."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from crawler.plural import counted
from crawler.practice.bench.pages import Shelf
from crawler.practice.bench.run import NAMES, WANTED, Result, compete, missing, run, served

_STANDARD = Shelf(sites=40, notices=400)
_OPEN = Shelf(sites=2000, notices=2)
_LONG = 40  # sites of the long run
_BLOCK = 5_000  # pages over which the cost of one is taken
_MEMORY = 400  # MB that 2,000 open sites may take at most


@click.command()
@click.option("--sites", default=_STANDARD.sites, show_default=True, help="Sites side by side.")
@click.option("--notices", default=_STANDARD.notices, show_default=True, help="Notices of each site.")
@click.option("--rounds", default=1, show_default=True, help="Rounds, of which the median counts.")
@click.option(
    "--only", multiple=True, type=click.Choice(NAMES), help="Only this contender; may be given again."
)
@click.option(
    "--open", "open_sites", default=_OPEN.sites, show_default=True, help="Sites open at once; 0: skip."
)
@click.option("--long", "long_pages", type=int, help="Also the cost per page along a run of so many pages.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def bench(
    sites: int,
    notices: int,
    rounds: int,
    only: Sequence[str],
    open_sites: int,
    long_pages: int | None,
    as_json: bool,
) -> None:
    r"""Fetch the same local pages with each tool, one core each, and compare.

    Only the pipeline reads the pages and keeps anything. Crawlee takes part where the extra "bench" is installed.

    \b
    gongkai practice bench
    gongkai practice bench --only pipeline --open 0 --long 200000
    """
    names = tuple(only) or NAMES
    results = compete(Shelf(sites=sites, notices=notices), names, rounds)
    opened = _pipeline(Shelf(sites=open_sites, notices=_OPEN.notices)) if open_sites else None
    long = _pipeline(Shelf(sites=_LONG, notices=long_pages // _LONG)) if long_pages else None
    if as_json:
        click.echo(json.dumps(_data(results, opened, long), ensure_ascii=False, indent=1))
        return
    console = Console()
    console.print(_table(results))
    for name in names:
        if missing(name):
            console.print(f"{name} is not installed: pip install 'gongkai[bench]'", markup=False)
    if opened:
        console.print(
            f"{counted(open_sites, 'site')} open: peak {opened.peak_mb:.0f} MB, wanted at most {_MEMORY}",
            highlight=False,
        )
    if long:
        console.print(_costs(long))


def _pipeline(shelf: Shelf) -> Result:
    with served(shelf) as port:
        return run("pipeline", shelf, port)


def _ours(results: Sequence[Result]) -> Result | None:
    return next((one for one in results if one.name == "pipeline"), None)


def _table(results: Sequence[Result]) -> Table:
    table = Table(title=f"{results[0].pages} pages each, one core" if results else "", title_justify="left")
    for name in ("tool", "pages/s", "ms CPU a page", "peak MB", "pipeline is", "wanted"):
        table.add_column(name, justify="left" if name == "tool" else "right")
    ours = _ours(results)
    for one in results:
        ratio = f"{ours.rate / one.rate:.2f} of it" if ours and ours is not one else ""
        wanted = f"{WANTED[one.name]:.1f}" if one.name in WANTED else ""
        cpu = f"{one.cpu / one.pages * 1000:.2f}"
        table.add_row(one.name, f"{one.rate:.0f}", cpu, f"{one.peak_mb:.0f}", ratio, wanted)
    return table


def _costs(long: Result) -> Table:
    table = Table(title="cost per page along one run", title_justify="left")
    for name in ("pages so far", "ms CPU a page"):
        table.add_column(name, justify="right")
    for at, cost in long.costs(_BLOCK):
        table.add_row(str(at), f"{cost:.2f}")
    return table


def _data(results: Sequence[Result], opened: Result | None, long: Result | None) -> dict[str, Any]:
    ours = _ours(results)
    return {
        "tools": {one.name: {**_figures(one), "rate": one.rate} for one in results},
        "ratios": {one.name: ours.rate / one.rate for one in results if ours and one is not ours},
        "open": _figures(opened) if opened else None,
        "long": list(long.costs(_BLOCK)) if long else None,
    }


def _figures(one: Result) -> dict[str, Any]:
    return {key: value for key, value in asdict(one).items() if key != "marks"}
