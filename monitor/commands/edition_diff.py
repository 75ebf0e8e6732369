"""``gongkai edition diff``: what one edition says otherwise than another."""

from dataclasses import asdict
from pathlib import Path

import click
from rich.box import SIMPLE_HEAD
from rich.table import Table

from crawler.door.terminal import echo_json
from crawler.plural import counted
from monitor.catalogue.difference import Change, How, differences
from monitor.catalogue.load import find_edition, load_edition
from monitor.catalogue.model import Edition
from monitor.commands.edition import LANG, wide_console, workspace_root

HEADS = {
    "zh": ("对象", "编号", "名称", "变化", "原", "现"),
    "en": ("what", "id", "name", "change", "before", "after"),
}
HOW = {
    How.ADDED: {"zh": "新增", "en": "added"},
    How.REMOVED: {"zh": "删除", "en": "removed"},
    How.CHANGED: {"zh": "修改", "en": "changed"},
}


def edition_at(which: str) -> Edition:
    """Return the edition of that id, or in that folder."""
    if Path(which).is_dir():
        return load_edition(Path(which))
    return find_edition(which, workspace_root())


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="The changes as a JSON list.")
@LANG
def diff(old: str, new: str, *, as_json: bool, lang: str) -> None:
    r"""Show which duties, time rules, units and instruments differ between two editions (ids or folders).

    \b
    gongkai edition diff ningbo-2015 drafts/ningbo-2015
    gongkai edition diff ningbo-2015 regulation-2019 --json
    """
    changes = differences(edition_at(old), edition_at(new))
    if as_json:
        echo_json([asdict(one) for one in changes])
        return
    if changes:
        wide_console().print(_table(changes, lang), highlight=False)
    click.echo(counted(len(changes), "change"))


def _table(changes: tuple[Change, ...], lang: str) -> Table:
    table = Table(*HEADS[lang], box=SIMPLE_HEAD)
    for one in changes:
        how = HOW[one.how][lang]
        table.add_row(
            one.thing.value, one.id, one.name, f"{how} {one.key}".rstrip(), one.old or "", one.new or ""
        )
    return table
