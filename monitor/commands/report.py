"""``gongkai report``: writes the weekly mail and the problem list."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import click
from sqlalchemy import Engine

from crawler.clock import local_day, system_clock
from crawler.errors import MailRefused, UsageError
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.commands.check import day_of, zone_of
from monitor.commands.depositing import keep_snapshot
from monitor.commands.mail import send_all
from monitor.report.weekly import Made, make_weekly, post
from monitor.say import LANGUAGES
from monitor.store import last_snapshot, prepare_judgement


@click.group()
def report() -> None:
    r"""Write reports; every number is one that the pages show.

    \b
    gongkai -w ningbo report weekly
    gongkai -w ningbo report weekly --as-of 2015-09-27 --out reports
    """


@report.command("weekly")
@click.option(
    "--as-of", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day to report on; today when absent."
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder for the files.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.option("--send", is_flag=True, help="Also queue the letter for the recipients and send what is due.")
@click.pass_obj
def weekly(
    opened: Callable[[], Workspace], day: datetime | None, out: Path | None, lang: str, send: bool
) -> None:
    r"""Write the week's HTML mail and XLSX problem list, and print their SHA-256.

    \b
    gongkai -w ningbo report weekly
    gongkai -w ningbo report weekly --send
    gongkai -w ningbo report weekly --lang en
    """
    workspace = opened()
    zone = zone_of(workspace)
    wanted = day_of(day, zone)
    if send and not workspace.settings.mail.recipients:
        raise UsageError("no recipients", hint="put addresses into [mail] recipients of gongkai.toml")
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    made = make_weekly(
        workspace,
        engine,
        wanted or local_day(system_clock(), zone),
        out or workspace.root / "reports",
        lang,
    )
    for path, digest in made.files.items():
        click.echo(f"{digest}  {path}")
    if send:
        _send(workspace, engine, made)
    elif workspace.settings.mail.recipients:
        click.echo("send it with: gongkai report weekly --send", err=True)
    else:
        click.echo(
            "nobody gets it yet: put addresses into [mail] recipients of gongkai.toml, "
            "then: gongkai report weekly --send",
            err=True,
        )


def _send(workspace: Workspace, engine: Engine, made: Made) -> None:
    """Queue the letter and send what is due; raise MailRefused when nothing at all was accepted."""
    queued = post(workspace, engine, made, system_clock())
    snapshot = last_snapshot(engine, before=made.weekly.now.as_of + timedelta.resolution)
    if queued and snapshot is not None:
        keep_snapshot(workspace, engine, snapshot, system_clock)
    copies = "copy" if queued == 1 else "copies"
    click.echo(f"{queued} {copies} queued" if queued else "this week's letter is already queued", err=True)
    done = send_all(workspace, engine)
    if not done.accepted and (done.waiting or done.failed or done.unknown):
        raise MailRefused("no copy was accepted", hint="see: gongkai mail status")
