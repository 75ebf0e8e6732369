"""``gongkai practice redaction``: make penalty texts and others about people, mask them, and count what was hidden and what was hurt."""

import time

import click
from rich.table import Table

from crawler.door.terminal import terminal
from crawler.errors import UsageError
from crawler.practice.penalties.make import penalties
from crawler.practice.penalties.measure import Figures, measure, together
from crawler.practice.wordings.make import Wordings, reworded

RECALL, PRECISION = 0.99, 0.95
SHORT = 1  # exit status where a figure is below its floor
_PAGE = 700  # signs of Chinese that are 2 KB
SHOWN = 40  # misses that are printed


@click.command()
@click.option(
    "--texts", type=click.IntRange(2), default=2000, show_default=True, help="How many texts of each kind."
)
@click.option("--seed", default=1, show_default=True, help="Same seed, same texts.")
@click.option("--misses", is_flag=True, help="Also print what was missed, and what was hidden needlessly.")
@click.pass_context
def redaction(context: click.Context, texts: int, seed: int, misses: bool) -> None:
    r"""Mask made-up penalty texts; end with status 1 where too little is hidden, or too much.

    Half of the texts are made of templates that whoever writes the detector does not look at. Beside these, and
    without a floor, stand as many texts in other wordings, as tables, in traditional script and as scanners and
    converters leave them: "blind" were measured once before the detector was mended by them, of "kept" what is
    missed is never printed. A piece counts as hidden when the mask covers it from its first sign to its last.

    \b
    gongkai practice redaction
    gongkai practice redaction --texts 2000 --seed 7
    """
    if texts % 2:
        raise UsageError(
            f"--texts {texts} is odd", hint="half of them are made of each half of the templates"
        )
    began = time.process_time()
    found = measure(penalties(texts, seed))
    every = together(found.values())
    others = {one: measure(reworded(texts, seed, one))[one] for one in Wordings}
    took = time.process_time() - began
    out = terminal()
    shown = {"all": every} | {one.value: figures for one, figures in (found | others).items()}
    out.print(_table(shown))
    out.print(_kinds("penalties, by kind", every))
    out.print(_kinds("other wordings, by kind", together(others.values())))
    click.echo(f"recall {every.recall:.4f}, wanted {RECALL}")
    click.echo(f"precision {every.precision:.4f}, wanted {PRECISION}")
    signs = sum(one.length for one in shown.values()) - every.length
    click.echo(f"{signs / took / _PAGE:.0f} texts of {_PAGE} signs, 2 KB, made and masked a second of CPU")
    if misses:
        for template, kind, value in (every.misses + others[Wordings.BLIND].misses)[:SHOWN]:
            click.echo(f"{template}: {kind}: {value!r}")
    if every.recall < RECALL or every.precision < PRECISION:
        context.exit(SHORT)


def _table(figures: dict[str, Figures]) -> Table:
    table = Table(title="redaction of made-up penalty texts", title_justify="left")
    for name in ("set", "texts", "personal", "hidden", "recall", "masks", "needless", "precision"):
        table.add_column(name, justify="left" if name == "set" else "right")
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


def _kinds(title: str, figures: Figures) -> Table:
    table = Table(title=title, title_justify="left")
    for name in ("kind", "hidden", "of"):
        table.add_column(name, justify="left" if name == "kind" else "right")
    for kind, count in sorted(figures.personal.items()):
        table.add_row(kind, str(figures.hidden[kind]), str(count))
    for kind, count in sorted(figures.hurt.items()):
        table.add_row(f"hurt: {kind}", "", str(count))
    return table
