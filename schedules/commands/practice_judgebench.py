"""``gongkai practice judgebench``: what judging a made-up province costs, all at once and day by day."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from crawler.errors import UsageError
from schedules.judgebench.province import Province

if TYPE_CHECKING:
    from schedules.judgebench.run import Result

DIFFERS = 1  # exit status where judging only what may change left out something
_SHARE = 20  # notices a bureau that one day may bring at most
WIDE = 140


@click.command()
@click.option("--bureaus", default=14_000, show_default=True, type=click.IntRange(min=1), help="Bureaus.")
@click.option(
    "--changed", default="1000,10000,100000", show_default=True, help="Notices published, day after day."
)
@click.option("--seed", default=1, show_default=True, help="Seed of everything that is made up.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Where to put the workspace while it runs; about 0.5 MB a bureau.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.pass_context
def judgebench(
    ctx: click.Context, bureaus: int, changed: str, seed: int, folder: Path | None, as_json: bool
) -> None:
    r"""Judge a made-up province of bureaus, each with 171 items: once, then after each of several days.

    On every day all lists are read. Ends with status 1 if judging everything at the end says anything else than what
    judging only what may change has said. Answers of the matcher are put in beforehand.

    \b
    gongkai practice judgebench --bureaus 500 --changed 50,500,5000
    gongkai practice judgebench
    """
    from schedules.judgebench.run import run_bench  # noqa: PLC0415 - loads judgement, which other verbs do not need

    days = _days(changed, bureaus)
    console = Console(width=WIDE, highlight=False)
    shown = Console(stderr=True, highlight=False)
    with TemporaryDirectory(prefix="gongkai-judgebench-", dir=folder) as place:
        results = []
        for one in run_bench(Path(place) / "bench", Province(bureaus=bureaus, seed=seed), days, shown.print):
            shown.print(f"{one.name}: {one.judged} judged, {one.cpu:.1f} s CPU, {one.peak_mb:.0f} MB")
            results.append(one)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in results], ensure_ascii=False, indent=1))
    else:
        console.print(_table(results, bureaus))
    if any(one.broken for one in results):
        ctx.exit(DIFFERS)


def _days(changed: str, bureaus: int) -> list[int]:
    days = [int(one) if one.strip().isdecimal() else -1 for one in changed.split(",")]
    if any(not 0 <= one <= _SHARE * bureaus for one in days):
        raise UsageError(
            f"--changed wants numbers up to {_SHARE} a bureau, with commas between them, not {changed!r}"
        )
    return days


def _table(results: "Sequence[Result]", bureaus: int) -> Table:
    table = Table(title=f"{bureaus} bureaus, {results[0].obligations} obligations", title_justify="left")
    for name in (
        "judgement",
        "bureaus judged",
        "verdicts written",
        "ended",
        "CPU s",
        "wall s",
        "peak MB",
        "ms CPU a change",
        "left out wrongly",
    ):
        table.add_column(name, justify="left" if name == "judgement" else "right")
    for one in results:
        table.add_row(
            one.name,
            str(one.judged),
            str(one.written),
            str(one.ended),
            f"{one.cpu:.1f}",
            f"{one.wall:.1f}",
            f"{one.peak_mb:.0f}",
            f"{one.a_change:.2f}" if one.written else "",
            str(one.broken),
        )
    return table
