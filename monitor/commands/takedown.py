"""``gongkai takedown``: takes a notice out of every view at once, keeps its seal, and puts it back where asked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text
from sqlalchemy import Engine

from crawler.clock import SHANGHAI, system_clock
from crawler.door.taken import Taken
from crawler.door.terminal import echo_json, terminal
from crawler.errors import UsageError
from crawler.plaintext import visible
from crawler.plural import counted
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.store.sealing import Takedown
from crawler.store.takedowns import TakedownList
from crawler.store.writer import FactWriter
from crawler.workspace import Workspace
from monitor.mail.cleaned import clean_book
from monitor.search.index import forget
from monitor.store import prepare_judgement

SHOWN = 16  # characters of a digest


@click.command()
@click.argument("notice", required=False, metavar="[NUMBER|URL]")
@click.option("--as", "who", envvar="GONGKAI_REVIEWER", default="", help="Who you are.")
@click.option("--reason", default="", help="Who asked, and why; kept for good.")
@click.option("--lift", is_flag=True, help="Let it be shown again.")
@click.option("--list", "as_list", is_flag=True, help="List every word about every notice instead.")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@click.pass_obj
def takedown(
    opened: Callable[[], Workspace],
    *,
    notice: str | None,
    who: str,
    reason: str,
    lift: bool,
    as_list: bool,
    as_json: bool,
) -> None:
    r"""Take a notice out of every page, search, export, mail and answer, also of a server that is running.

    The archive keeps what it has, verdicts stand as they stood, and both say so by the digest that was sealed.

    \b
    gongkai -w ningbo takedown 1203 --as 王芳 --reason "本人申请，2015年9月8日来函"
    gongkai -w ningbo takedown 1203 --as 王芳 --reason 申请撤回 --lift
    gongkai -w ningbo takedown --list
    """
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    prepare_judgement(engine)
    writer = FactWriter(engine, system_clock)
    if as_list:
        with writer.transaction() as facts:
            words = facts.takedowns()
        _list(words, as_json=as_json)
        return
    who, reason = " ".join(who.split()), reason.strip()
    if not notice or not who or not reason:
        raise UsageError("say which notice, who you are and why", hint="NUMBER|URL --as NAME --reason WHY")
    _tell(_write(writer, notice, who, reason, down=not lift), workspace, engine, writer)


def _write(writer: FactWriter, notice: str, who: str, reason: str, *, down: bool) -> Takedown:
    """Record the word, unless it is the one that holds already."""
    with writer.transaction() as facts:
        key = facts.notice_named(notice)
        before = facts.takedowns(key)
        if (before[-1].down if before else False) == down:
            raise UsageError(f"notice {key} is {'' if down else 'not '}taken down")
        return facts.take_down(key, who, reason, down=down)


def _tell(word: Takedown, workspace: Workspace, engine: Engine, writer: FactWriter) -> None:
    """Do what the pages cannot do by themselves, and say what is left for people."""
    if not word.down:
        click.echo(f"notice {word.notice} is shown again")
        return
    forget(engine, word.notice)
    kept = counted(len(word.payloads), "answer")
    click.echo(f"notice {word.notice} is taken down; sealed as {word.seal}, the archive keeps {kept}")
    with writer.transaction() as facts:
        others = facts.same_text(word.notice)
    if others:
        click.echo(
            f"the same text stands in: {', '.join(map(str, others))}; each is taken down by itself", err=True
        )
    for path in _quoting(workspace.root / "reports", TakedownList(engine)()):
        click.echo(f"made before and quotes it: {path}; make it anew with: gongkai report weekly", err=True)


def _quoting(folder: Path, taken: Taken) -> Iterator[Path]:
    """Yield the reports that were written before and hold words of what is taken down."""
    for path in sorted(folder.glob("*")) if folder.is_dir() else ():
        if path.suffix == ".xlsx":
            payload = path.read_bytes()
            if clean_book(payload, taken) != payload:
                yield path
        elif path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            if taken.without(text) != text:
                yield path


def _list(words: list[Takedown], *, as_json: bool) -> None:
    if as_json:
        echo_json(
            [
                {
                    "notice": one.notice,
                    "at": one.at.isoformat(),
                    "down": one.down,
                    "who": one.who,
                    "reason": one.reason,
                    "seal": one.seal,
                    "payloads": list(one.payloads),
                }
                for one in words
            ]
        )
        return
    table = Table()
    for name in ("at", "notice", "word", "who", "seal", "reason"):
        table.add_column(name, overflow="fold")
    for one in words:
        moment = f"{one.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
        said = "down" if one.down else "lifted"
        table.add_row(
            moment, str(one.notice), said, Text(one.who), one.seal[:SHOWN], Text(visible(one.reason))
        )
    terminal().print(table)
