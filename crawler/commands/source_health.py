"""``gongkai source health`` and ``accept``: whether the columns look as they did, and a person's word that they should."""

from collections.abc import Callable

import click
from rich.table import Table
from rich.text import Text

from crawler.clock import SHANGHAI, system_clock
from crawler.commands.plain import plain
from crawler.door.terminal import terminal
from crawler.errors import UsageError
from crawler.health.clock import clock_words
from crawler.health.healthy import Healthy
from crawler.health.overview import ColumnHealth, overview
from crawler.plural import counted
from crawler.registry import pick_sites
from crawler.store.clocks import RunClockFacts
from crawler.store.database import open_database
from crawler.store.schema import prepare_facts
from crawler.store.ways import WayFacts
from crawler.store.writer import FactWriter
from crawler.workspace import Workspace

_HEADS = {
    "zh": ("网站", "栏目", "最近采集", "结果", "健康范围", "怎么办"),
    "en": ("site", "column", "last reading", "ending", "healthy", "what to do"),
}
_RANGES = {
    "zh": "首页 {lowest}–{highest} 条，有日期 {dated:.0%}（{readings} 次完整采集）{reason}",
    "en": "{lowest} to {highest} rows on page one, {dated:.0%} dated ({readings} complete readings){reason}",
}
_WAY = {
    "zh": "{site}：按 {used} 访问，而不是 {asked}（{at:%Y-%m-%d} 起；{reason}）",
    "en": "{site}: asked for by {used}, not by {asked} (since {at:%Y-%m-%d}; {reason})",
}
_DISTRUST = {
    "zh": '{site}：证书无效，仍采集并逐条记录（tls_invalid：{why}）；不愿如此时在站点文件写 tls = "strict"',
    "en": "{site}: certificate not valid, read all the same and said so with every fetch (tls_invalid: {why}); "
    'tls = "strict" in the site\'s file refuses it',
}
_UNKNOWN = {"zh": "尚未学得", "en": "not known yet"}
_NEVER = {"zh": "从未", "en": "never"}


@click.command()
@click.argument("sites", metavar="[SITE]...", nargs=-1)
@click.option("--lang", type=click.Choice(("zh", "en")), default="zh", help="Language of the advice.")
@click.option("--ill", is_flag=True, help="Only columns whose last reading is not complete.")
@click.pass_obj
def health(opened: Callable[[], Workspace], sites: tuple[str, ...], lang: str, ill: bool) -> None:
    r"""Show every column: its last reading, its healthy range, and what a maintainer should do.

    \b
    gongkai -w ningbo source health
    gongkai -w ningbo source health fgw --lang en
    """
    workspace = opened()
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    table = Table()
    for head in _HEADS[lang]:
        table.add_column(head, overflow="fold")
    with FactWriter(engine, system_clock).transaction() as facts:
        notes = _clock(facts, lang)
        for site in pick_sites(workspace.sites(), sites).values():
            notes += _notes(facts, site.id, lang)
            for one in overview(facts, site):
                if not (ill and one.ending.complete):
                    table.add_row(*map(Text, (site.id, *_cells(one, lang))))
    terminal().print(table)
    for note in notes:
        click.echo(plain(note).plain)


@click.command()
@click.argument("site")
@click.argument("column")
@click.option("--reason", required=True, help="Why the column is right as it is now; kept for good.")
@click.pass_obj
def accept(opened: Callable[[], Workspace], site: str, column: str, reason: str) -> None:
    r"""Take the shape in which a column was last seen for the healthy one, after a redesign.

    \b
    gongkai -w ningbo source accept fgw tzgg --reason "redesigned on 3 March, looked at with source test"
    """
    if not reason.strip():
        raise UsageError("a reason is wanted; it is what a later reader has")
    workspace = opened()
    chosen = pick_sites(workspace.sites(), (site,))[site]
    if column not in {one.id for one in chosen.column}:
        raise UsageError(
            f"{site} has no column {column!r}", hint=f"columns: {', '.join(one.id for one in chosen.column)}"
        )
    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    with FactWriter(engine, system_clock).transaction() as facts:
        shape = facts.accept(site, column, reason.strip())
    click.echo(
        f"{site}/{column}: healthy is now {counted(shape.rows, 'row')} on page one, {shape.dated} of them dated"
    )


def _clock(facts: RunClockFacts, lang: str) -> list[str]:
    """Return what the last crawl that could tell says of our own clock."""
    last = facts.last_clock()
    said = clock_words(last[1], lang) if last else ""
    return [f"{last[0].astimezone(SHANGHAI):%Y-%m-%d %H:%M}: {said}"] if last and said else []


def _notes(facts: WayFacts, site: str, lang: str) -> list[str]:
    """Return by which form *site* is asked for, where that is not its file's, and whether its connections prove who it is."""
    ways = [
        _WAY[lang].format(
            site=site, asked=one.asked, used=one.used, at=one.at.astimezone(SHANGHAI), reason=one.reason
        )
        for one in facts.ways(site)
    ]
    why = facts.distrust(site)
    return [*ways, *([_DISTRUST[lang].format(site=site, why=why)] if why else [])]


def _cells(one: ColumnHealth, lang: str) -> tuple[str, str, str, str, str]:
    at = one.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if one.at else _NEVER[lang]
    ending = f"{'vantage_conflict: ' if one.divided else ''}{one.ending} {one.detail}".strip()
    return (one.column.name, at, ending, _range(one.healthy, lang), one.advice.said(lang))


def _range(healthy: Healthy | None, lang: str) -> str:
    if healthy is None:
        return _UNKNOWN[lang]
    return _RANGES[lang].format(
        lowest=healthy.lowest,
        highest=healthy.highest,
        dated=healthy.dated,
        readings=healthy.readings,
        reason=f" {healthy.reason}".rstrip(),
    )
