"""``gongkai source cover``: which lists of a registry file an adapter covers, family by family, without a request."""

from collections.abc import Mapping
from pathlib import Path

import click
from rich.table import Table

from crawler.cms.cover import Covered, by_family, read_routes
from crawler.commands.plain import plain
from crawler.door.terminal import terminal

BELOW = 1  # exit status where less is covered than was asked for


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--missing", is_flag=True, help="Print every list that nothing covers, with the reason.")
@click.option("--least", type=click.FloatRange(0, 100), default=0.0, help="Fail below this percentage.")
@click.pass_context
def cover(context: click.Context, file: Path, missing: bool, least: float) -> None:
    r"""Show how many lists of FILE an adapter covers, judged by address and shape of rows alone.

    FILE has a JSON object a line with kind, family, list_url and item_selector. An address names an adapter, or leads
    to a page whose family will show in it; a service that no adapter knows can be described in its site's file where
    it is known where its rows stand, else it is not covered.

    \b
    gongkai source cover registry.jsonl --missing
    """
    found = by_family(read_routes(file))
    routes = [one for covered in found.values() for one in covered]
    terminal().print(_table(found, routes))
    if missing:
        for one in routes:
            if not one.adapter:
                click.echo(f"{one.route.family}: {one.route.address!r}: {one.why}")
    if 100 * _share(routes) < least:
        context.exit(BELOW)


def _table(found: Mapping[str, list[Covered]], routes: list[Covered]) -> Table:
    table = Table()
    for name in (
        "family",
        "lists",
        "named",
        "by its page",
        "described",
        "not covered",
        "covered",
        "adapters",
    ):
        table.add_column(name, overflow="fold", justify="left" if name in {"family", "adapters"} else "right")
    for family, covered in found.items():
        table.add_row(plain(family), *_cells(covered))
    table.add_section()
    table.add_row("all", *_cells(routes)[:-1], "")
    return table


def _cells(covered: list[Covered]) -> tuple[str, ...]:
    named = sum(one.named for one in covered)
    none, described = (sum(not one.adapter for one in covered), sum(one.described for one in covered))
    adapters = " ".join(sorted({one.adapter for one in covered if one.adapter}))
    numbers = (len(covered), named, len(covered) - named - described - none, described, none)
    return (*map(str, numbers), f"{_share(covered):.1%}", adapters)


def _share(covered: list[Covered]) -> float:
    return sum(bool(one.adapter) for one in covered) / len(covered) if covered else 1.0
