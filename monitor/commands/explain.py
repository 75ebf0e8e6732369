"""``gongkai explain``: one verdict with its law, its count of days, its evidence, and what would clear it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from crawler.clock import system_clock
from crawler.door.terminal import echo_json, terminal
from crawler.errors import UsageError
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.workspace import Workspace
from monitor.commands.check import moment_of, zone_of
from monitor.commands.depositing import keep_verdict
from monitor.commands.explain_archive import all_from_archive, from_archive
from monitor.commands.explaining import as_data, sources_of
from monitor.hanging import columns
from monitor.judge import judge
from monitor.judgement import Judgement
from monitor.remedy import remedy
from monitor.say import LANGUAGES
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
@click.option(
    "--from",
    "archive",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Reach KEY anew from this archive alone, and compare it with what the archive keeps of it.",
)
@click.option("--all", "every", is_flag=True, help="With --from: every verdict that the archive keeps.")
@click.option("--keep", is_flag=True, help="Also put the verdict and what it rests on into the archive.")
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
    archive: Path | None,
    every: bool,
    keep: bool,
    as_json: bool,
    lang: str,
) -> None:
    r"""Show everything behind one verdict.

    With --from neither workspace nor database is needed: an archive holds the bytes, the logs of the crawls, and
    for every verdict that ``gongkai judge`` or --keep kept the files that it was judged by. Ends with 6 where the
    verdict is not the same, with 9 where the archive is damaged or lacks something. With --all every verdict of the
    archive is reached again, the archive being read once, and those that differ are named.

    \b
    gongkai explain jiaoyu/C21.1/2015 --as-of 2015-09-15
    gongkai explain --bureau caizheng --duty C03.6
    gongkai explain jiaoyu/C21.1/2015 --from /mnt/copy/archive
    gongkai explain --all --from /mnt/copy/archive
    """
    if archive is not None:
        _from(archive, key, as_of, every=every, keep=keep, as_json=as_json, lang=lang)
        return
    if every:
        raise UsageError("--all wants --from: it is for archives")
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
    if keep:
        keep_verdict(workspace, engine, judged, verdict.key, system_clock)
    _tell(judged, verdict, sources_of(engine, verdict), as_json=as_json, lang=lang)


def _tell(judged: Judgement, verdict: Verdict, sources: Sources, *, as_json: bool, lang: str) -> None:
    """Print everything behind *verdict*."""
    review = judged.review(verdict.key)
    if as_json:
        echo_json(as_data(verdict, sources) | {"remedy": plain(remedy(verdict, review))})
        return
    name = judged.bureaus[verdict.obligation.bureau].name
    shown = draw(verdict, judged.edition, name, sources, lang, review)
    terminal(width=columns(), highlight=False).print(shown)


def _from(
    archive: Path,
    key: str | None,
    as_of: datetime | None,
    *,
    every: bool,
    keep: bool,
    as_json: bool,
    lang: str,
) -> None:
    if bool(key) == every or keep:
        raise UsageError("--from wants KEY or --all, and nothing can be kept")
    day = as_of.date() if as_of else None
    if key:
        from_archive(archive, key, day, as_json=as_json, lang=lang)
    else:
        all_from_archive(archive, day, as_json=as_json, lang=lang)


def _named(bureau: str | None, duty: str | None, what: str) -> str:
    if not bureau or not duty:
        raise UsageError(
            "say which verdict: KEY, or --bureau and --duty", hint="keys are printed by: gongkai check"
        )
    return f"{bureau}/{duty}/{what}"
