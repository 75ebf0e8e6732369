"""``gongkai practice kills``: kill every stage of the work at random moments, and compare with an undisturbed run."""

import click
from rich.table import Table

from crawler.clock import system_clock
from crawler.door.terminal import terminal
from crawler.errors import GongkaiError
from crawler.plural import counted


@click.command()
@click.option(
    "--notices", default=200, show_default=True, type=click.IntRange(20), help="Notices of the city."
)
@click.option("--letters", default=200, show_default=True, type=click.IntRange(1), help="Letters to be sent.")
@click.option(
    "--kills", default=100, show_default=True, type=click.IntRange(8), help="SIGKILLs over all stages."
)
@click.option("--seed", default=1, show_default=True, help="Same seed, same moments.")
def kills(notices: int, letters: int, kills: int, seed: int) -> None:
    r"""Kill crawl, migration, judging, report, backup and mail again and again, and count what is lost or twice.

    After the kills each stage runs to its end once; then tables, verdicts and the bytes of the report must be those
    of a copy of the workspace that nobody disturbed. Exit status 1 where anything differs.

    \b
    gongkai practice kills
    gongkai practice kills --notices 60 --letters 40 --kills 12
    """
    from schedules.crash.run import run_kills  # noqa: PLC0415 - loads the collector, which no other verb needs

    table = Table("stage", "kills", "what", "wanted", "found", "")
    wrong, killed = 0, 0
    for stage in run_kills(
        notices, letters, kills, seed, system_clock, lambda name: click.echo(f"{name} …", err=True)
    ):
        wrong += not stage.right
        killed += stage.lived.killed
        table.add_row(
            stage.name,
            str(stage.lived.killed),
            "exit status at last",
            "0",
            str(stage.lived.status),
            _mark(stage.lived.status == 0),
        )
        for line in stage.lines:
            table.add_row("", "", line.what, str(line.wanted), str(line.found), _mark(line.right))
        if not stage.right and stage.lived.errors:
            click.echo(stage.lived.errors[-2000:], err=True)
    terminal().print(table)
    click.echo(counted(killed, "kill"))
    if wrong:
        raise GongkaiError(f"{counted(wrong, 'stage')} did not come out")


def _mark(right: bool) -> str:
    return "[green]✓[/]" if right else "[red]✗[/]"
