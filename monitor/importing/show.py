"""Tells what an import did: tables for people, plain values for machines."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.door.terminal import terminal
from crawler.plural import counted
from monitor.importing.edition_files import unit_ids
from monitor.importing.heading import Heading
from monitor.importing.notice import Imported, ImportedRow
from monitor.importing.responsible import unit_kind

PIPED = 160  # columns when nobody's screen sets them


def as_values(imported: Imported, folder: Path) -> dict[str, Any]:
    """Return everything as values that JSON can hold."""
    return {
        "edition": {
            "id": folder.name,
            "folder": str(folder),
            "year": imported.year,
            "title": imported.annex.title,
        },
        "notice": _notice(imported.heading),
        "categories": [_row(n, one) for n, one in enumerate(imported.rows, 1)],
        "units": [
            {"id": unit, "name": name, "kind": unit_kind(name)} for name, unit in unit_ids(imported).items()
        ],
        "repairs": [
            {
                "line": one.line,
                "before": one.before,
                "after": one.after,
                "sure": str(one.sureness),
                "belief": round(one.belief, 4),
                "applied": one.applied,
                "why": one.why,
                "context": one.context,
            }
            for one in imported.repairs
        ],
        "dropped": [
            {"line": one.line, "text": one.text, "what": str(one.litter), "why": one.why}
            for one in imported.dropped
        ],
        "decisions": [
            {"what": str(one.question), "subject": one.subject, "detail": one.detail}
            for one in imported.decisions
        ],
    }


def _notice(heading: Heading) -> dict[str, Any]:
    number = heading.number
    return {
        "title": heading.title,
        "number": str(number) if number else None,
        "number_blank": number is not None and number.serial is None,
        "issuer": heading.issuer,
        "signed": heading.signed.isoformat() if heading.signed else None,
        "published": heading.published.isoformat() if heading.published else None,
        "source": heading.source,
        "document": heading.document,
        "document_number": str(heading.document_number) if heading.document_number else None,
    }


def _row(n: int, one: ImportedRow) -> dict[str, Any]:
    passage = one.passage
    return {
        "id": f"C{n:02d}",
        "number": one.row.number,
        "name": one.row.name,
        "responsible": one.row.responsible,
        "mode": str(one.responsible.mode),
        "lead": list(one.responsible.lead),
        "others": list(one.responsible.others),
        "annex_lines": list(one.row.lines),
        "place": passage.place if passage else "",
        "passage_line": passage.line if passage else None,
        "passage": passage.text if passage else "",
        "likeness": passage.likeness if passage else 0.0,
    }


def print_tables(imported: Imported, folder: Path, console: Console | None = None) -> None:
    """Print what was read, mended and dropped, and what is left to decide."""
    console = console or terminal()
    console = console if console.is_terminal else terminal(file=console.file, width=PIPED)
    head = imported.heading
    console.print(
        Text(f"{head.title}\n{head.number or 'no number'}  {head.signed or head.published or 'no day'}")
    )
    if head.forwards:
        console.print(Text(f"forwards {head.document} {head.document_number or ''}"))
    _print(
        console, "Categories", ("no.", "name", "lead", "others", "how", "passage"), _category_cells(imported)
    )
    _print(
        console,
        "Repaired, or not",
        ("line", "before", "after", "sure", "why"),
        [
            (str(one.line), one.before, one.after or "–", f"{one.sureness} {one.belief:.3f}", one.why)
            for one in imported.repairs
        ],
    )
    _print(
        console,
        "Dropped",
        ("line", "text", "what", "why"),
        [(str(one.line), one.text, str(one.litter), one.why) for one in imported.dropped],
    )
    _print(
        console,
        "To decide",
        ("what", "about", "detail"),
        [(str(one.question), one.subject, one.detail) for one in imported.decisions],
    )
    count = len(imported.rows)
    said = counted(count, "category", "categories"), counted(len(unit_ids(imported)), "unit")
    console.print(Text(f"{', '.join(said)} written to {folder}"))


def _category_cells(imported: Imported) -> list[tuple[str, ...]]:
    return [
        (
            str(one.row.number),
            one.row.name,
            "、".join(one.responsible.lead),
            "、".join(one.responsible.others),
            str(one.responsible.mode),
            one.passage.place if one.passage else "–",
        )
        for one in imported.rows
    ]


def _print(console: Console, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print one table; cells are text from strangers and never read as markup."""
    table = Table(box=SIMPLE_HEAD, title=f"{title} ({len(rows)})", title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table, highlight=False)
