"""``gongkai practice faults``: lay every fault over a site, crawl, judge, and show what came of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click
from rich.table import Table

from crawler.clock import system_clock
from crawler.door.terminal import terminal
from crawler.errors import UsageError
from crawler.practice.faults.model import Fault
from crawler.practice.faults.registry import faults as registered
from crawler.words import Outcome

if TYPE_CHECKING:
    from schedules.faults.shown import Shown

DIFFERS = 1  # exit status where anything is not as expected
WIDE = 150


@click.command()
@click.option(
    "--row", "rows", type=int, multiple=True, help="Only this row of the matrix; may be given again."
)
@click.option("--long", is_flag=True, help="Heavy answers in their full weight.")
@click.pass_context
def faults(context: click.Context, rows: tuple[int, ...], long: bool) -> None:
    r"""Lay every fault over a site of its own; end with status 1 where one is not named or a bureau is accused for it.

    \b
    gongkai practice faults
    gongkai practice faults --row 6 --row 16
    """
    from schedules.faults.run import run_faults  # noqa: PLC0415 - loads the collector, which no other verb needs

    chosen = [one for one in registered() if one.row in rows or not rows]
    if not chosen:
        known = sorted({one.row for one in registered()})
        raise UsageError(f"no fault of row {rows[0]}", hint=f"rows: {', '.join(map(str, known))}")
    shown: list[Shown] = []
    with terminal(stderr=True).status("crawling") as status:
        for batch in batches(chosen):
            numbers = sorted({one.row for one in batch})
            status.update(f"rows {', '.join(map(str, numbers))}")
            with TemporaryDirectory(prefix="gongkai-") as folder:
                shown += run_faults(batch, Path(folder), system_clock, long=long)
    terminal(width=max(terminal().width, WIDE)).print(_table(shown))
    for one in shown:
        for finding in one.findings:
            click.echo(f"{one.fault.label}: {finding}", err=True)
    wrong = sum(bool(one.wrong) for one in shown)
    findings = sum(len(one.findings) for one in shown)
    click.echo(f"{len(shown)} faults, {wrong} not as expected, {findings} findings against the innocent")
    if wrong:
        context.exit(DIFFERS)


def batches(chosen: Iterable[Fault]) -> list[list[Fault]]:
    """Return the faults in the batches that are crawled together: what is slow or heavy holds nobody else up."""
    found: dict[tuple[bool, bool], list[Fault]] = defaultdict(list)
    for one in chosen:
        found[one.heavy, one.outcome is Outcome.TIMEOUT].append(one)
    return list(found.values())


def _table(shown: Sequence["Shown"]) -> Table:
    table = Table(title="what came of each fault", title_justify="left")
    for name in ("row", "fault", "expected", "seen", "findings", "differs"):
        table.add_column(name, justify="right" if name in {"row", "findings"} else "left", overflow="fold")
    for one in sorted(shown, key=lambda one: one.fault.row):
        fault = one.fault
        expected = " ".join(filter(None, (fault.endings[0], fault.outcome and f"/ {fault.outcome}")))
        seen = ", ".join(sorted(one.endings)) + " / " + ", ".join(sorted(one.outcomes))
        table.add_row(str(fault.row), fault.name, expected, seen, str(len(one.findings)), one.wrong)
    return table
