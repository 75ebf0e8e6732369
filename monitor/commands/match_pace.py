"""``gongkai match pace``: how many notices a second one core matches, and that no text stalls it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from monitor.catalogue.load import find_edition
from monitor.learning.labelled import read_labelled
from monitor.learning.pace import pace as measured
from monitor.matching.match import Matcher
from monitor.matching.rulefile import find_knowledge


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--edition", default="ningbo-2015", show_default=True, help="The catalogue to match to.")
def pace(*, file: Path, edition: str) -> None:
    r"""Measure the speed of the matcher on the notices of a file (JSON lines), with bodies made equally long.

    \b
    gongkai match pace notices.jsonl
    """
    root = click.get_current_context().find_root().params.get("workspace")
    for line in lines(file, edition, root if isinstance(root, Path) else None):
        click.echo(line)


def lines(file: Path, edition: str, home: Path | None) -> Iterator[str]:
    """Yield what was measured of the matcher with its classifier, and of the rules on which verdicts rest."""
    loaded = find_edition(edition, home)
    notices, knowledge = read_labelled(file, loaded), find_knowledge(loaded, home)
    if knowledge.model is not None:
        yield from measured(Matcher(loaded, knowledge), notices)
    yield from measured(Matcher(loaded, replace(knowledge, model=None)), notices)
