"""``gongkai practice hosts``: crawl small sites of every CMS family and behind every protection page, and show what came of it."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.table import Table

from crawler.browser.program import absence
from crawler.door.terminal import terminal
from crawler.plural import counted
from crawler.practice.hosts.build import build_hosts, kinds
from crawler.practice.hosts.waf import build_waf
from crawler.practice.model import City

MISSED = 1  # exit status where anything differs from what was served
WAF = "waf"


@click.command()
@click.option("--family", "families", multiple=True, help="Only this host; may be given again.")
@click.option("--seed", default=1, show_default=True, help="Same seed, same notices.")
@click.pass_context
def hosts(context: click.Context, families: tuple[str, ...], seed: int) -> None:
    r"""Crawl a host of every family twice; end with status 1 where anything is missed, invented or fetched in vain.

    The host ``waf`` is an ordinary site behind every protection page in turn: each must be called by its name, asked
    little, and never be taken for an empty list.

    \b
    gongkai practice hosts
    gongkai practice hosts --family jpaas --family lonsun
    gongkai practice hosts --family waf
    """
    wrong: list[str] = []
    plain = tuple(one for one in families if one != WAF)
    with TemporaryDirectory(prefix="gongkai-") as folder:
        if (plain or not families) and (possible := _possible(plain)):
            wrong += _plain_hosts(build_hosts(possible, seed), Path(folder) / "hosts")
        if WAF in families or not families:
            wrong += _waf(seed, Path(folder) / WAF, every=bool(families))
    for line in wrong:
        click.echo(line, err=True)
    if wrong:
        context.exit(MISSED)


def _possible(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the hosts called *names*, or all; those that only a browser can show are skipped where none is here."""
    known, why = kinds(), absence("")
    drawn = {name for name, one in known.items() if one.render and why}
    wanted = names or tuple(sorted(known))
    for one in sorted(drawn.intersection(wanted)):
        click.echo(f"{one} is skipped: {why}", err=True)
    return tuple(one for one in wanted if one not in drawn)


def _plain_hosts(city: City, folder: Path) -> list[str]:
    """Show what was collected of the hosts of the families; return what is wrong."""
    from crawler.practice.hosts.measure import measure  # noqa: PLC0415 - loads the collector, which no other verb needs

    measured = measure(city, folder)
    table = Table(
        title=f"{counted(len(city.bureaus), 'host')}, {counted(_rows(city), 'row')}", title_justify="left"
    )
    for name in ("host", "adapter", "rows", "recall", "precision", "day 1", "day 2", "past the end"):
        table.add_column(name, justify="left" if name in {"host", "adapter"} else "right")
    for one in measured:
        counts = (one.first_day, one.second_day, one.past_the_end)
        shares = (f"{one.recall:.1%}", f"{one.precision:.1%}")
        table.add_row(one.name, one.adapter, str(one.expected), *shares, *map(str, counts))
    terminal().print(table)
    return [f"{one.name}: {what}" for one in measured for what in one.wrong or _unclean(one.clean)]


def _unclean(clean: bool) -> tuple[str, ...]:
    return () if clean else ("not everything was collected",)


def _waf(seed: int, folder: Path, *, every: bool) -> list[str]:
    """Show what was said of the protection pages, of *every* one or of all together; return what is wrong."""
    from crawler.practice.hosts.measure_waf import measure_waf  # noqa: PLC0415 - loads the collector, too

    city, played = build_waf(seed)
    faced = measure_waf(city, played, folder)
    table = Table(title=f"{counted(len(faced), 'site')} behind protection pages", title_justify="left")
    for name in (
        "host",
        "called",
        "right",
        "rows known after opening",
        "most requests an hour while blocked",
    ):
        table.add_column(name, justify="left" if name in {"host", "called"} else "right")
    for one in faced if every else ():
        called = ", ".join(one.called) or "ok"
        table.add_row(
            one.name, called, "yes" if one.labelled else "no", f"{one.found}/{one.expected}", str(one.busiest)
        )
    walls = {one.wall for one in faced}
    right = walls - {one.wall for one in faced if not one.labelled}
    rows = f"{sum(one.found for one in faced)}/{sum(one.expected for one in faced)}"
    table.add_row(WAF, "", f"{len(right)}/{len(walls)}", rows, str(max(one.busiest for one in faced)))
    terminal().print(table)
    unnamed = [
        f"{one.name}: called {', '.join(one.called) or 'ok'}, not {one.label}"
        for one in faced
        if not one.labelled
    ]
    return unnamed + [f"{one.name}: {what}" for one in faced for what in one.wrong]


def _rows(city: City) -> int:
    pairs: Sequence[int] = [len(one.columns) for bureau in city.bureaus for one in bureau.notices]
    return sum(pairs)
