"""``gongkai source simulate``: what the plan of ``crawl --due`` sees in time and asks for, beside daily reading."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlsplit

import click
from rich.table import Table

from crawler.door.terminal import terminal
from crawler.planning.due import Bounds
from crawler.planning.simulate import Manners, Tally, simulate
from crawler.plural import counted
from crawler.registry import Site
from crawler.workspace import CONFIG, CrawlSettings, Workspace

_FIRST = date(2015, 6, 1)


@click.command("simulate")
@click.option(
    "--columns", type=click.IntRange(min=1), default=500, show_default=True, help="How many columns."
)
@click.option("--days", type=click.IntRange(min=2), default=30, show_default=True, help="How long.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another month.")
@click.option("--longest", type=click.IntRange(min=1), help="Days; else longest_days of the workspace.")
@click.option("--whole", type=click.IntRange(min=1), help="Days; else whole_days of the workspace.")
@click.option("--late", type=click.FloatRange(0, 1), help="A share; else late_share of the workspace.")
@click.pass_context
def play(
    ctx: click.Context,
    columns: int,
    days: int,
    seed: int,
    longest: int | None,
    whole: int | None,
    late: float | None,
) -> None:
    r"""Play a month over columns that change as official ones do, by the settings of the workspace; no request is sent.

    \b
    gongkai source simulate
    gongkai -w ningbo source simulate --longest 1 --late 0
    """
    workspace = _workspace(ctx)
    behaviour = workspace.settings.crawl if workspace else CrawlSettings()
    bounds = Bounds(
        longest_days=longest or behaviour.longest_days,
        whole_days=whole or behaviour.whole_days,
        late_share=behaviour.late_share if late is None else late,
    )
    manners = _manners(behaviour, list(workspace.sites().values()) if workspace else [])
    month = simulate(columns, days, seed, bounds, _FIRST, manners)
    click.echo(_said(workspace, bounds, manners))
    said = (counted(columns, "column"), counted(days, "day"), counted(month.notices, "new notice"))
    table = Table(title=", ".join(said), title_justify="left")
    table.add_column("reading")
    for name in ("requests", "looks", "whole", "withheld", "seen within 24 h"):
        table.add_column(name, justify="right")
    table.add_row("every column daily", *_cells(month.daily))
    table.add_row("what is due", *_cells(month.planned))
    terminal().print(table)
    click.echo(f"freshness {month.freshness:.2%} of daily reading's for {month.cost:.1%} of its requests")


def _workspace(ctx: click.Context) -> Workspace | None:
    """Return the workspace, or None where the folder holds none; a broken one is an error."""
    folder = ctx.find_root().params.get("workspace")
    opened: Callable[[], Workspace] | None = ctx.obj
    if opened is None or (folder is not None and not (folder / CONFIG).exists()):
        return None
    return opened()


def _manners(behaviour: CrawlSettings, sites: list[Site]) -> Manners:
    """Return what bounds the reading of a host: the settings, and the hours and columns of the sites there are."""
    hosts = {urlsplit(site.address(one)).netloc for site in sites for one in site.column}
    columns = sum(len(site.column) for site in sites)
    return Manners(
        window=timedelta(days=behaviour.back_window_days),
        daily=behaviour.daily_requests,
        per_host=max(1, round(columns / len(hosts))) if hosts else 1,
        hours=tuple(site.hours for site in sites) or ("",),
    )


def _said(workspace: Workspace | None, bounds: Bounds, manners: Manners) -> str:
    """Return by which settings the month is played."""
    whose = f"settings of {workspace.root / CONFIG}" if workspace else "default settings, no workspace here"
    spans = sorted({one for one in manners.hours if one})
    said = [
        f"longest_days {bounds.longest_days}",
        f"whole_days {bounds.whole_days}",
        f"late_share {bounds.late_share:g}",
        f"back_window_days {manners.window.days}",
        f"daily_requests {manners.daily}",
        f"{counted(manners.per_host, 'column')} a host",
        f"hours {', '.join(spans) if spans else 'any'}",
    ]
    return f"{whose}: {'; '.join(said)}"


def _cells(tally: Tally) -> tuple[str, ...]:
    counts = (tally.requests, tally.looks, tally.whole, tally.withheld)
    return (*map(str, counts), f"{tally.fresh:.2%}")
