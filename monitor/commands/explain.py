"""``gongkai explain``: one verdict with its law, its count of days, its evidence, and what would clear it."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click
from rich.console import Console
from sqlalchemy import Engine

from crawler.errors import UsageError
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.commands.check import moment_of, zone_of
from monitor.hanging import WIDTH
from monitor.judge import judge
from monitor.remedy import remedy
from monitor.say import LANGUAGES, say_reason, say_standing
from monitor.show_verdict import Sources, draw
from monitor.store import prepare_judgement
from monitor.verdict import Verdict, plain


@click.command(name="explain")
@click.argument("key", required=False)
@click.option("--bureau", help="The bureau, by its id or its name, instead of KEY.")
@click.option("--duty", help="The duty, such as C21.1, instead of KEY.")
@click.option("--what", default="", help="The year, the event or the title, where the duty has several.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The end of that day, by what was known then."
)
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.pass_obj
def explain(
    opened: Callable[[], Workspace],
    *,
    key: str | None,
    bureau: str | None,
    duty: str | None,
    what: str,
    as_of: datetime | None,
    as_json: bool,
    lang: str,
) -> None:
    r"""Show everything behind one verdict.

    \b
    gongkai explain jiaoyu/C21.1/2015 --as-of 2015-09-15
    gongkai explain --bureau caizheng --duty C03.6
    """
    wanted = key or _named(bureau, duty, what)
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    said, slash, rest = wanted.partition("/")
    judged = judge(workspace, engine, as_of=moment_of(as_of, zone_of(workspace)), bureau=said)
    # keys begin with the id, also where the bureau was called by its name
    wanted = f"{next(iter(judged.bureaus))}{slash}{rest}"
    verdict = judged.verdict(wanted) if key or what else judged.only(wanted)
    sources = sources_of(engine, verdict)
    if as_json:
        helps = {"remedy": plain(remedy(verdict, judged.review(verdict.key)))}
        click.echo(json.dumps(as_data(verdict, sources) | helps, ensure_ascii=False, indent=1))
        return
    name = judged.bureaus[verdict.obligation.bureau].name
    Console(width=WIDTH, highlight=False).print(
        draw(verdict, judged.edition, name, sources, lang, judged.review(verdict.key))
    )


def _named(bureau: str | None, duty: str | None, what: str) -> str:
    if not bureau or not duty:
        raise UsageError(
            "say which verdict: KEY, or --bureau and --duty", hint="keys are printed by: gongkai check"
        )
    return f"{bureau}/{duty}/{what}"


def sources_of(engine: Engine, verdict: Verdict) -> Sources:
    """Return where the bytes behind *verdict* lie."""
    reader = FactReader(engine)
    states = (one.fetch for notice in verdict.evidence.candidates for one in notice.states)
    return Sources(
        fetches={one: reader.evidence(one) for one in (*states, *verdict.fetches)},
        readings={one: tuple(reader.pages(one)) for one in verdict.readings},
    )


def as_data(verdict: Verdict, sources: Sources) -> dict[str, Any]:
    """Return the verdict with its evidence as JSON knows it; of the readings only those that it used."""
    used = set(verdict.readings)
    readings = [one for place in verdict.evidence.places for one in place.readings if one.id in used]
    data = {
        "obligation": verdict.obligation,
        "key": verdict.key,
        "as_of": verdict.as_of,
        "standing": verdict.standing,
        "flags": verdict.flags,
        "reason": verdict.reason,
        "flag_reasons": verdict.flag_reasons,
        "said": {
            lang: [
                say_standing(verdict.standing, lang),
                say_reason(verdict.reason, lang, verdict.evidence.zone),
            ]
            for lang in LANGUAGES
        },
        "due": verdict.due,
        "headline": verdict.headline.timing.id if verdict.headline else None,
        "derivations": verdict.derivations,
        "clocks": verdict.clocks,
        "late_working_days": verdict.late_working_days,
        "notice": verdict.chosen.notice if verdict.chosen else None,
        "candidates": verdict.evidence.candidates,
        "readings": readings,
        "pages": sources.readings,
        "fetches": sources.fetches,
        "why_not": verdict.why_not,
        "clear": verdict.clear,
        "rules": verdict.rule_versions,
        "digest": verdict.digest,
    }
    return dict(plain(data))
