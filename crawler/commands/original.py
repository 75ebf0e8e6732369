"""``gongkai original``: an original as it was archived, for whoever says who they are and why; each look is recorded first."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from crawler.archive.reader import read_payload
from crawler.clock import SHANGHAI, system_clock
from crawler.door.streams import aside
from crawler.door.terminal import echo_json, terminal
from crawler.errors import UsageError
from crawler.plaintext import visible
from crawler.records import VersionRecord
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.store.sealing import Access
from crawler.store.writer import FactWriter
from crawler.workspace import Workspace


@click.command()
@click.argument("notice", required=False, metavar="[NUMBER|URL]")
@click.option("--as", "who", envvar="GONGKAI_REVIEWER", default="", help="Who you are.")
@click.option("--reason", default="", help="Why you need it; kept for good.")
@click.option("--version", "number", type=click.IntRange(1), help="This version; the newest when absent.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the archived bytes of its page there.",
)
@click.option("--log", "as_log", is_flag=True, help="List who looked at what, when and why, instead.")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@click.pass_obj
def original(
    opened: Callable[[], Workspace],
    *,
    notice: str | None,
    who: str,
    reason: str,
    number: int | None,
    out: Path | None,
    as_log: bool,
    as_json: bool,
) -> None:
    r"""Show the unmasked text of a notice, or write its archived bytes; who, when and why is recorded before.

    Everything else that Gongkai shows is masked. This is the one way to an original, also to one taken down.

    \b
    gongkai -w ningbo original 1203 --as 王芳 --reason "复核：核对被处罚人"
    gongkai -w ningbo original 1203 --as 王芳 --reason 诉讼取证 --out page.html
    gongkai -w ningbo original --log
    """
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    writer, reader = FactWriter(engine, system_clock), FactReader(engine)
    if as_log:
        _list(writer, as_json=as_json)
        return
    who, reason = " ".join(who.split()), reason.strip()
    if not notice or not who or not reason:
        raise UsageError("say which notice, who you are and why", hint="NUMBER --as NAME --reason WHY")
    with writer.transaction() as facts:
        key = facts.notice_named(notice)
        answer = facts.newest_answer(key) if out else None
    chosen = None if out else _version(reader, key, number)
    if out and answer is None:
        raise UsageError(f"the archive holds no answer for the page of notice {key}")
    # in a transaction of its own: what is recorded stays, whatever happens to the output
    with writer.transaction() as facts:
        facts.record_access(key, who, reason, fetch_id=answer, number=chosen.number if chosen else None)
    if chosen:
        _show(chosen)
    elif out and answer is not None:
        out.write_bytes(read_payload(workspace.archive, reader.evidence(answer)))
        click.echo(f"{out}: the archived answer of request {answer}", err=True)


def _version(reader: FactReader, key: int, number: int | None) -> VersionRecord:
    """Return the version asked for; raise UsageError where there is none."""
    held = {one.number: one for one in reader.versions_of(key)}
    wanted = number or max(held, default=0)
    if wanted not in held:
        raise UsageError(
            f"notice {key} has no version {wanted}", hint=f"versions: {', '.join(map(str, held)) or 'none'}"
        )
    return held[wanted]


def _show(one: VersionRecord) -> None:
    """Print a version as it was read, past the door."""
    lines = [one.title, one.doc_number, one.source, str(one.published or ""), one.body]
    lines += [f"{file.name}  {file.url}" for file in one.attachments]
    with aside():
        click.echo("\n".join(visible(line) for line in lines if line), file=sys.stdout)


def _list(writer: FactWriter, *, as_json: bool) -> None:
    """Print who looked at what, when and why."""
    with writer.transaction() as facts:
        accesses = facts.accesses()
    if as_json:
        echo_json([_data(one) for one in accesses])
        return
    table = Table()
    for name in ("at", "who", "notice", "what", "reason"):
        table.add_column(name, overflow="fold")
    for one in accesses:
        what = f"answer of request {one.fetch}" if one.fetch else f"version {one.version}"
        table.add_row(
            f"{one.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
            Text(one.who),
            str(one.notice),
            what,
            Text(visible(one.reason)),
        )
    terminal().print(table)


def _data(one: Access) -> dict[str, object]:
    """Return a look as JSON knows it."""
    return {
        "id": one.id,
        "at": one.at.isoformat(),
        "who": one.who,
        "notice": one.notice,
        "fetch": one.fetch,
        "version": one.version,
        "reason": one.reason,
    }
