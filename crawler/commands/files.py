"""``gongkai files``: read the files of notices that nobody has read, and say what came of it."""

from collections import Counter
from collections.abc import Callable

import click
from rich.table import Table
from sqlalchemy import Engine

from crawler.clock import system_clock
from crawler.commands.plain import plain
from crawler.door.door import current, shown_of
from crawler.door.terminal import echo_json, terminal
from crawler.errors import IntegrityFailure
from crawler.files.sandbox import Sandbox
from crawler.files.step import FilesRead, read_files
from crawler.plural import counted
from crawler.records import FileTextRecord
from crawler.registry import pick_sites
from crawler.store.database import open_database
from crawler.store.reader import FactReader
from crawler.store.schema import prepare_facts
from crawler.words import FileOutcome
from crawler.workspace import Workspace


@click.group()
def files() -> None:
    r"""Read the files that notices link to, and list what came of them.

    \b
    gongkai -w ningbo files read
    gongkai -w ningbo files list --outcome scan
    """


@files.command()
@click.option("--site", "wanted", multiple=True, metavar="ID", help="Only this site; may be given again.")
@click.option(
    "--again", is_flag=True, help="Also those that were read before; what reads the same is not kept twice."
)
@click.option("--json", "as_json", is_flag=True, help="Print what came of it as JSON.")
@click.pass_obj
def read(opened: Callable[[], Workspace], wanted: tuple[str, ...], again: bool, as_json: bool) -> None:
    r"""Read every file that nobody has read.

    Each is read in a process that may die of it. The crawl does the same at its end, for five minutes at most.

    \b
    gongkai -w ningbo files read
    gongkai -w ningbo files read --site fgw
    """
    workspace = opened()
    sites = pick_sites(workspace.sites(), wanted)
    engine = _engine(workspace)
    with Sandbox() as sandbox:
        done = read_files(workspace.archive, engine, system_clock, sandbox, sites=sites, again=again)
    if as_json:
        echo_json(_data(done))
    else:
        _show(done)
    if done.broken:
        raise IntegrityFailure(f"{counted(len(done.broken), 'file')} cannot be read: {done.broken[0]}")


@files.command("list")
@click.option("--site", "wanted", multiple=True, metavar="ID", help="Only this site; may be given again.")
@click.option("--outcome", type=click.Choice([one.value for one in FileOutcome]), help="Only these.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, with their text.")
@click.pass_obj
def list_files(
    opened: Callable[[], Workspace], wanted: tuple[str, ...], outcome: str | None, as_json: bool
) -> None:
    r"""Print the files whose text we tried to read, with what came of each.

    \b
    gongkai -w ningbo files list
    gongkai -w ningbo files list --site fgw --outcome scan
    """
    workspace = opened()
    sites = pick_sites(workspace.sites(), wanted)
    reader = FactReader(_engine(workspace))
    found = [one for site in sites for one in reader.file_texts(site)]
    chosen = [one for one in found if outcome in {None, one.outcome.value}]
    if as_json:
        echo_json([_row(one, reader.file_tables(one.payload_sha256)) for one in chosen])
        return
    table = Table()
    for name in ("notice", "file", "kind", "outcome", "pages", "characters", "detail"):
        table.add_column(name, overflow="fold")
    for one in chosen:
        pages = "" if one.pages is None else str(one.pages)
        size = str(len(one.text))
        called, detail = (plain(shown_of(one.notice, said)) for said in (one.name, one.detail))
        table.add_row(str(one.notice), called, one.kind, one.outcome, pages, size, detail)
    terminal().print(table)


def _engine(workspace: Workspace) -> Engine:
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    return engine


def _show(done: FilesRead) -> None:
    table = Table()
    for name in ("kind", "files", "a second", "outcomes"):
        table.add_column(name, overflow="fold")
    for kind, seconds in sorted(done.seconds.items()):
        ends = Counter({end: count for (of, end), count in done.outcomes.items() if of is kind})
        shown = ", ".join(f"{count} {end}" for end, count in ends.most_common())
        table.add_row(kind, str(ends.total()), f"{ends.total() / max(seconds, 0.001):.0f}", shown)
    if done.seconds:
        terminal().print(table)
    click.echo(f"{counted(done.outcomes.total(), 'file')} read, {done.changed} with something new")


def _data(done: FilesRead) -> dict[str, object]:
    return {
        "files": done.outcomes.total(),
        "new": done.changed,
        "outcomes": [
            {"kind": kind, "outcome": end, "files": count}
            for (kind, end), count in sorted(done.outcomes.items())
        ],
        "problems": done.broken,
    }


def _let_out(notice: int, tables: tuple[tuple[tuple[str, ...], ...], ...]) -> list[list[list[str]]]:
    """Return tables as they may leave; a cell tells what its neighbour is."""
    cells = iter(current().together(notice, [cell for table in tables for row in table for cell in row]))
    return [[[next(cells) for _ in row] for row in table] for table in tables]


def _row(one: FileTextRecord, tables: tuple[tuple[tuple[str, ...], ...], ...]) -> dict[str, object]:
    return {
        "notice": one.notice,
        "fetch": one.fetch,
        "url": shown_of(one.notice, one.url),
        "name": shown_of(one.notice, one.name),
        "payload_sha256": one.payload_sha256,
        "kind": one.kind,
        "outcome": one.outcome,
        "detail": one.detail,
        "pages": one.pages,
        "reader": one.reader,
        "text": shown_of(one.notice, one.text),
        "tables": _let_out(one.notice, tables),
    }
