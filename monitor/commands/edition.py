"""``gongkai edition``: lists, checks, shows and imports catalogues."""

import importlib
from pathlib import Path

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from crawler.door.terminal import terminal
from crawler.errors import InvalidFile, UsageError
from crawler.plural import counted
from monitor.catalogue.describe import (
    CHECKS,
    KINDS,
    MODES,
    name_of,
    pick,
    say_citation,
    say_passage,
    say_rule,
    say_standing,
    say_validity,
    scope_names,
    unit_names,
)
from monitor.catalogue.load import check_edition, edition_folder, edition_folders, find_edition, load_edition
from monitor.catalogue.model import Category, Duty, Edition
from monitor.matching.rulefile import knowledge_at

PIPED = 200  # columns when nobody's screen sets them; the widest row of the shipped edition has 150
LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)


LATER = {
    "units": "monitor.commands.edition_units:units",
    "diff": "monitor.commands.edition_diff:diff",
    "new": "monitor.commands.edition_new:new",
    "elements": "monitor.commands.edition_elements:elements",
    "preview": "monitor.commands.edition_preview:preview",
    "import": "monitor.importing.command:import_",
}
"""Command → where it is; loaded when it is asked for, because some bring much along that the others do without."""


class Later(click.Group):
    """Loads a command of ``LATER`` when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of use."""
        return [*super().list_commands(ctx), *LATER]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command."""
        if cmd_name not in LATER:
            return super().get_command(ctx, cmd_name)
        module, _, name = LATER[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        # the command line mends the marks of examples before this one is loaded
        command.help = (command.help or "").replace("\\b\n", "\b\n")
        return command


@click.group(cls=Later)
def edition() -> None:
    r"""List, check, show, compare, start and import catalogues of what must be published.

    \b
    gongkai edition show ningbo-2015
    gongkai edition show ningbo-2015 C02
    gongkai edition check
    """


def workspace_root() -> Path | None:
    """Return the folder given with ``--workspace``; it need not be a workspace, editions are looked for in it."""
    root = click.get_current_context().find_root().params.get("workspace")
    return root if isinstance(root, Path) else None


def wide_console() -> Console:
    """Return a console as wide as the screen, or as the widest row where nobody's screen sets it."""
    console = terminal()
    return console if console.is_terminal else terminal(width=PIPED)


@edition.command("list")
@LANG
def list_editions(lang: str) -> None:
    r"""List the editions, the workspace's own and the shipped ones.

    \b
    gongkai edition list
    gongkai -w ningbo edition list --lang en
    """
    for edition_id, folder in sorted(edition_folders(workspace_root()).items()):
        try:
            loaded = load_edition(folder)
        except InvalidFile as problem:
            click.echo(f"{edition_id}\t{problem.message}")
            continue
        click.echo(f"{edition_id}\t{name_of(loaded, lang)}\t{_size(loaded, lang)}")


def _size(loaded: Edition, lang: str) -> str:
    duties = [duty for category in loaded.categories for duty in category.duties]
    categories, rules = len(loaded.categories), sum(len(one.timings) for one in duties)
    if lang != "en":
        return f"{categories}类 {len(duties)}项 {rules}条时限规则"
    said = (counted(categories, "category", "categories"), counted(len(duties), "duty", "duties"))
    return ", ".join((*said, counted(rules, "time rule")))


@edition.command()
@click.argument("which", required=False)
@click.pass_context
def check(ctx: click.Context, which: str | None) -> None:
    r"""Check an edition (id or folder), or all: every problem with its file and line; exit status 4 if any.

    \b
    gongkai edition check
    gongkai edition check ningbo-2015
    """
    failed = False
    for name, folder in _chosen(which).items():
        problems = check_edition(folder) or _check_rules(folder)
        failed = failed or bool(problems)
        for problem in problems:
            click.echo(problem.message)
        many = "problem" if len(problems) == 1 else "problems"
        click.echo(f"{name}: {f'{len(problems)} {many}' if problems else 'ok'}")
    if failed:
        ctx.exit(InvalidFile.exit_code)


def _check_rules(folder: Path) -> list[InvalidFile]:
    """Return what is wrong with the rules of a sound edition for telling notices apart."""
    try:
        knowledge_at(folder, load_edition(folder))
    except InvalidFile as problem:
        return [problem]
    return []


def _chosen(which: str | None) -> dict[str, Path]:
    if which is None:
        return edition_folders(workspace_root())
    if Path(which).is_dir():
        return {which: Path(which)}
    return {which: edition_folder(which, workspace_root())}


@edition.command()
@click.argument("edition_id")
@click.argument("category", required=False)
@LANG
def show(edition_id: str, category: str | None, lang: str) -> None:
    r"""Show an edition's categories, or one category's duties with their time rules and citations.

    \b
    gongkai edition show ningbo-2015
    gongkai edition show ningbo-2015 C04 --lang en
    """
    loaded = find_edition(edition_id, workspace_root())
    if category is None:
        _show_categories(loaded, lang)
        return
    chosen = next((one for one in loaded.categories if one.id == category.upper()), None)
    if chosen is None:
        known = ", ".join(one.id for one in loaded.categories)
        raise UsageError(f"no category {category!r} in {edition_id}", hint=f"categories: {known}")
    _show_category(chosen, loaded, lang)


def _show_categories(loaded: Edition, lang: str) -> None:
    heads = {
        "zh": ("序号", "类别", "名称", "牵头单位", "其他单位", "方式", "事项数"),
        "en": ("no.", "category", "name", "lead", "others", "how", "duties"),
    }[lang]
    table = Table(
        *heads,
        box=SIMPLE_HEAD,
        title=f"{name_of(loaded, lang)} {loaded.say(loaded.doc_no, lang)}",
        title_justify="left",
    )
    for one in loaded.categories:
        table.add_row(
            str(one.number or ""),
            one.id,
            name_of(one, lang),
            unit_names(one.lead, loaded, lang),
            unit_names(one.others, loaded, lang),
            pick(MODES[one.mode], lang),
            str(len(one.duties)),
        )
    wide_console().print(table, highlight=False)


def _show_category(one: Category, loaded: Edition, lang: str) -> None:
    click.echo(f"{one.id} {name_of(one, lang)}")
    between = "、" if lang == "zh" else ", "
    who = between.join(filter(None, (unit_names(each, loaded, lang) for each in (one.lead, one.others))))
    how = pick(MODES[one.mode], lang)
    click.echo(f"  {who}（{how}）" if lang == "zh" else f"  {who} ({how})")
    if one.passage:
        click.echo(f"  {say_passage(one, loaded, lang)}")
    for duty in one.duties:
        _show_duty(duty, loaded, lang)


def _show_duty(duty: Duty, loaded: Edition, lang: str) -> None:
    marks = "〔〕" if lang == "zh" else "[]"
    kind = f"{pick(KINDS[duty.kind], lang)} · {pick(CHECKS[duty.checkability], lang)}"
    click.echo(f"\n{duty.id} {name_of(duty, lang)} {marks[0]}{kind}{marks[1]}")
    for timing in duty.timings:
        valid = say_validity(timing.valid_from, timing.valid_to)
        click.echo(f"  {timing.id}  {say_rule(timing, lang, loaded)}  {say_standing(timing, lang)}  {valid}")
        if timing.scope:
            click.echo(f"      → {scope_names(timing.scope, loaded, lang)}")
        for citation in timing.cite:
            click.echo(f"      {say_citation(citation, loaded, lang)}")
    if duty.elements:
        names = [loaded.say(one.name, lang) for one in duty.elements]
        click.echo(f"  要素：{'、'.join(names)}" if lang == "zh" else f"  elements: {', '.join(names)}")
