"""``gongkai evidence``: the evidence of one verdict as one file that a stranger can check."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import click

from crawler.archive.proof.keys import load_signer
from crawler.clock import system_clock
from crawler.door.door import current
from crawler.door.terminal import terminal
from crawler.errors import UsageError
from crawler.evidence.proofs import proofs_of
from crawler.evidence.records import Kept, Records, pages_in
from crawler.evidence.shots import shoot
from crawler.evidence.write import contents, write_pack
from crawler.plural import counted
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.store.writer import FactWriter
from crawler.workspace import Workspace
from monitor.commands.check import moment_of, zone_of
from monitor.commands.explaining import as_data, sources_of
from monitor.hanging import WIDTH
from monitor.judge import judge
from monitor.judgement import Judgement
from monitor.pack.sheet import Bytes, Proof, Taking, draw_sheet
from monitor.show_verdict import Sources, draw
from monitor.store import prepare_judgement
from monitor.verdict import Verdict


@click.group()
def evidence() -> None:
    r"""Hand out the evidence of a verdict.

    \b
    gongkai -w ningbo evidence pack jiaoyu/C21.1/2015 --as 王芳 --reason 诉讼取证
    gongkai -w ningbo evidence pack caizheng/C03.6/2014 --as 王芳 --reason 复核 --screens
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
    taking = _taking(who, reason)
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    judged = judge(
        workspace, engine, as_of=moment_of(as_of, zone_of(workspace)), bureau=key.partition("/")[0]
    )
    verdict = judged.verdict(key)
    sources = sources_of(engine, verdict)
    lists = [page for pages in sources.readings.values() for page in pages]
    records = Records(workspace.archive).behind(sources.fetches.values(), lists)
    # in a transaction of its own: what is recorded stays, whatever happens to the file
    with FactWriter(engine, system_clock).transaction() as facts:
        for notice, fetch in _originals(verdict, records):
            facts.record_access(notice, taking.who, taking.why, fetch_id=fetch, number=None)
    shots = shoot(pages_in(records), workspace.settings.crawl) if screens else {}
    proofs = proofs_of(workspace.archive, {one.segment for one in records})
    held = contents(workspace.archive, records, proofs)
    held |= {f"screens/{name}": image for name, image in shots.items()}
    held |= _told(judged, verdict, sources, _sheet(judged, verdict, records, proofs, taking))
    path = out or Path(f"{key.replace('/', '-')}-{verdict.as_of:%Y%m%d}.zip")
    digest = write_pack(path, held, load_signer(workspace.signing_key))
    click.echo(f"{digest}  {path}")
    told = f"{counted(len(records), 'record')}, {counted(len(held), 'file')}"
    click.echo(f"{told}; check it with: sh verify.sh", err=True)


def _taking(who: str, reason: str) -> Taking:
    """Return who takes it out now, and why; raise UsageError where either is not said."""
    taking = Taking(who=" ".join(who.split()), why=" ".join(reason.split()), at=system_clock())
    if not taking.who or not taking.why:
        raise UsageError("say who you are and why", hint="--as NAME --reason WHY")
    return taking


def _originals(verdict: Verdict, records: list[Kept]) -> Iterator[tuple[int, int]]:
    """Yield notice and fetch of every original of a notice that the pack holds."""
    fetched = {one.fetch.fetch for one in records}
    for candidate in verdict.evidence.candidates:
        for state in candidate.states:
            if state.fetch in fetched:
                yield candidate.notice, state.fetch


def _sheet(
    judged: Judgement, verdict: Verdict, records: list[Kept], proofs: list[str], taking: Taking
) -> str:
    """Return the provenance sheet."""
    keys = [one.removeprefix("keys/").removesuffix(".pem") for one in proofs if one.startswith("keys/")]
    proof = Proof(
        segments=len({one.segment for one in records}),
        signer=next(iter(keys), ""),
        stamped=any(one.endswith(".tsr") for one in proofs),
    )
    shown = [
        Bytes(name=one.name, at=one.fetch.at, url=one.entry.url, sha256=one.entry.sha256)
        for one in records
        if one.role != "request"
    ]
    bureau = judged.bureaus[verdict.obligation.bureau].name
    return draw_sheet(verdict, judged.edition, bureau, shown, proof, taking)


def _told(judged: Judgement, verdict: Verdict, sources: Sources, sheet: str) -> dict[str, bytes]:
    """Return the files that say what the verdict is; every text in them goes through the door."""
    bureau = judged.bureaus[verdict.obligation.bureau].name
    said = current().data(as_data(verdict, sources))
    console = terminal(width=WIDTH, highlight=False, record=True, file=io.StringIO())
    console.print(draw(verdict, judged.edition, bureau, sources, "zh", judged.review(verdict.key)))
    return {
        "溯源表.html": sheet.encode(),
        "verdict.json": json.dumps(said, ensure_ascii=False, indent=1, default=str).encode() + b"\n",
        "explain.txt": console.export_text().encode(),
    }
