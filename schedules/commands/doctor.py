"""``gongkai doctor``: look a deployment over, and say how each thing that is wrong is mended."""

from collections.abc import Callable

import click
from rich.table import Table
from rich.text import Text

from crawler.clock import system_clock
from crawler.door.terminal import echo_json, terminal
from crawler.plural import counted
from crawler.store.database import open_database
from crawler.workspace import Workspace
from monitor.say import LANGUAGES
from schedules.doctor.finding import Finding, Level, Patient
from schedules.doctor.fix import fix
from schedules.doctor.look import look_over

_HEADS = {"zh": ("", "检查结果", "如何修复"), "en": ("", "what is so", "how to mend it")}


@click.command()
@click.option(
    "--fix", "mending", is_flag=True, help="Mend what can be mended without a choice, then look again."
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_context
def doctor(ctx: click.Context, mending: bool, lang: str, as_json: bool) -> None:
    r"""Check database, archive, disk, clock, calendar, files, mail, schedules and backups.

    Nothing is written without --fix. Exit status 1 says that something people rely on does not hold.

    \b
    gongkai -w ningbo doctor
    gongkai -w ningbo doctor --fix --lang en
    """
    opened: Callable[[], Workspace] = ctx.obj
    workspace = opened()
    engine = open_database(workspace.database_url)
    try:
        patient = Patient(workspace=workspace, engine=engine, now=system_clock())
        found = look_over(patient)
        if mending:
            for done in fix(patient, found, system_clock):
                click.echo(f"✓ {done}", err=True)
            found = look_over(patient)
    finally:
        engine.dispose()
    if as_json:
        echo_json([_data(one, lang) for one in found])
    else:
        _show(found, lang)
    if any(one.level is Level.WRONG for one in found):
        ctx.exit(1)


def _show(found: list[Finding], lang: str) -> None:
    table = Table(*_HEADS[lang], show_lines=False)
    for one in found:
        # as texts: brackets in them are no colours
        table.add_row(
            Text(one.level.glyph, style=one.level.colour), Text(one.said(lang)), Text(one.mend(lang))
        )
    terminal().print(table)
    wrong = sum(one.level is Level.WRONG for one in found)
    notes = sum(one.level is Level.NOTE for one in found)
    click.echo(f"{counted(len(found), 'check')}: {wrong} wrong, {notes} to note", err=True)


def _data(one: Finding, lang: str) -> dict[str, object]:
    return {
        "check": one.key,
        "level": one.level.value,
        "said": one.said(lang),
        "mend": one.mend(lang),
        **{name: value for name, value in one.values.items() if isinstance(value, int | float | str)},
    }
