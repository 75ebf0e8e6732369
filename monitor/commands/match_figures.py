"""Draws what ``gongkai match evaluate`` measured."""

from collections.abc import Iterable, Mapping

import click
from rich.box import SIMPLE_HEAD
from rich.table import Table

from crawler.door.terminal import terminal
from monitor.learning.figures import Bin, Figures
from monitor.learning.material import Flags, Material
from monitor.learning.validate import Outcome, read_by_author

WIDTH = 140
WANTED = 0.03
"""How far a stated score may lie from what came true."""

_CHANCE = 2  # standard deviations within which a difference says nothing


def show(truth: Material, outcomes: Mapping[str, Outcome], main: str) -> None:
    """Print the figures of every way; of the *main* one also each category and whether its scores say the truth."""
    seen = read_by_author(truth)
    _ways("all notices", outcomes, None)
    _ways("the half whose errors the author of the rules had not read", outcomes, ~seen)
    _ways("the half whose errors the author of the rules had read", outcomes, seen)
    _categories(truth.categories, outcomes[main])
    said = outcomes[main]
    _bins(
        f"{main}: scores of what was asserted of the notices answered, by tenths", said.scores_against_truth()
    )
    _bins(
        f"{main}: how sure each answer was, by tenths of the notices answered", said.answers_against_truth()
    )


def _print(title: str, table: Table) -> None:
    console = terminal()
    click.echo(title)
    (console if console.is_terminal else terminal(width=WIDTH)).print(table, markup=False)


def _ways(title: str, outcomes: Mapping[str, Outcome], rows: Flags | None) -> None:
    """Print one line a way: with every notice answered, and on those it does not leave to a person."""
    table = Table("", box=SIMPLE_HEAD)
    for name in ("micro F1", "macro F1", "clean", "answered", "micro F1", "macro F1", "clean"):
        table.add_column(name, justify="right")
    for name, outcome in outcomes.items():
        every, part = outcome.every(rows), outcome.answered(rows)
        table.add_row(name, *_three(every), _percent(part.share), *_three(part))
    _print(f"{title}: every notice answered, then on the share answered", table)


def _three(said: Figures) -> tuple[str, str, str]:
    return _percent(said.whole.f1), _percent(said.macro), _percent(said.kept_clean)


def _percent(share: float) -> str:
    return f"{share:.1%}"


def _categories(categories: Iterable[str], outcome: Outcome) -> None:
    table = Table("", box=SIMPLE_HEAD)
    for name in ("wanted", "precision", "recall", "F1", "wanted, answered", "precision", "recall", "F1"):
        table.add_column(name, justify="right")
    every, part = outcome.every(), outcome.answered()
    for category, one, other in zip(categories, every.each, part.each, strict=True):
        cells = [
            cell
            for each in (one, other)
            for cell in (str(each.hit + each.missed), *map(_percent, (each.precision, each.recall, each.f1)))
        ]
        table.add_row(category, *cells)
    _print("each category: every notice answered, then on the share answered", table)


def _bins(title: str, bins: Iterable[Bin]) -> None:
    table = Table(box=SIMPLE_HEAD)
    for name in (
        "count",
        "stated",
        "came true",
        "95 of 100 times within",
        "apart",
        "one deviation of chance",
        "",
    ):
        table.add_column(name, justify="right")
    for one in bins:
        table.add_row(
            str(one.count),
            _percent(one.stated),
            _percent(one.right),
            "–".join(map(_percent, one.interval)),
            _percent(one.off),
            _percent(one.chance),
            _say(one),
        )
    _print(title, table)


def _say(one: Bin) -> str:
    if one.off <= WANTED:
        return "within 3 points"
    return "within chance" if one.off <= _CHANCE * one.chance else "apart"
