"""``gongkai practice kills``: disturb every stage of the work at random moments, and compare with an undisturbed run."""

import click

from crawler.clock import system_clock
from crawler.door.terminal import terminal
from crawler.errors import GongkaiError
from crawler.plural import counted
from schedules.crash.words import DATABASES, KINDS, STAGES

_WIDTH = 150  # columns of the table when nobody's screen sets them


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
@click.option("--database", "databases", multiple=True, type=click.Choice(DATABASES), help="Only this one.")
@click.option("--only", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this disturbance.")
@click.option("--stage", "stages", multiple=True, type=click.Choice(STAGES), help="Only this stage.")
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
    from schedules.crash.run import Wanted, run_campaign  # noqa: PLC0415 - loads the collector, which no other verb needs
    from schedules.crash.show import disturbed, lines_of, table_of  # noqa: PLC0415 - as above

    wanted = Wanted(
        notices=notices,
        letters=letters,
        kills=kills,
        others=others,
        seed=seed,
        databases=databases or DATABASES,
        kinds=kinds or KINDS,
        stages=tuple(one for one in STAGES if one in (stages or STAGES)),
    )
    rows = []
    for row in run_campaign(wanted, system_clock, lambda name: click.echo(f"{name} …", err=True)):
        click.echo("\n".join(lines_of(row)), err=True)
        rows.append(row)
    console = terminal()
    (console if console.is_terminal else terminal(width=_WIDTH)).print(table_of(rows))
    click.echo(disturbed(rows))
    if wrong := sum(not row.right for row in rows):
        raise GongkaiError(f"{counted(wrong, 'stage')} did not come out")
