"""``gongkai edition preview``: every verdict that a changed catalogue would alter, before it is put in place."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click
from rich.box import SIMPLE_HEAD
from rich.table import Table

from crawler.door.terminal import echo_json
from crawler.plural import counted
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.catalogue.load import load_edition
from monitor.catalogue.model import Edition
from monitor.commands.check import moment_of, zone_of
from monitor.commands.edition import LANG, wide_console
from monitor.judge import judge
from monitor.matching.rulefile import knowledge_at
from monitor.sitting import by_rules, catalogue_of
from monitor.store import prepare_judgement
from monitor.trial import Altered, altered, say_verdict

HEADS = {"zh": ("义务", "现行", "理由", "改后", "理由"), "en": ("obligation", "now", "why", "then", "why")}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The end of that day, by what was known then."
)
@click.option("--json", "as_json", is_flag=True, help="The verdicts that differ as a JSON list.")
@LANG
@click.pass_obj
def preview(
    opened: Callable[[], Workspace], folder: Path, *, as_of: datetime | None, as_json: bool, lang: str
) -> None:
    r"""Judge the workspace by its catalogue and by the one in FOLDER, and list each verdict that differs.

    Nothing is written: neither verdicts nor what was matched on the way.

    \b
    gongkai -w ningbo edition new ningbo-2016 --from ningbo-2015 --out drafts/ningbo-2016
    gongkai -w ningbo edition preview drafts/ningbo-2016 --as-of 2015-09-28
    """
    workspace = opened()
    moment = moment_of(as_of, zone_of(workspace))
    changed = load_edition(folder)
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    present = judge(workspace, engine, as_of=moment, trial=catalogue_of(workspace))
    trial = by_rules(changed, knowledge_at(folder, changed))
    then = judge(workspace, engine, as_of=moment, trial=trial)
    engine.dispose()
    found = altered(present, then)
    if as_json:
        echo_json([one.as_json() for one in found])
        return
    if found:
        wide_console().print(_table(found, present.edition, changed, lang), highlight=False)
    click.echo(f"{counted(len(found), 'verdict')} of {len(present.verdicts)} would change")


def _table(found: tuple[Altered, ...], old: Edition, new: Edition, lang: str) -> Table:
    table = Table(*HEADS[lang], box=SIMPLE_HEAD)
    for one in found:
        table.add_row(
            one.key, *say_verdict(one.before, lang, old.english), *say_verdict(one.after, lang, new.english)
        )
    return table
