"""The verb ``migrate``: brings the database to the schema of this program."""

from collections.abc import Callable

import click

from crawler.store.database import masked, open_database
from crawler.workspace import Workspace
from schedules.store import prepare


@click.command()
@click.pass_obj
def migrate(opened: Callable[[], Workspace]) -> None:
    r"""Bring the database to the schema of this program.

    \b
    gongkai -w ningbo migrate
    gongkai -w ningbo --db postgresql://localhost/gongkai migrate
    """
    engine = open_database(opened().database_url)
    prepare(engine)
    click.echo(f"{masked(engine.url)} is up to date")
    engine.dispose()
