"""``gongkai practice versions``: crawl sites that change what they published, and show what was found of it."""

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from schedules.versions.measure import Measured, Tally

MISSED = 1  # exit status where less was found, or more was said, than must be
ENOUGH = 0.99
WIDE = 110


@click.command()
@click.option("--days", default=60, show_default=True, help="Days of the play, one look each.")
@click.option("--notices", default=360, show_default=True, help="About so many notices, over six sites.")
@click.option("--seed", default=1, show_default=True, help="Same seed, same play.")
@click.option("--usual", is_flag=True, help="Look at notices again by the usual ages instead of every day.")
@click.pass_context
def versions(context: click.Context, days: int, notices: int, seed: int, usual: bool) -> None:
    r"""Crawl changing sites day by day; end with status 1 where fewer than 99 % of changes are told rightly, or any in vain.

    Around and in every page stands what is another at every look: counters, the time of day, other things to read,
    advertisements, sessions in links. Notices are edited in every way, withdrawn, put back, published anew, inserted with
    old dates; on some days sites cannot be read.

    \b
    gongkai practice versions
    gongkai practice versions --days 20 --notices 90
    gongkai practice versions --usual
    """
    from crawler.practice.mutating.script import write_play  # noqa: PLC0415 - the two below load the collector, which no other verb needs
    from schedules.versions.measure import measure  # noqa: PLC0415 - as above
    from schedules.versions.play import crawl_play  # noqa: PLC0415 - as above

    play, city = write_play(days, notices, seed)
    with TemporaryDirectory(prefix="gongkai-") as folder, Console(stderr=True).status("crawling"):
        workspace, engine, running = crawl_play(play, city, Path(folder), usual=usual)
        try:
            found = measure(play, workspace, engine, running)
        finally:
            engine.dispose()
    Console(width=max(Console().width, WIDE)).print(_table(found))
    for line in (*found.wrong, *(f"in vain: {one}" for one in found.vain)):
        click.echo(line, err=True)
    click.echo(_sums(found, days, running.requests))
    if not sound(found):
        context.exit(MISSED)


def sound(found: "Measured") -> bool:
    """Whether what was found is what must be."""
    total = found.total
    return total.right >= ENOUGH * total.done and not found.vain and found.inside == found.came


def _table(found: "Measured") -> Table:
    table = Table(title="what was done to notices, and what was said of it", title_justify="left")
    for name in ("deed", "done", "found", "right", "between the looks named"):
        table.add_column(name, justify="left" if name == "deed" else "right")
    for deed, tally in found.deeds.items():
        table.add_row(deed.value, *_counts(tally))
    table.add_section()
    table.add_row("all", *_counts(found.total))
    return table


def _counts(tally: "Tally") -> tuple[str, ...]:
    return tuple(map(str, (tally.done, tally.found, tally.right, tally.inside)))


def _sums(found: "Measured", days: int, requests: int) -> str:
    total = found.total
    width = median(one.total_seconds() / 3600 for one in found.widths) if found.widths else 0.0
    share = total.right / total.done if total.done else 0.0
    looked = total.done - total.unlooked
    seen = total.right / looked if looked else 0.0
    return "\n".join(
        (
            f"{share:.1%} of {total.done} changes told rightly; {len(found.vain)} told in vain",
            f"{total.unlooked} of them on pages and files that were not looked at again before the end; {seen:.1%} of the other {looked} told rightly",
            f"{found.quiet} looks brought other bytes and no change of substance; {found.versions} versions of {found.notices} notices",
            f"{found.inside} of {found.came} notices came within their first-seen interval, in the middle {width:.0f} hours wide",
            f"{days} days, {requests} requests",
        )
    )
