"""``gongkai edition new``: the starter files of a catalogue."""

from pathlib import Path

import click

from crawler.errors import UsageError
from crawler.registry import is_id
from monitor.catalogue.load import edition_folder
from monitor.catalogue.starting import STARTER, start_edition
from monitor.commands.edition import workspace_root


@click.command()
@click.argument("name")
@click.option("--from", "source", default="", metavar="EDITION", help="Begin with a copy of this edition.")
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write, instead of editions/NAME.")
def new(name: str, source: str, out: Path | None) -> None:
    r"""Write the files of a new edition, which check clean as they stand.

    \b
    gongkai -w ningbo edition new ningbo-2016 --from ningbo-2015
    gongkai -w harbour edition new harbour-2024
    """
    if not is_id(name):
        raise UsageError(f"an id is lower-case words joined by hyphens, not {name!r}")
    if out is not None and out.name != name:
        raise UsageError(f"the folder of {name!r} bears its name, not {out.name!r}")
    root = workspace_root() or Path()
    folder = out or root / "editions" / name
    made = start_edition(folder, edition_folder(source, workspace_root()) if source else STARTER)
    for path in sorted(folder.rglob("*.yaml")):
        click.echo(f"wrote {path}", err=True)
    click.echo(f"{made.id}: edit the files, then  gongkai edition check {folder}")
