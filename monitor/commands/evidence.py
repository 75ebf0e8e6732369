"""``gongkai evidence``: the evidence of one verdict as one file that a stranger can check."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from crawler.archive.proof.keys import load_signer
from crawler.clock import system_clock
from crawler.errors import UsageError
from crawler.plural import counted
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.store.writer import FactWriter
from crawler.workspace import Workspace
from monitor.commands.check import moment_of, zone_of
from monitor.commands.explaining import as_data, sources_of
from monitor.judge import judge
from monitor.pack.make import behind, contents, notices_in, write_pack
from monitor.pack.records import pages
from monitor.pack.sheet import Taking
from monitor.pack.shots import shoot
from monitor.store import prepare_judgement


@click.group()
def evidence() -> None:
    r"""Hand out the evidence of a verdict.

    \b
    gongkai -w ningbo evidence pack jiaoyu/C21.1/2015 --as 王芳 --reason 诉讼取证
    """


@evidence.command()
@click.argument("key")
@click.option("--as", "who", envvar="GONGKAI_REVIEWER", default="", help="Who you are.")
@click.option("--reason", default="", help="Why it is handed out; kept for good.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The end of that day, by what was known then."
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="The file; else named after KEY."
)
@click.option("--screens", is_flag=True, help="With screenshots of the archived pages, by a real browser.")
@click.pass_obj
def pack(
    opened: Callable[[], Workspace],
    *,
    key: str,
    who: str,
    reason: str,
    as_of: datetime | None,
    out: Path | None,
    screens: bool,
) -> None:
    r"""Write the bytes behind a verdict, its derivation, the proofs and a verifier into one ZIP.

    It holds originals with whatever personal data stands in them, so that who took it out and why is recorded
    first. Of what is not there it holds the lists that were read. `sh verify.sh` checks it without Gongkai.

    \b
    gongkai -w ningbo evidence pack jiaoyu/C21.1/2015 --as 王芳 --reason 诉讼取证 --screens
    gongkai -w ningbo evidence pack caizheng/C03.6/2014 --as-of 2015-09-15 --as 王芳 --reason 复核 --out 财政局.zip
    """
    taking = Taking(who=" ".join(who.split()), why=" ".join(reason.split()), at=system_clock())
    if not taking.who or not taking.why:
        raise UsageError("say who you are and why", hint="--as NAME --reason WHY")
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    judged = judge(
        workspace, engine, as_of=moment_of(as_of, zone_of(workspace)), bureau=key.partition("/")[0]
    )
    verdict = judged.verdict(key)
    sources = sources_of(engine, verdict)
    records = behind(workspace.archive, sources)
    # in a transaction of its own: what is recorded stays, whatever happens to the file
    with FactWriter(engine, system_clock).transaction() as facts:
        for notice, fetch in notices_in(verdict, records):
            facts.record_access(notice, taking.who, taking.why, fetch_id=fetch, number=None)
    shots = shoot(pages(records), workspace.settings.crawl) if screens else {}
    held = contents(
        judged, verdict, sources, as_data(verdict, sources), workspace.archive, taking, shots, records
    )
    path = out or Path(f"{key.replace('/', '-')}-{verdict.as_of:%Y%m%d}.zip")
    digest = write_pack(path, held, load_signer(workspace.signing_key))
    click.echo(f"{digest}  {path}")
    click.echo(
        f"{counted(len(records), 'record')}, {counted(len(held), 'file')}; check it with: sh verify.sh",
        err=True,
    )
