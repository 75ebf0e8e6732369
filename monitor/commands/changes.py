"""``gongkai changes``: what became of notices after they were published; none of it is a verdict."""

from collections.abc import Callable
from datetime import datetime

import click

from crawler.door.door import current
from crawler.door.terminal import echo_json, terminal
from crawler.errors import UsageError
from crawler.plural import counted
from crawler.registry import Site
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.commands.check import moment_of, zone_of
from monitor.guard import csv_text
from monitor.hanging import columns
from monitor.hidden import hidden_line
from monitor.history.say import Line, lines
from monitor.history.show import COLUMNS, draw, rows
from monitor.history.site import read_history
from monitor.history.words import What
from monitor.say import LANGUAGES
from monitor.verdict import plain

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--site", "sites", multiple=True, help="Only this site, by its id; may be given again.")
@click.option("--since", type=DAY, help="Only what was seen from this day on.")
@click.option("--as-of", type=DAY, help="The end of that day, by what was known then.")
@click.option("--what", type=click.Choice([one.value for one in What]), help="Only this.")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON list.")
@click.option("--csv", "as_csv", is_flag=True, help="The table as CSV that no spreadsheet computes.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.pass_obj
def changes(
    opened: Callable[[], Workspace],
    *,
    sites: tuple[str, ...],
    since: datetime | None,
    as_of: datetime | None,
    what: str | None,
    as_json: bool,
    as_csv: bool,
    lang: str,
) -> None:
    r"""List edits, withdrawals, publications anew, and insertions with old dates, each between two looks.

    Counters, dates of the day and whatever else pages put around a text are no changes. All of it is for people to look
    at: a column that moved or a slip put right has innocent causes.

    \b
    gongkai -w ningbo changes
    gongkai -w ningbo changes --since 2015-08-01 --what withdrawn
    gongkai -w ningbo changes --site jiaoyu-web --csv
    """
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    until, zone = moment_of(as_of, zone_of(workspace)), zone_of(workspace)
    found: dict[str, list[Line]] = {}
    for site in _chosen(workspace, sites):
        history = read_history(FactReader(engine), site, until, workspace.settings.judge, zone)
        found[site.id] = [
            hidden_line(one, current().taken())
            for one in lines(history, lang, zone)
            if what in {None, one.what.value} and (since is None or one.until >= since.replace(tzinfo=zone))
        ]
    engine.dispose()
    table = [row for site, held in found.items() for row in rows(site, held)]
    if as_csv:
        click.echo(csv_text(COLUMNS, table), nl=False)
    elif as_json:
        echo_json([{name: plain(cell) for name, cell in zip(COLUMNS, row, strict=True)} for row in table])
    else:
        console = terminal(width=columns(), highlight=False)
        for held in found.values():
            for text in draw(held, lang, zone):
                console.print(text)
        click.echo(counted(len(table), "change"))


def _chosen(workspace: Workspace, wanted: tuple[str, ...]) -> list[Site]:
    known = workspace.sites()
    if unknown := [one for one in wanted if one not in known]:
        raise UsageError(f"no such site: {unknown[0]!r}", hint=f"sites here: {', '.join(known) or 'none'}")
    return [site for key, site in known.items() if not wanted or key in wanted]
