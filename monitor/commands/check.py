"""``gongkai check``: the matrix of bureaus and categories, and what is missing, late or flagged."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import click

from crawler.clock import local_day, system_clock
from crawler.door.terminal import echo_json, terminal
from crawler.errors import PartiallyJudged, UsageError
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.catalogue.load import find_zone
from monitor.hanging import columns
from monitor.judge import judge
from monitor.remedy import remedies
from monitor.roots import roots
from monitor.say import LANGUAGES
from monitor.show_matrix import draw
from monitor.store import prepare_judgement
from monitor.verdict import plain

FINDINGS = 6
"""Exit status of a check that found something and was asked to say so."""


def zone_of(workspace: Workspace) -> ZoneInfo:
    """Return the time zone of the catalogue that the workspace is judged by."""
    return find_zone(workspace.settings.judge.edition, workspace.root)


def day_of(day: datetime | None, zone: ZoneInfo) -> date | None:
    """Return the day that was asked for, if one was; raise UsageError for a day to come."""
    if day is not None and day.date() > local_day(system_clock(), zone):
        raise UsageError(f"{day.date()} has not come yet", hint="--as-of wants today or a day before")
    return day.date() if day else None


def moment_of(day: datetime | None, zone: ZoneInfo) -> datetime:
    """Return the last moment of *day* in *zone*, or now; raise UsageError for a day to come."""
    if day is None:
        return system_clock()
    day_of(day, zone)
    return datetime.combine(day.date() + timedelta(days=1), time(), zone) - timedelta(microseconds=1)


@click.command(name="check")
@click.option("--bureau", help="Only this bureau, by its id or its name.")
@click.option("--category", help="Only this category, by its id or its number: C21 or 21.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The end of that day, by what was known then."
)
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.option("--fail-on-findings", is_flag=True, help="Exit 6 when something is missing, late or flagged.")
@click.option("--fail-on-partial", is_flag=True, help="Exit 7 when a source could not be judged.")
@click.pass_obj
def check(
    opened: Callable[[], Workspace],
    *,
    bureau: str | None,
    category: str | None,
    as_of: datetime | None,
    as_json: bool,
    lang: str,
    fail_on_findings: bool,
    fail_on_partial: bool,
) -> None:
    r"""Say of every bureau and duty: met, late, suspected missing, or cannot tell.

    \b
    gongkai check --as-of 2015-09-15
    gongkai check --bureau caizheng --category C21 --json
    """
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    judged = judge(
        workspace, engine, as_of=moment_of(as_of, zone_of(workspace)), bureau=bureau, category=category
    )
    if as_json:
        said = judged.as_json() | {"roots": plain(roots(judged)), "remedies": plain(remedies(judged))}
        echo_json(said)
    else:
        terminal(width=columns(), highlight=False, soft_wrap=False).print(draw(judged, lang, columns()))
    if fail_on_findings and any(judged.findings()):
        click.get_current_context().exit(FINDINGS)
    if fail_on_partial and judged.unreadable:
        sites = ", ".join(dict.fromkeys(one.site for one in judged.unreadable))
        raise PartiallyJudged(f"some sources could not be judged: {sites}")
