"""The verb ``migrate``: brings the database to the schema of this program."""

from collections.abc import Callable
from importlib.resources import files

import click

from crawler.store.database import masked, open_database
from crawler.store.schema import upgrade
from crawler.workspace import Workspace

LAYERS = {"crawler": "facts_version", "monitor": "judgement_version", "schedules": "time_version"}
"""Package → table that holds how far its migrations have come; facts come first, the others refer to them."""


@click.command()
@click.pass_obj
def migrate(opened: Callable[[], Workspace]) -> None:
    """Bring the database to the schema of this program."""
    engine = open_database(opened().database_url)
    for package, version_table in LAYERS.items():
        if (files(package) / "migrations" / "env.py").is_file():
            upgrade(engine, package, version_table)
    click.echo(f"{masked(engine.url)} is up to date")
    engine.dispose()
