"""``gongkai compare``: what changed between two days, with one cause a change."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import click

from crawler.door.terminal import echo_json, terminal
from crawler.errors import UsageError
from crawler.workspace import Workspace
from monitor.changes import Cause
from monitor.changes import compare as compared
from monitor.commands.check import moment_of, zone_of
from monitor.commands.reviewing import prepared
from monitor.guard import csv_text
from monitor.hanging import columns
from monitor.judge import judge
from monitor.say import LANGUAGES
from monitor.show_changes import COLUMNS, change_rows, draw
from monitor.store import kept_on
from monitor.verdict import plain

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("first", type=DAY)
@click.argument("second", type=DAY)
@click.option("--bureau", help="Only this bureau, by its id or its name.")
@click.option("--cause", type=click.Choice([one.value for one in Cause]), help="Only changes of this cause.")
@click.option(
    "--anew", is_flag=True, help="Judge the first day by today's rules, also where its verdicts were kept."
)
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@click.option("--csv", "as_csv", is_flag=True, help="The table as CSV that no spreadsheet computes.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.pass_obj
def compare(
    opened: Callable[[], Workspace],
    *,
    first: datetime,
    second: datetime,
    bureau: str | None,
    cause: str | None,
    anew: bool,
    as_json: bool,
    as_csv: bool,
    lang: str,
) -> None:
    r"""Say what changed between two days, and of each change one cause: rule, decision, data, calendar or crawl.

    \b
    gongkai compare 2015-08-31 2015-09-15
    gongkai compare 2015-08-31 2015-09-15 --cause rule --json
    """
    if first >= second:
        raise UsageError(f"{first:%Y-%m-%d} is not before {second:%Y-%m-%d}")
    workspace, engine = prepared(opened)
    zone = zone_of(workspace)
    ends = moment_of(first, zone), moment_of(second, zone)
    before, after = (judge(workspace, engine, as_of=one, bureau=bureau) for one in ends)
    kept = None if anew or bureau else kept_on(engine, ends[0] - timedelta(days=1), ends[0])
    found = compared(before, after, kept)
    if cause:
        found = found.only(Cause(cause))
    rows = change_rows(found, lang)
    if as_csv:
        click.echo(csv_text(COLUMNS, rows), nl=False)
    elif as_json:
        said: dict[str, Any] = {
            "first": before.as_of,
            "second": after.as_of,
            "snapshot": kept.id if kept else None,
            "causes": found.counts(),
            "unchanged": found.unchanged,
            "changes": [dict(zip(COLUMNS, row, strict=True)) for row in rows],
        }
        echo_json(plain(said))
    else:
        terminal(width=columns(), highlight=False).print(draw(found, lang))
