"""``gongkai practice tamper``: spoil copies of an archive, and count what is found by the check and by the shell alone."""

import tempfile
from pathlib import Path

import click
from rich.table import Table

from crawler.door.terminal import terminal
from crawler.errors import IntegrityFailure
from crawler.practice.sample import make_sample
from crawler.practice.tamper import Score, campaign

_TRIES = {"flip": 40, "truncation": 20, "removal": 20, "insertion": 20, "reordering": 20}
_SHORT = 4  # the share of it in the short form
_PAGES = 60


@click.command()
@click.option("--seed", default=1, show_default=True, help="Same seed, same tampering.")
@click.option("--short", is_flag=True, help="A quarter of the tries.")
@click.option(
    "--archive",
    "given",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Archive of which a copy is spoiled; one of made-up pages when not given.",
)
def tamper(seed: int, short: bool, given: Path | None) -> None:
    r"""Flip bits, cut, take out, put in and reorder, and look for it without database and network.

    Each is done to a copy, looked for by `gongkai verify` and by the lines of shell that it prints, and undone.

    \b
    gongkai practice tamper
    gongkai practice tamper --archive /media/copy/archive --seed 7
    """
    tries = {what: number // (_SHORT if short else 1) for what, number in _TRIES.items()}
    with tempfile.TemporaryDirectory(prefix="gongkai-tamper-") as folder:
        archive = given or make_sample(Path(folder) / "made", _PAGES)
        scores = list(campaign(archive, Path(folder), seed, tries))
    terminal().print(_table(scores, given))
    if not all(one.right for one in scores):
        missed = "; ".join(one for score in scores for one in score.missed)
        raise IntegrityFailure(f"not all of it was found and named: {missed or 'see the table'}")


def _table(scores: list[Score], given: Path | None) -> Table:
    where = f"a copy of {given}" if given else f"an archive of {_PAGES} made-up pages on four days"
    table = Table(title=f"tampering with {where}", title_justify="left")
    for name in ("what", "done", "found by verify", "named by its place", "found by the printed lines"):
        table.add_column(name, justify="left" if name == "what" else "right")
    for one in scores:
        table.add_row(one.what, *map(str, (one.tries, one.checked, one.named, one.plain)))
    return table
