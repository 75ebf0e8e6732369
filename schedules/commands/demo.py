"""``gongkai demo``: plays the practice city from crawl to verdict, and compares with the truth."""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import uvicorn
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import Engine, func, select

from crawler.clock import system_clock
from crawler.errors import UsageError
from crawler.practice.city import build_city
from crawler.practice.model import City
from crawler.practice.truth import obligations
from crawler.store.database import open_database, reading
from crawler.store.tables import run
from crawler.workspace import Workspace, open_workspace
from monitor.commands.serve import listen
from monitor.judgement import Judgement
from monitor.report.weekly import Made, make_weekly
from monitor.show_matrix import draw
from monitor.web.app import create_app
from monitor.web.desk import Desk
from schedules.demo.city import city_process
from schedules.demo.compare import Compared, compare
from schedules.demo.play import Played, days_of, play
from schedules.demo.show import comparison_table, summary_lines
from schedules.store import prepare

Move = Callable[[date], None]


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
    wanted = sys.stdout.isatty() if serve is None else serve
    place = folder or Path(tempfile.mkdtemp(prefix="gongkai-demo-"))
    if folder and folder.exists() and any(folder.iterdir()):
        raise UsageError(f"not empty: {folder}", hint="name a folder that does not exist yet")
    place.mkdir(parents=True, exist_ok=True)
    console = Console()
    city = build_city(seed=seed)
    with city_process(place, seed) as process:
        workspace = open_workspace(place, database_url=ctx.meta.get("gongkai.db", ""))
        engine = open_database(workspace.database_url)
        prepare(engine)
        _refuse_used(engine, workspace)
        played = _play(workspace, engine, city, process.move, console)
    made = make_weekly(workspace, engine, city.last, place / "reports")
    compared = compare(obligations(city), made.weekly.now.verdicts)
    _tell(console, city, played, made, compared, place)
    if wanted:
        _serve(workspace, engine, city.last, port, console)
    if not all(one.right for one in compared):
        ctx.exit(1)


def _refuse_used(engine: Engine, workspace: Workspace) -> None:
    with reading(engine) as connection:
        if connection.scalar(select(func.count()).select_from(run)):
            raise UsageError(
                f"the database already holds crawls: {engine.url.render_as_string()}",
                hint=f"the demo wants an empty one; workspace {workspace.root}",
            )


def _play(workspace: Workspace, engine: Engine, city: City, move: Move, console: Console) -> Played:
    days = days_of(city.first, city.last)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("crawling", total=len(days))

        def tell(day: date, played: Played) -> None:
            said = f"{day}  {played.requests} requests  {played.new} rows  {played.versions} versions"
            progress.update(task, advance=1, description=said)
            if not console.is_terminal and played.days % 20 == 0:
                console.print(f"day {played.days} of {len(days)}: {said}", highlight=False)

        return asyncio.run(play(workspace, engine, move, days, tell))


def _tell(
    console: Console, city: City, played: Played, made: Made, compared: list[Compared], place: Path
) -> None:
    judgement: Judgement = made.weekly.now
    console.print(f"{city.name}: {len(city.bureaus)} bureaus, {city.first} to {city.last}", highlight=False)
    console.print(
        f"{played.requests} requests, {played.new} rows, {played.versions} versions", highlight=False
    )
    console.print(draw(judgement, "zh"))
    for path in made.files:
        console.print(f"weekly report: {path}", highlight=False, soft_wrap=True)
    console.print(f"pages: gongkai -w {place} serve --as-of {city.last}", highlight=False, soft_wrap=True)
    console.print(comparison_table(compared))
    troubled = {one.id for one in city.bureaus if one.troubles}
    for line in summary_lines(compared, troubled):
        console.print(line, highlight=False)


def _serve(workspace: Workspace, engine: Engine, day: date, port: int, console: Console) -> None:
    bound = listen("127.0.0.1", port)
    console.print(f"http://127.0.0.1:{bound.getsockname()[1]}/  (Ctrl-C ends)", style="bold")
    config = uvicorn.Config(create_app(Desk(workspace, engine, system_clock, day)), log_level="warning")
    uvicorn.Server(config).run(sockets=[bound])
