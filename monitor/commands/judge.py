"""``gongkai judge``: judges the workspace and keeps the verdicts as a snapshot, which the next report compares with."""

from collections.abc import Callable
from datetime import datetime

import click

from crawler.clock import system_clock
from crawler.door.terminal import echo_json
from crawler.errors import GongkaiError
from crawler.plural import counted
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.commands.check import moment_of, zone_of
from monitor.commands.depositing import keep_snapshot
from monitor.increment import Told, judge_on
from monitor.judgement import WORST
from monitor.say import glyph, say_flag, say_standing
from monitor.store import prepare_judgement
from monitor.verdict import plain
from monitor.words import Flag, Standing

SHOWN = 5  # obligations that a message names


@click.command()
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The end of that day, by what was known then."
)
@click.option(
    "--full",
    is_flag=True,
    help="Judge every bureau anew; exit 1 if one that was to be left out says otherwise.",
)
@click.option("--json", "as_json", is_flag=True, help="The counts as one JSON object.")
@click.pass_obj
def judge(opened: Callable[[], Workspace], *, as_of: datetime | None, full: bool, as_json: bool) -> None:
    r"""Judge everything owed and keep the verdicts as a snapshot.

    What is new in it goes into the archive, with the files that it rests on, for ``gongkai explain --from``.

    Only bureaus of which something may be said otherwise than last time are looked at, and only what is gets written.

    \b
    gongkai -w ningbo judge
    gongkai -w ningbo judge --full
    gongkai -w ningbo judge --as-of 2015-09-28
    """
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    moment = moment_of(as_of, zone_of(workspace))
    told = judge_on(workspace, engine, as_of=moment, clock=system_clock, full=full)
    keep_snapshot(workspace, engine, told.snapshot, system_clock)
    engine.dispose()
    if as_json:
        echo_json(_counts(told), indent=None)
    else:
        click.echo("\n".join(_lines(told)))
    if told.broken:
        named = "; ".join(told.broken[:SHOWN])
        raise GongkaiError(
            f"{counted(len(told.broken), 'verdict')} would have been left as they were: {named}",
            hint="what is kept now is right; please report it with the two snapshots",
        )


def _counts(told: Told) -> dict[str, object]:
    return {
        "snapshot": told.snapshot,
        "edition": told.edition,
        "as_of": plain(told.as_of),
        "counts": {one.value: told.counts.standings[one.value] for one in Standing},
        "flags": {one.value: told.counts.flags[one.value] for one in Flag},
        "bureaus": told.bureaus,
        "judged": told.judged,
        "written": told.written,
        "ended": told.ended,
    }


def _lines(told: Told) -> list[str]:
    """Return a line for every standing and flag that anything has."""
    standings, flags = told.counts.standings, told.counts.flags
    return [
        f"snapshot {told.snapshot}: {told.edition} as of {told.day}, {counted(told.counts.obligations, 'obligation')}",
        *(
            f"{glyph(one)} {one.value} {say_standing(one)} {standings[one.value]}"
            for one in WORST
            if standings[one.value]
        ),
        *(f"! {one.value} {say_flag(one)} {flags[one.value]}" for one in Flag if flags[one.value]),
        f"! looked at {told.judged} of {counted(told.bureaus, 'bureau')}: {told.written} written, {told.ended} ended",
    ]
