"""``gongkai practice redaction``: make penalty texts, mask them, and count what was hidden and what was hurt."""

import click
from rich.table import Table

from crawler.door.terminal import terminal
from crawler.errors import UsageError
from crawler.practice.penalties.make import penalties
from crawler.practice.penalties.measure import Figures, measure, together

RECALL, PRECISION = 0.99, 0.95
SHORT = 1  # exit status where a figure is below its floor
SHOWN = 20  # misses that are printed


@click.command()
@click.option("--texts", type=click.IntRange(2), default=2000, show_default=True, help="How many texts.")
@click.option("--seed", default=1, show_default=True, help="Same seed, same texts.")
@click.option("--misses", is_flag=True, help="Also print what was missed, and what was hidden needlessly.")
@click.pass_context
def redaction(context: click.Context, texts: int, seed: int, misses: bool) -> None:
    r"""Mask made-up penalty texts; end with status 1 where too little is hidden, or too much.

    Half of the texts are made of templates that whoever writes the detector does not look at. A piece
    counts as hidden when the mask covers it from its first sign to its last.

    \b
    gongkai practice redaction
    gongkai practice redaction --texts 2000 --seed 7
    """
    if texts % 2:
        raise UsageError(
            f"--texts {texts} is odd", hint="half of them are made of each half of the templates"
        )
    found = measure(penalties(texts, seed))
    every = together(found.values())
    out = terminal()
    out.print(_table({"all": every} | {half.value: one for half, one in found.items()}))
    out.print(_kinds(every))
    click.echo(f"recall {every.recall:.4f}, wanted {RECALL}")
    click.echo(f"precision {every.precision:.4f}, wanted {PRECISION}")
    if misses:
        for template, kind, value in every.misses[:SHOWN]:
            click.echo(f"{template}: {kind}: {value!r}")
    if every.recall < RECALL or every.precision < PRECISION:
        context.exit(SHORT)


def _table(figures: dict[str, Figures]) -> Table:
    table = Table(title="redaction of made-up penalty texts", title_justify="left")
    for name in ("templates", "texts", "personal", "hidden", "recall", "masks", "needless", "precision"):
        table.add_column(name, justify="left" if name == "templates" else "right")
    for name, one in figures.items():
        counts = (one.texts, one.personal.total(), one.hidden.total())
        table.add_row(
            name,
            *map(str, counts),
            f"{one.recall:.4f}",
            str(one.masks),
            str(one.needless),
            f"{one.precision:.4f}",
        )
    return table


def _kinds(figures: Figures) -> Table:
    table = Table(title="by kind", title_justify="left")
    for name in ("kind", "hidden", "of"):
        table.add_column(name, justify="left" if name == "kind" else "right")
    for kind, count in sorted(figures.personal.items()):
        table.add_row(kind, str(figures.hidden[kind]), str(count))
    for kind, count in sorted(figures.hurt.items()):
        table.add_row(f"hurt: {kind}", "", str(count))
    return table
