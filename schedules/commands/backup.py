"""``gongkai backup``: copy all that a workspace is made of, and prove that the copy can be restored."""

from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy import Engine

from crawler.clock import system_clock
from crawler.errors import IntegrityFailure
from crawler.plural import counted
from crawler.store.database import open_database
from crawler.workspace import Workspace
from schedules.backup.drill import drill
from schedules.backup.make import make, thin
from schedules.store import prepare

_MB = 1e6


@click.command()
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the backups; else that of the settings.",
)
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    help="Backups to keep; older ones are removed. Else as the settings say.",
)
@click.option("--drill", "drills", is_flag=True, help="Restore it, prove it, and compare the week's report.")
@click.pass_obj
def backup(opened: Callable[[], Workspace], to: Path | None, keep: int | None, drills: bool) -> None:
    r"""Copy database, archive and all files of the workspace into a folder of their own.

    A crawl may go on meanwhile: the copy is of one moment. What is as it was in the backup before takes no room
    again. `sha256sum -c SHA256SUMS` proves it, and --drill that it comes back; a failed drill ends with 9.

    \b
    gongkai -w ningbo backup
    gongkai -w ningbo backup --to /media/disk --keep 30 --drill
    """
    workspace = opened()
    backups = to or workspace.root / workspace.settings.backup.folder
    engine = open_database(workspace.database_url)
    try:
        prepare(engine)
        made = make(workspace, engine, backups, system_clock())
        size, shared = made.size / _MB, made.shared / _MB
        click.echo(made.folder)
        click.echo(
            f"{counted(made.files, 'file')}, {size:.1f} MB, of which {shared:.1f} MB are shared with the backup before",
            err=True,
        )
        for one in thin(backups, keep or workspace.settings.backup.keep):
            click.echo(f"removed: {one}", err=True)
        if drills:
            _drill(workspace, engine, made.folder)
    finally:
        engine.dispose()


def _drill(workspace: Workspace, engine: Engine, folder: Path) -> None:
    done = drill(workspace, engine, folder, system_clock())
    if done.wrong:
        raise IntegrityFailure(
            f"the drill failed: {'; '.join(done.wrong[:3])}", hint="keep the backup before"
        )
    click.echo(f"✓ restored, proven, and the same report byte by byte in {done.seconds} s", err=True)
