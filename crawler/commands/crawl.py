"""``gongkai crawl``: read the sites once, show what comes of it, say how it ended by the exit status."""

import asyncio
import signal
from collections.abc import Callable, Collection, Mapping
from functools import partial

import click
from rich.console import Console
from rich.live import Live
from rich.table import Table
from sqlalchemy import Engine

from crawler.archive.adoption import say_adopted
from crawler.archive.proof.upkeep import keep_up
from crawler.clock import system_clock
from crawler.commands.archive import told
from crawler.crawl import crawl_sites
from crawler.door.terminal import terminal
from crawler.errors import AllBlocked, GongkaiError, Interrupted, LockHeld
from crawler.files.sandbox import Sandbox
from crawler.files.step import AFTER_CRAWL, read_files
from crawler.health.clock import clock_words
from crawler.planning.due import Bounds
from crawler.planning.past import plan_due
from crawler.plural import counted
from crawler.registry import Site, pick_sites
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.store.writer import FactWriter
from crawler.visit import CrawlSummary, OnProgress, Progress
from crawler.workspace import Workspace

_REFRESHES = 4  # times a second


@click.command()
@click.option("--site", "wanted", multiple=True, metavar="ID", help="Only this site; may be given again.")
@click.option(
    "--max-requests", type=click.IntRange(min=1), help="Stop after so many requests; the next run goes on."
)
@click.option("--due", "only_due", is_flag=True, help="Only columns that are worth a look now.")
@click.pass_obj
def crawl(
    opened: Callable[[], Workspace], wanted: tuple[str, ...], max_requests: int | None, only_due: bool
) -> None:
    r"""Read the lists of the sites, and look at every notice that is new, gone or due.

    The files that came are read at the end, for five minutes at most.

    \b
    gongkai -w ningbo crawl
    gongkai -w ningbo crawl --site fgw --max-requests 50
    gongkai -w ningbo crawl --due
    """
    workspace = opened()
    sites = pick_sites(workspace.sites(), wanted)
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    console = terminal(stderr=True)
    due = _plan(workspace, sites, engine, console) if only_due else None
    summary = asyncio.run(_crawl(workspace, sites, engine, console, max_requests, due))
    console.print(_table(summary.sites, title=_totals(summary)))
    if summary.clock.notable:
        console.print(clock_words(summary.clock, "en"), style="bold", markup=False, highlight=False)
    if not summary.stopped:
        _read_files(workspace, engine, console, summary.sites)
        for line in told(keep_up(workspace.root, workspace.settings.archive, system_clock())):
            console.print(line, markup=False, highlight=False)
    if failed := [f"{one.site}: {one.failure}" for one in summary.sites.values() if one.failure]:
        raise GongkaiError(
            f"given up at {'; '.join(failed)}", hint="this is a fault of ours; the other sites were read"
        )
    if summary.locked:
        raise LockHeld(f"another process is at: {', '.join(summary.locked)}")
    if summary.stopped:
        raise Interrupted("stopped before the end; run the command again to go on")
    if summary.nothing_read and summary.self_outage:
        raise AllBlocked(
            "self_outage: the network was out for us",
            hint="look at our own line and resolver; no site is blamed",
        )
    if summary.nothing_read:
        raise AllBlocked(
            "no site let itself be read", hint="see the reasons above; nothing is held against them"
        )


def _plan(
    workspace: Workspace, sites: Mapping[str, Site], engine: Engine, console: Console
) -> dict[str, dict[str, bool]]:
    """Return what is due now, and say how much that is."""
    behaviour = workspace.settings.crawl
    bounds = Bounds(
        longest_days=behaviour.longest_days,
        whole_days=behaviour.whole_days,
        late_share=behaviour.late_share,
    )
    with FactWriter(engine, system_clock).transaction() as facts:
        due = plan_due(facts, sites.values(), bounds)
    columns = [whole for site in due.values() for whole in site.values()]
    every = sum(len(one.column) for one in sites.values())
    console.print(f"{len(columns)} of {every} columns are due, {sum(columns)} of them whole", highlight=False)
    return due


def _read_files(workspace: Workspace, engine: Engine, console: Console, sites: Collection[str]) -> None:
    """Read the files that came, for a bounded time; what is left waits for the next crawl."""
    with Sandbox() as sandbox:
        done = read_files(workspace.archive, engine, system_clock, sandbox, sites=sites, budget=AFTER_CRAWL)
    if done.outcomes:
        left = f", {done.left} left for the next crawl" if done.left else ""
        console.print(f"{counted(done.outcomes.total(), 'file')} read{left}", highlight=False)


async def _crawl(
    workspace: Workspace,
    sites: Mapping[str, Site],
    engine: Engine,
    console: Console,
    max_requests: int | None,
    due: Mapping[str, Mapping[str, bool]] | None,
) -> CrawlSummary:
    """Crawl until the end or the first signal; a second signal ends the process."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def asked(number: signal.Signals) -> None:
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked, number)
    watched = {one: Progress(site=one) for one in sites}
    budget = -1 if max_requests is None else max_requests
    crawl = partial(
        crawl_sites,
        workspace,
        sites,
        engine,
        system_clock,
        max_requests=budget,
        stop=stop,
        due=due,
        on_adopted=lambda one: console.print(say_adopted(one), markup=False, highlight=False),
    )
    if not console.is_terminal:
        return await crawl(on_progress=_lines(console))
    with Live(
        console=console, refresh_per_second=_REFRESHES, transient=True, get_renderable=lambda: _table(watched)
    ):
        return await crawl(on_progress=lambda progress: watched.update({progress.site: progress}))


def _lines(console: Console) -> OnProgress:
    """Return a watcher that writes one plain line for every column read and every site done."""
    told: dict[str, int] = {}
    done: set[str] = set()

    def tell(progress: Progress) -> None:
        readings = list(progress.readings.items())
        for column, ended in readings[told.get(progress.site, 0) :]:
            detail = f" ({ended.detail})" if ended.detail else ""
            console.print(f"{progress.site}/{column}: {ended.ending}{detail}", markup=False, highlight=False)
        told[progress.site] = len(readings)
        if progress.doing == progress.state and progress.site not in done:
            done.add(progress.site)
            counts = [counted(progress.requests, "request"), counted(progress.new, "new row")]
            line = f"{progress.site}: {', '.join([progress.state, *counts])}"
            line += f" ({progress.withheld})" if progress.withheld else ""
            console.print(line, markup=False, highlight=False)

    return tell


def _table(sites: Mapping[str, Progress], title: str = "") -> Table:
    table = Table(title=title or None, title_justify="left")
    for name in ("site", "doing", "requests", "pages", "new", "versions", "files"):
        table.add_column(name, justify="left" if name in {"site", "doing"} else "right")
    table.add_column("readings", overflow="fold")
    for one in sites.values():
        counts = [one.requests, one.pages, one.new, one.versions, one.files]
        table.add_row(one.site, one.doing, *map(str, counts), _readings(one))
    return table


def _readings(progress: Progress) -> str:
    """Return how the columns ended: the complete ones counted, every other with its reason."""
    complete = sum(one.ending.complete for one in progress.readings.values())
    others = [
        f"{column} {ended.ending}" for column, ended in progress.readings.items() if not ended.ending.complete
    ]
    return ", ".join([f"{complete} complete", *others]) if progress.readings else progress.withheld


def _totals(summary: CrawlSummary) -> str:
    counts = {
        "site": len(summary.sites),
        "request": summary.requests,
        "new row": summary.new,
        "version": summary.versions,
    }
    said = ", ".join(counted(number, noun) for noun, number in counts.items())
    hit = sum(one.self_outage for one in summary.sites.values())
    return f"{said}; self_outage: the network was out for us at {hit} of them" if hit else said
