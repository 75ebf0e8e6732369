"""``gongkai explain --from``: verdicts reached anew from an archive, beside what the archive keeps of them."""

from datetime import date
from pathlib import Path

import click

from crawler.clock import system_clock
from crawler.door.terminal import echo_json, terminal
from crawler.logbook.find import Logbook
from monitor.commands.check import FINDINGS
from monitor.commands.explaining import as_data, sources_of
from monitor.commands.reproducing import repeated
from monitor.commands.reproducing_all import all_repeated
from monitor.hanging import columns
from monitor.show_reproduced import draw_all, draw_reproduced
from monitor.show_verdict import draw


def from_archive(archive: Path, key: str, day: date | None, *, as_json: bool, lang: str) -> None:
    """Print the comparison and the verdict with everything behind it; end the command with 6 where they differ."""
    with repeated(archive, key, day, system_clock) as told:
        found, verdict = told.found, told.found.verdict
        counts = _counts(told.book)
        sources = sources_of(told.engine, verdict)
        if as_json:
            said = {"reproduced": found.as_data() | {"archive": counts}} | as_data(verdict, sources)
            echo_json(said)
        else:
            name = told.judged.bureaus[verdict.obligation.bureau].name
            console = terminal(width=columns(), highlight=False)
            console.print(draw_reproduced(found, counts, lang, told.judged.edition.english))
            console.print(draw(verdict, told.judged.edition, name, sources, lang))
    if not found.same:
        click.get_current_context().exit(FINDINGS)


def all_from_archive(archive: Path, day: date | None, *, as_json: bool, lang: str) -> None:
    """Print how many verdicts are the same and which differ; end the command with 6 where any does."""
    told = all_repeated(archive, day, system_clock)
    counts = _counts(told.book)
    if as_json:
        said = {
            "total": told.total,
            "same": told.same,
            "lost": list(told.lost),
            "archive": counts,
            "verdicts": [one.as_data() for one in told.found],
        }
        echo_json(said)
    else:
        terminal(width=columns(), highlight=False).print(draw_all(told.found, told.lost, counts, lang))
    if told.same < told.total:
        click.get_current_context().exit(FINDINGS)


def _counts(book: Logbook) -> dict[str, int]:
    return {"segments": book.segments, "records": book.records, "runs": len(book.logs)}
