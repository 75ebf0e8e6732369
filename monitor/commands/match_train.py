"""``gongkai match train``: trains the classifier of an edition and writes it where the edition lies."""

from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.catalogue.load import edition_folder, find_edition
from monitor.learning.make import Makings, make
from monitor.matching.modelfile import FILE, write_model
from monitor.matching.rulefile import find_knowledge


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--edition", default="ningbo-2015", show_default=True, help="The catalogue to match to.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it; the edition's folder by default.",
)
def train(*, file: Path, edition: str, out: Path | None) -> None:
    r"""Train the classifier on labelled notices (JSON lines) and on the edition's made-up examples.

    \b
    gongkai match train notices.jsonl
    gongkai match train notices.jsonl --out model.npz
    """
    root = click.get_current_context().find_root().params.get("workspace")
    home = root if isinstance(root, Path) else None
    loaded = find_edition(edition, home)
    folder = edition_folder(edition, home)
    makings = Makings(edition=loaded, knowledge=find_knowledge(loaded, home), file=file, folder=folder)
    model = make(makings, datetime.now(UTC).date())
    path = out or folder / FILE
    write_model(path, model)
    click.echo(f"{path}: {len(model.linear.grams)} runs of characters, {path.stat().st_size} bytes")
    for name, value in model.provenance.items():
        click.echo(f"  {name}: {value}")
