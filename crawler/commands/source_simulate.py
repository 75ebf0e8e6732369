"""``gongkai source simulate``: what the plan of ``crawl --due`` sees in time and asks for, beside daily reading."""

from datetime import date

import click
from rich.console import Console
from rich.table import Table

from crawler.planning.due import Bounds
from crawler.planning.simulate import Tally, simulate
from crawler.workspace import CrawlSettings

_FIRST = date(2015, 6, 1)


@click.command("simulate")
@click.option(
    "--columns", type=click.IntRange(min=1), default=500, show_default=True, help="How many columns."
)
@click.option("--days", type=click.IntRange(min=2), default=30, show_default=True, help="How long.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another month.")
@click.option("--longest", type=click.IntRange(min=1), help="Days; longest_days as by default.")
@click.option("--whole", type=click.IntRange(min=1), help="Days; whole_days as by default.")
@click.option("--late", type=click.FloatRange(0, 1), help="A share; late_share as by default.")
def play(
    columns: int,
    days: int,
    seed: int,
    longest: int | None,
    whole: int | None,
    late: float | None,
) -> None:
    r"""Play a month over columns that change as official ones do; no request is sent.

    \b
    gongkai source simulate
    gongkai source simulate --longest 1 --late 0
    """
    usual = CrawlSettings()
    bounds = Bounds(
        longest_days=longest or usual.longest_days,
        whole_days=whole or usual.whole_days,
        late_share=usual.late_share if late is None else late,
    )
    month = simulate(columns, days, seed, bounds, _FIRST)
    table = Table(title=f"{columns} columns, {days} days, {month.notices} new notices", title_justify="left")
    table.add_column("reading")
    for name in ("requests", "looks", "whole", "seen within 24 h"):
        table.add_column(name, justify="right")
    table.add_row("every column daily", *_cells(month.daily))
    table.add_row("what is due", *_cells(month.planned))
    Console().print(table)
    click.echo(f"freshness {month.freshness:.2%} of daily reading's for {month.cost:.1%} of its requests")


def _cells(tally: Tally) -> tuple[str, str, str, str]:
    return str(tally.requests), str(tally.looks), str(tally.whole), f"{tally.fresh:.2%}"
