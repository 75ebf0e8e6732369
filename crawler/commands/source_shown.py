"""What ``gongkai source test`` prints of a column: how its page was taken, why, what it promises, and every row with its reason."""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from crawler.authoring.answers import SavedPage, first_rows
from crawler.cms.credible import reason
from crawler.cms.detect import Scored
from crawler.cms.page import ListRead
from crawler.commands.plain import plain
from crawler.plural import counted
from crawler.registry import Column, Site
from crawler.trial import Trial
from crawler.words import Ending

_SHOWN = 30  # rows of a column that are printed
_OTHERS = 4  # families that were not chosen


def show(console: Console, site: Site, column: Column, trial: Trial) -> None:
    """Print what the first page of a column showed."""
    scored = trial.progress.detected.get(column.id)
    pages = trial.pages.get(column.id, ())
    saved = [
        (
            SavedPage(file="x", asked=one.asked, url=one.url, content_type=one.content_type, day=one.day),
            one.body,
        )
        for one in pages
    ]
    read = first_rows(site, column, scored.adapter, saved) if scored and saved else ListRead()
    for line in _lines(site, column, trial, scored, read):
        console.print(plain(line), highlight=False, soft_wrap=True)
    if scored is not None:
        console.print(_rows(column, trial))


def _lines(site: Site, column: Column, trial: Trial, scored: Scored | None, read: ListRead) -> Iterator[str]:
    """Yield everything but the rows."""
    address, pages = site.address(column), trial.pages.get(column.id, ())
    yield address if column.name == address else f"{column.name} {address}"
    if pages and pages[-1].url != address:
        yield f"  read from {pages[-1].url}"
    if ended := trial.progress.readings.get(column.id):
        more = ended.ending is Ending.TOO_MANY_PAGES  # a trial reads one page of a list
        yield "  page one read, more follow" if more else f"  {ended.ending} {ended.detail}".rstrip()
    yield from (f"  {line}" for line in _on_browser(column, trial))
    if scored is None:
        return
    named = column.adapter or site.adapter
    differs = f"; the file names {named!r}" if named and named != scored.adapter else ""
    yield f"  adapter {scored.adapter}, {counted(scored.score, 'point')}{differs}"
    yield from (f"    {one}" for one in scored.reasons)
    if scored.others:
        yield "    less: " + ", ".join(f"{name} {points}" for name, points in scored.others[:_OTHERS])
    yield from (f"  {line}" for line in _onward(read))


def _onward(read: ListRead) -> Iterator[str]:
    """Yield what the page promises, and where its next page would be."""
    promised = [(read.total_pages, "page"), (read.total_rows, "row")]
    if told := [counted(number, word) for number, word in promised if number is not None]:
        yield f"promises {' and '.join(told)}"
    for at, way in enumerate(read.following):
        yield f"{'page 2' if at == 0 else 'else  '} {way.method} {way.url}"


def _on_browser(column: Column, trial: Trial) -> Iterator[str]:
    """Yield what is to be said of a column whose rows scripts draw."""
    why = trial.needs.get(column.id)
    if why and column.id in trial.drawn:
        yield f"this column needs the browser: {why}; write render = true into its table"
    elif why and trial.absence:
        yield f"this column seems to need the browser: {why}; {trial.absence}"
    elif why:
        yield f"drawn by the browser it shows no rows either: {why}"


def _rows(column: Column, trial: Trial) -> Table:
    rows = [one for one in trial.rows if one.column == column.id]
    table = Table(title=counted(len(rows), "row"), title_justify="left")
    for name in ("date", "title", "address", "why it is a row"):
        table.add_column(name, overflow="fold")
    for one in rows[:_SHOWN]:
        why = reason(one.url, dated=one.claimed is not None)
        table.add_row(str(one.claimed or ""), plain(one.title), plain(one.url), why)
    return table
