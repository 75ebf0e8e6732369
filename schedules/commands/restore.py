"""``gongkai restore``: make a workspace of a backup."""

from pathlib import Path

import click

from crawler.store.database import masked, open_database
from schedules.backup.restore import restore_to
from schedules.store import prepare


@click.command()
@click.argument("folder", metavar="BACKUP", type=click.Path(path_type=Path))
@click.option(
    "--to",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="New folder for the workspace.",
)
@click.pass_context
def restore(ctx: click.Context, folder: Path, to: Path) -> None:
    r"""Prove the backup in BACKUP, then make a whole workspace of it in a new folder.

    The database goes where its settings say, or to --db; nothing that is there already is written over. What a
    process was writing at the moment of the backup is put in order by the next crawl.

    \b
    gongkai restore /media/disk/gongkai-20261124T020000Z --to ningbo
    gongkai --db postgresql://localhost/new restore /media/disk/gongkai-20261124T020000Z --to ningbo
    """
    workspace = restore_to(folder, to, str(ctx.meta.get("gongkai.db", "")))
    engine = open_database(workspace.database_url)
    prepare(engine)
    click.echo(f"{to}: archive in {workspace.archive}, database {masked(engine.url)}")
    click.echo(f"prove it with: gongkai -w {to} verify --facts", err=True)
    engine.dispose()
