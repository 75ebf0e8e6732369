"""``gongkai serve``: the pages, on this machine or behind a proxy."""

import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import click
import uvicorn

from crawler.clock import system_clock
from crawler.errors import UsageError
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.commands.check import day_of, zone_of
from monitor.store import prepare_judgement
from monitor.web.app import create_app
from monitor.web.desk import Desk


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raise UsageError when the port is taken or not ours to take."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(
            f"cannot listen on {host}:{port}: {_why(error)}",
            hint="choose another with --port, or 0 for any",
        ) from error


def _why(error: OSError) -> str:
    """Return the system's own words; the library adds the address, which we have said."""
    return (error.strerror or str(error)).partition(" (while ")[0]


def address_of(bound: socket.socket) -> str:
    """Return the address to open in a browser."""
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


@click.command()
@click.option("--host", help="Address to listen on; the workspace's when absent.")
@click.option("--port", type=int, help="Port; 0 for any free one; the workspace's when absent.")
@click.option("--as-of", "day", type=click.DateTime(["%Y-%m-%d"]), help="Show this day instead of today.")
@click.pass_obj
def serve(opened: Callable[[], Workspace], host: str | None, port: int | None, day: datetime | None) -> None:
    r"""Serve the pages until interrupted.

    \b
    gongkai -w ningbo serve
    gongkai -w ningbo serve --port 0 --as-of 2015-09-28
    """
    workspace = opened()
    wanted = day_of(day, zone_of(workspace))
    web = workspace.settings.web
    bound = listen(host or web.host, web.port if port is None else port)
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    desk = Desk(workspace, engine, system_clock, wanted)
    click.echo(address_of(bound), err=True)
    config = uvicorn.Config(create_app(desk), log_level="warning", server_header=False)
    with suppress(KeyboardInterrupt):  # Ctrl-C is how a person ends it
        uvicorn.Server(config).run(sockets=[bound])
