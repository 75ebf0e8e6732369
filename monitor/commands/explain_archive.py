"""``gongkai explain --from``: one verdict reached anew from an archive, beside what the archive keeps of it."""

import json
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from crawler.clock import system_clock
from monitor.commands.check import FINDINGS
from monitor.commands.explaining import as_data, sources_of
from monitor.commands.reproducing import repeated
from monitor.hanging import WIDTH
from monitor.show_reproduced import draw_reproduced
from monitor.show_verdict import draw


def from_archive(archive: Path, key: str, day: date | None, *, as_json: bool, lang: str) -> None:
    """Print the comparison and the verdict with everything behind it; end the command with 6 where they differ."""
    with repeated(archive, key, day, system_clock) as told:
        found, verdict = told.found, told.found.verdict
        counts = {"segments": told.book.segments, "records": told.book.records, "runs": len(told.book.logs)}
        sources = sources_of(told.engine, verdict)
        if as_json:
            said = {"reproduced": found.as_data() | {"archive": counts}} | as_data(verdict, sources)
            click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        else:
            name = told.judged.bureaus[verdict.obligation.bureau].name
            console = Console(width=WIDTH, highlight=False)
            console.print(draw_reproduced(found, counts, lang))
            console.print(draw(verdict, told.judged.edition, name, sources, lang))
    if not found.same:
        click.get_current_context().exit(FINDINGS)
