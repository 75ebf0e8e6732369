"""``gongkai practice kills``: disturb every stage of the work at random moments, and compare with an undisturbed run."""

from collections import Counter
from signal import Signals

import click
from rich.table import Table

from crawler.clock import system_clock
from crawler.door.terminal import terminal
from crawler.errors import GongkaiError
from crawler.plural import counted

_WIDTH = 150  # columns of the table when nobody's screen sets them
_DATABASES = ("SQLite", "PostgreSQL")
_KINDS = ("kill", "lock", "shut", "full", "restart")
_STAGES = ("crawl", "match", "judge", "report", "backup", "mail", "migrate")


@click.command()
@click.option(
    "--notices", default=200, show_default=True, type=click.IntRange(20), help="Notices of the city."
)
@click.option("--letters", default=200, show_default=True, type=click.IntRange(1), help="Letters to be sent.")
@click.option(
    "--kills",
    default=100,
    show_default=True,
    type=click.IntRange(1),
    help="SIGKILLs over all stages on SQLite; a fifth of them again on PostgreSQL.",
)
@click.option(
    "--others",
    default=3,
    show_default=True,
    type=click.IntRange(1),
    help="Times that every other disturbance hits each stage.",
)
@click.option("--database", "databases", multiple=True, type=click.Choice(_DATABASES), help="Only this one.")
@click.option("--only", "kinds", multiple=True, type=click.Choice(_KINDS), help="Only this disturbance.")
@click.option("--stage", "stages", multiple=True, type=click.Choice(_STAGES), help="Only this stage.")
@click.option("--seed", default=1, show_default=True, help="Same seed, same moments.")
def kills(
    notices: int,
    letters: int,
    kills: int,
    others: int,
    databases: tuple[str, ...],
    kinds: tuple[str, ...],
    stages: tuple[str, ...],
    seed: int,
) -> None:
    r"""Disturb crawl, matching, judging, report, backup, mail and upgrade again and again; count what is lost or twice.

    Disturbances: SIGKILL, a database that is locked for a while (lock) or for longer than we wait (shut), a full disk,
    and a PostgreSQL server that breaks off. Each life must end well or with one clear message. Each stage then runs to
    its end once, and everything must be as in a copy that nobody disturbed. Exit status 1 where anything differs.

    \b
    gongkai practice kills
    gongkai practice kills --notices 60 --letters 40 --kills 12 --others 1
    gongkai practice kills --only restart --stage crawl --others 10
    """
    from schedules.crash.run import LeftOut, Wanted, run_campaign  # noqa: PLC0415 - loads the collector, which no other verb needs

    wanted = Wanted(
        notices=notices,
        letters=letters,
        kills=kills,
        others=others,
        seed=seed,
        databases=databases or _DATABASES,
        kinds=kinds or _KINDS,
        stages=tuple(one for one in _STAGES if one in (stages or _STAGES)),
    )
    table = Table(
        "database", "disturbance", "stage", "times", "ended", "lost", "double", "bad", "same", "", ""
    )
    done: Counter[str] = Counter()
    wrong = 0
    for row in run_campaign(wanted, system_clock, lambda name: click.echo(f"{name} …", err=True)):
        if isinstance(row, LeftOut):
            table.add_row(row.what, "", "", "", f"left out: {row.why}")
            continue
        click.echo(f"  {'✓' if row.right else '✗'} {_endings(row.lived.ended)}", err=True)
        wrong += not row.right
        done[row.disturbance] += row.lived.struck
        tally = row.tally
        table.add_row(
            row.database,
            row.disturbance,
            row.stage,
            str(row.lived.struck),
            _endings(row.lived.ended),
            *(str(one) for one in (tally.lost, tally.double, tally.bad)),
            "yes" if tally.same else "no",
            "[green]✓[/]" if row.right else "[red]✗[/]",
            row.remark,
        )
        for said in row.lived.wrong:
            click.echo(said, err=True)
    console = terminal()
    (console if console.is_terminal else terminal(width=_WIDTH)).print(table)
    click.echo(", ".join(f"{name}: {times}" for name, times in done.items()))
    if wrong:
        raise GongkaiError(f"{counted(wrong, 'stage')} did not come out")


def _endings(ended: Counter[int]) -> str:
    """Return how lives ended: each exit status, or the signal that ended them, and how often."""
    named = {status: Signals(-status).name if status < 0 else str(status) for status in ended}
    return ", ".join(f"{named[status]} × {times}" for status, times in sorted(ended.items()))
