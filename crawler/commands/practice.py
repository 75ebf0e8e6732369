"""``gongkai practice``: serve the practice city, print its truth, put the collector through its crash campaign."""

import json
import signal
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import click
from rich.table import Table

from crawler.commands.practice_archive import archive
from crawler.commands.practice_bench import bench
from crawler.commands.practice_hosts import hosts
from crawler.commands.practice_redaction import redaction
from crawler.commands.practice_tamper import tamper
from crawler.door.terminal import terminal
from crawler.practice.city import build_city
from crawler.practice.control import Control
from crawler.practice.door import HOST
from crawler.practice.model import City
from crawler.practice.server import RunningCity, serve_city
from crawler.practice.truth import as_json, obligations
from crawler.practice.workspace import write_workspace

SEED = click.option("--seed", default=1, show_default=True, help="Same seed, same city.")
NOTICES = click.option(
    "--notices", type=click.IntRange(min=0), help="A quiet city with exactly so many notices."
)
WIDE = 150  # characters that a line of the truth needs
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def practice() -> None:
    r"""A whole city of disclosure sites on this machine, with a known truth.

    \b
    gongkai practice serve --workspace play
    gongkai practice truth --json
    """


practice.add_command(hosts)


practice.add_command(archive)


practice.add_command(bench)


practice.add_command(redaction)


practice.add_command(tamper)


@practice.command()
@click.option("--day", type=DAY, help="The day to start on; the city's first when not given.")
@click.option("--port-file", type=click.Path(path_type=Path), help="File to write the addresses to, as JSON.")
@click.option("--control-port", default=0, show_default=True, help="Port of the control; 0 takes a free one.")
@click.option(
    "--workspace", type=click.Path(path_type=Path), help="Folder to write a fitting workspace into."
)
@NOTICES
@SEED
def serve(
    day: datetime | None,
    port_file: Path | None,
    control_port: int,
    workspace: Path | None,
    notices: int | None,
    seed: int,
) -> None:
    r"""Serve the city until interrupted.

    \b
    gongkai practice serve
    gongkai practice serve --workspace city --day 2015-09-01
    """
    city = build_city(notices, seed)
    with serve_city(city, day.date() if day else None) as running:
        control = Control(running)
        port = running.call(control.open(control_port))
        if workspace:
            write_workspace(workspace, running)
        said = {"control": f"http://{HOST}:{port}", "sites": running.sites}
        if port_file:
            port_file.write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")
        _announce(running, said["control"], workspace)
        _wait()
        running.call(control.shut())


def _announce(running: RunningCity, control: object, workspace: Path | None) -> None:
    for bureau in running.city.bureaus:
        click.echo(f"{running.sites[bureau.site]}  {bureau.family:<7} {bureau.name}")
    click.echo(f"{control}  control: POST /day/YYYY-MM-DD, GET /truth /listed /day /counts")
    click.echo(f"day {running.day}; the script runs from {running.city.first} to {running.city.last}")
    if workspace:
        click.echo(f"workspace written; crawl it with: gongkai -w {workspace} crawl")


def _wait() -> None:
    """Wait for an interrupt or a request to end."""
    ended = threading.Event()
    with suppress(ValueError):  # signals can only be caught in the main thread
        signal.signal(signal.SIGTERM, lambda *_: ended.set())
    with suppress(KeyboardInterrupt):
        ended.wait()


@practice.command()
@click.option("--json", "as_data", is_flag=True, help="Everything, as JSON.")
@SEED
def truth(as_data: bool, seed: int) -> None:
    r"""Print what must be said of every obligation on the city's last day.

    \b
    gongkai practice truth
    gongkai practice truth --json
    """
    city = build_city(seed=seed)
    if as_data:
        click.echo(json.dumps(as_json(city), ensure_ascii=False, indent=1))
        return
    terminal(width=max(terminal().width, WIDE)).print(_table(city))


def _table(city: City) -> Table:
    table = Table(title=f"{city.name} {city.last}", title_justify="left")
    for name in ("bureau", "duty", "what", "standing", "flags", "late", "due", "appeared"):
        table.add_column(name, overflow="fold", no_wrap=name != "what")
    for one in obligations(city):
        late = "" if one.late_working_days is None else str(one.late_working_days)
        days = (str(one.due or ""), str(one.appeared or ""))
        table.add_row(one.bureau, one.duty, one.what, one.standing, " ".join(one.flags), late, *days)
    return table


@practice.command()
@click.option("--notices", default=400, show_default=True, help="Notices in the city.")
@click.option("--kills", default=20, show_default=True, help="How often the collector is killed.")
@click.option("--keep", type=click.Path(path_type=Path), help="Folder to keep the workspace in.")
@SEED
def crash(notices: int, kills: int, keep: Path | None, seed: int) -> None:
    r"""Kill the collector again and again, and count what is lost or twice.

    \b
    gongkai practice crash
    gongkai practice crash --notices 100 --kills 3
    """
    from crawler.practice.crash import run_crash  # noqa: PLC0415 - loads the collector, which no other verb needs

    click.echo(run_crash(notices, kills, seed, keep))
