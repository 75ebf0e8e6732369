"""``gongkai edition units``: who can be responsible, by which names, and what became of them."""

from datetime import datetime

import click
from rich.box import SIMPLE_HEAD
from rich.table import Table

from crawler.clock import system_clock
from crawler.errors import UsageError
from monitor.catalogue.load import find_edition
from monitor.catalogue.model import Edition, UnitEntry
from monitor.catalogue.naming import called, moved
from monitor.commands.edition import LANG, wide_console, workspace_root

UNSURE = {"zh": "（凭记忆，待核）", "en": " (from memory, verify)"}


@click.command()
@click.argument("edition_id")
@click.argument("name", required=False)
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="The day on which NAME was used; today if not given."
)
@LANG
def units(edition_id: str, name: str | None, on: datetime | None, lang: str) -> None:
    r"""Show an edition's units with their names before and after restructurings, or find the unit of an office's NAME.

    \b
    gongkai edition units ningbo-2015
    gongkai edition units ningbo-2015 宁波市自然资源和规划局
    """
    edition = find_edition(edition_id, workspace_root())
    if name is None:
        _show_all(edition, lang)
        return
    day = (on or system_clock()).date()
    for change in moved(edition, name, day):
        click.echo(f"! {change.day} {change.what} {change.doc_no}".rstrip())
    found = called(edition, name)
    if not found:
        raise UsageError(
            f"no unit of {edition_id} goes by {name!r}", hint=f"gongkai edition units {edition_id}"
        )
    for one in found:
        unit = edition.units[one.unit]
        click.echo(
            f"{one.unit}\t{edition.say(unit.name, lang)}\t{one.way}: {one.by}{'' if one.sure else UNSURE[lang]}"
        )


def _show_all(edition: Edition, lang: str) -> None:
    heads = {
        "zh": ("单位", "名称", "别称", "改革后", "下级对应", "划入", "划出"),
        "en": ("unit", "name", "aliases", "later names", "one level down", "took over", "gave away"),
    }[lang]
    table = Table(*heads, box=SIMPLE_HEAD)
    for one in edition.units.values():
        keys = ("aliases", "successors", "district", "moved_in", "moved_out")
        table.add_row(one.id, edition.say(one.name, lang), *(_names(one, key, lang) for key in keys))
    wide_console().print(table, highlight=False)
    for row in edition.successions:
        sure = "" if row.sure == "high" else f" ({row.sure})"
        note = f"  {row.note}" if row.note else ""
        click.echo(f"{'、'.join(row.old)} → {'、'.join(row.new)}{sure}{note}")
    for change in edition.territory:
        click.echo(f"{change.day} {change.what} {change.doc_no}".rstrip())


def _names(unit: UnitEntry, key: str, lang: str) -> str:
    said = "、".join(getattr(unit, key))
    return said + UNSURE[lang] if key in unit.unsure else said
