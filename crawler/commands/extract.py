"""``gongkai extract``: shows what the reader makes of saved pages, as a table for people or as JSON lines."""

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from crawler.clock import local_day, system_clock
from crawler.door.streams import aside
from crawler.door.terminal import terminal
from crawler.errors import UsageError
from crawler.extract.page import read_page
from crawler.records import Article, Row

NOWHERE = "http://localhost/"
"""What relative links belong to where nobody says."""
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--jsonl", is_flag=True, help='Read {"path", "url"} a line on stdin, write one answer a line.')
@click.option("--url", default=NOWHERE, help="The address that relative links belong to.")
def extract(files: tuple[Path, ...], jsonl: bool, url: str) -> None:
    r"""Read saved pages and show title, date, number, text and rows, each with where it was found.

    Lines of JSON are what stands on the pages that you hold yourself, unmasked; tables are masked.

    \b
    gongkai extract page.html
    gongkai extract --jsonl < pages.jsonl
    """
    if jsonl == bool(files):
        raise UsageError("name the pages to read, or give --jsonl and their list on standard input")
    today = local_day(system_clock())
    if jsonl:
        for line in sys.stdin:
            if line.strip():
                with aside():
                    click.echo(_written(_answer(line, today)))
        return
    failed = False
    for file in files:
        try:
            _show(file, read_page(file.read_bytes(), url, today=today))
        except OSError as error:
            failed = True
            click.echo(f"{file}: cannot be read: {error.strerror}", err=True)
    if failed:
        raise click.exceptions.Exit(1)


def _written(answer: dict[str, Any]) -> str:
    """Return an answer as one line; an error may quote a path that no encoding can write."""
    return json.dumps(answer, ensure_ascii="error" in answer)


def _answer(line: str, today: date) -> dict[str, Any]:
    """Return the answer to one line of the list; what cannot be read has an ``error`` and nothing else."""
    try:
        asked = json.loads(line)
        path = asked["path"]
    except (ValueError, KeyError, TypeError):
        return {"path": None, "error": f"no JSON object with a path: {line.strip()[:80]!r}"}
    try:
        body = Path(path).read_bytes()
    except (OSError, TypeError, ValueError) as error:
        return {"path": path, "error": f"cannot be read: {error}"}
    url, content_type = str(asked.get("url") or NOWHERE), str(asked.get("content_type") or "")
    article = read_page(body, url, content_type, today=today)
    return {"path": path, **_facts(article)}


def _facts(article: Article) -> dict[str, Any]:
    return {
        "kind": article.kind.value,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "doc_number": article.doc_number,
        "index_number": article.index_number,
        "body": article.body,
        "attachments": [{"name": one.name, "url": one.url} for one in article.attachments],
        "items": [{"title": row.title, "url": row.url, "date": _moment(row)} for row in article.rows],
        "provenance": article.provenance,
    }


def _moment(row: Row) -> str | None:
    """Return a row's date, with its time where the row shows one."""
    if row.claimed is None:
        return None
    time = _TIME.search(row.claimed_text)
    return f"{row.claimed.isoformat()} {time[0]}" if time else row.claimed.isoformat()


def _show(file: Path, article: Article) -> None:
    console = terminal()
    console.print(_fields(file, article))
    if article.rows:
        console.print(_rows(article))


def _fields(file: Path, article: Article) -> Table:
    table = Table(title=Text(str(file)), show_header=True, title_justify="left")
    for head in ("field", "value", "found in"):
        table.add_column(head, overflow="fold")
    facts = _facts(article)
    facts["body"] = f"{len(article.body)} 字  {article.body[:160]}"
    facts["attachments"] = "\n".join(f"{one.name}  {one.url}" for one in article.attachments)
    for name, value in facts.items():
        if value and name not in {"items", "provenance"}:
            table.add_row(name, Text(str(value)), Text(article.provenance.get(name, "")))
    return table


def _rows(article: Article) -> Table:
    table = Table(show_header=True)
    for head in ("date", "title", "address"):
        table.add_column(head, overflow="fold")
    for row in article.rows:
        table.add_row(str(row.claimed or ""), Text(row.title), Text(row.url))
    return table
