"""``gongkai practice hosts``: crawl a small site of every CMS family on two days, and show what was collected of it."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.table import Table

from crawler.practice.hosts.build import build_hosts
from crawler.practice.model import City

MISSED = 1  # exit status where anything differs from what was served


@click.command()
@click.option("--family", "families", multiple=True, help="Only this host; may be given again.")
@click.option("--seed", default=1, show_default=True, help="Same seed, same notices.")
@click.pass_context
def hosts(context: click.Context, families: tuple[str, ...], seed: int) -> None:
    r"""Crawl a host of every family twice; end with status 1 where anything is missed, invented or fetched in vain.

    \b
    gongkai practice hosts
    gongkai practice hosts --family jpaas --family lonsun
    """
    from crawler.practice.hosts.measure import measure  # noqa: PLC0415 - loads the collector, which no other verb needs

    city = build_hosts(families, seed)
    with TemporaryDirectory(prefix="gongkai-") as folder:
        measured = measure(city, Path(folder))
    table = Table(title=f"{len(city.bureaus)} hosts, {_rows(city)} rows", title_justify="left")
    for name in ("host", "adapter", "rows", "recall", "precision", "day 1", "day 2", "past the end"):
        table.add_column(name, justify="left" if name in {"host", "adapter"} else "right")
    for one in measured:
        counts = (one.first_day, one.second_day, one.past_the_end)
        shares = (f"{one.recall:.1%}", f"{one.precision:.1%}")
        table.add_row(one.name, one.adapter, str(one.expected), *shares, *map(str, counts))
    Console().print(table)
    wrong = [f"{one.name}: {what}" for one in measured for what in one.wrong]
    for line in wrong:
        click.echo(line, err=True)
    if not all(one.clean for one in measured):
        context.exit(MISSED)


def _rows(city: City) -> int:
    pairs: Sequence[int] = [len(one.columns) for bureau in city.bureaus for one in bureau.notices]
    return sum(pairs)
