"""``gongkai judge``: judges the workspace and keeps the verdicts as a snapshot, which the next report compares with."""

import json
from collections.abc import Callable
from datetime import datetime

import click

from crawler.clock import system_clock
from crawler.plural import counted
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor import judge as judging
from monitor.commands.check import moment_of, zone_of
from monitor.judgement import WORST, Judgement
from monitor.say import glyph, say_flag, say_standing
from monitor.store import prepare_judgement, store_verdicts


@click.command()
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The end of that day, by what was known then."
)
@click.option("--json", "as_json", is_flag=True, help="The counts as one JSON object.")
@click.pass_obj
def judge(opened: Callable[[], Workspace], *, as_of: datetime | None, as_json: bool) -> None:
    r"""Judge everything owed and keep the verdicts as a snapshot.

    \b
    gongkai -w ningbo judge
    gongkai -w ningbo judge --as-of 2015-09-28
    """
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    judged = judging.judge(workspace, engine, as_of=moment_of(as_of, zone_of(workspace)))
    snapshot = store_verdicts(engine, judged, system_clock)
    engine.dispose()
    if as_json:
        click.echo(json.dumps(_counts(judged, snapshot), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(judged, snapshot)))


def _counts(judged: Judgement, snapshot: int) -> dict[str, object]:
    said = judged.as_json()
    return {"snapshot": snapshot, **{key: said[key] for key in ("edition", "as_of", "counts", "flags")}}


def _lines(judged: Judgement, snapshot: int) -> list[str]:
    """Return a line for every standing and flag that anything has."""
    flags, standings = judged.flag_counts(), judged.counts()
    return [
        f"snapshot {snapshot}: {judged.edition.id} as of {judged.day}, {counted(len(judged.verdicts), 'obligation')}",
        *(
            f"{glyph(one)} {one.value} {say_standing(one)} {standings[one]}"
            for one in WORST
            if standings[one]
        ),
        *(f"! {one.value} {say_flag(one)} {count}" for one, count in flags.items() if count),
    ]
