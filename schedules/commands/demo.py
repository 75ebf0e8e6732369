"""``gongkai demo``: plays the practice city from crawl to verdict, and compares with the truth."""

import asyncio
import socket
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import click
import uvicorn
from rich.console import Console
from sqlalchemy import Engine, func, select

from crawler.clock import system_clock
from crawler.door.terminal import terminal
from crawler.errors import UsageError
from crawler.plural import counted
from crawler.practice.city import build_city
from crawler.practice.model import City
from crawler.practice.truth import obligations
from crawler.store.database import masked, open_database, reading
from crawler.store.tables import run
from crawler.workspace import Workspace, open_workspace
from monitor.commands.serve import listen
from monitor.report.weekly import Made, make_weekly
from monitor.show_matrix import draw_matrix
from monitor.web.app import create_app
from monitor.web.desk import Desk
from schedules.demo.city import city_process
from schedules.demo.compare import Compared, compare
from schedules.demo.play import Played, days_of, play
from schedules.demo.show import WIDTH, comparison_table, final_line, summary_lines
from schedules.demo.watch import days_shown
from schedules.store import prepare

HOST = "127.0.0.1"


@click.command()
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="Empty folder to play in; kept."
)
@click.option("--seed", default=1, show_default=True, help="Same seed, same city.")
@click.option(
    "--serve/--no-serve", default=None, help="Serve the pages at the end; on a terminal by default."
)
@click.option("--port", default=8040, show_default=True, help="Port of the pages; 0 for any free one.")
@click.pass_context
def demo(ctx: click.Context, folder: Path | None, seed: int, serve: bool | None, port: int) -> None:
    r"""Play the practice city: crawl 120 days, judge, report, compare with the truth.

    Exit status 1 when a verdict differs from the truth.

    \b
    gongkai demo
    gongkai demo --no-serve --folder play
    """
    started = time.monotonic()
    console = terminal(width=None if sys.stdout.isatty() else WIDTH)
    place = _place(folder)
    city = build_city(seed=seed)
    with ExitStack() as stack:
        wanted = sys.stdout.isatty() if serve is None else serve
        # before the long play, so that a port in use is told at once
        pages = stack.enter_context(listen(HOST, port)) if wanted else None
        workspace, engine, played = _play(place, ctx.meta.get("gongkai.db", ""), city, console)
        stack.callback(engine.dispose)
        with console.status("judging"):
            made = make_weekly(workspace, engine, city.last, place / "reports")
        compared = compare(obligations(city), made.weekly.now.verdicts)
        _tell(console, city, played, made, compared)
        elapsed = time.monotonic() - started
        console.print(f"{elapsed:.0f} seconds; everything is in {place}", highlight=False, soft_wrap=True)
        console.print(final_line(compared))
        if pages:
            _serve(Desk(workspace, engine, system_clock, city.last), pages, console)
        else:
            words = f"pages: gongkai -w {place} serve --as-of {city.last}"
            console.print(words, highlight=False, soft_wrap=True)
    if not all(one.right for one in compared):
        ctx.exit(1)


def _place(folder: Path | None) -> Path:
    """Return an empty folder: the one named, or a new one."""
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="gongkai-demo-"))
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"not empty: {folder}", hint="name a folder that does not exist yet")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _play(place: Path, url: str, city: City, console: Console) -> tuple[Workspace, Engine, Played]:
    """Crawl all days of the city into a workspace in *place*."""
    days = days_of(city.first, city.last)
    with city_process(place, city.seed) as process, days_shown(console, len(days)) as tell:
        workspace = open_workspace(place, database_url=url)
        engine = open_database(workspace.database_url)
        prepare(engine)
        _refuse_used(engine, place)
        return workspace, engine, asyncio.run(play(workspace, engine, process.move, days, tell))


def _refuse_used(engine: Engine, place: Path) -> None:
    with reading(engine) as connection:
        if connection.scalar(select(func.count()).select_from(run)):
            raise UsageError(
                f"the database already holds crawls: {masked(engine.url)}",
                hint=f"the demo wants an empty one; workspace {place}",
            )


def _tell(console: Console, city: City, played: Played, made: Made, compared: list[Compared]) -> None:
    """Print what came of it: matrix, comparison, counts."""
    bureaus, counts = (
        f"{counted(len(city.bureaus), 'bureau')}",
        f"{counted(played.requests, 'request')}, {counted(played.new, 'row')}",
    )
    words = f"{city.name}: {bureaus}, {city.first} to {city.last}: {counts}, {counted(played.versions, 'version')}"
    console.print(words, highlight=False)
    console.print(draw_matrix(made.weekly.now, "zh"), highlight=False)
    console.print()
    console.print(comparison_table(compared), highlight=False)
    console.print()
    for line in summary_lines(compared, {one.id for one in city.bureaus if one.troubles}):
        console.print(line, highlight=False)
    for path in made.files:
        console.print(f"weekly report: {path}", highlight=False, soft_wrap=True)


def _serve(desk: Desk, pages: socket.socket, console: Console) -> None:
    """Serve until interrupted."""
    host, port = pages.getsockname()
    console.print(f"pages: http://{host}:{port}/  (Ctrl-C ends)", style="bold", highlight=False)
    config = uvicorn.Config(create_app(desk), log_level="warning", server_header=False)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[pages])
