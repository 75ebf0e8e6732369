"""``gongkai calendar``: the working days that deadlines are counted in, and what a correction of them would move."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from crawler.door.terminal import echo_json
from crawler.errors import InvalidFile
from crawler.plural import counted
from crawler.store.database import open_database
from crawler.workspace import Workspace
from monitor.calendar import ONE, WorkCalendar, find_calendar, load_calendar
from monitor.calendar_diff import CalendarDiff, compare_calendars, doubts
from monitor.commands.check import moment_of, zone_of
from monitor.judge import judge
from monitor.say import LANGUAGES, say_day
from monitor.sitting import catalogue_of
from monitor.trial import Altered, altered, say_verdict
from monitor.verdict import plain

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
LANG = click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")


@click.group()
def calendar() -> None:
    r"""Show working days, check a calendar's file, and see what a new one would move.

    A workspace's own ``calendars/<id>.toml`` stands before the shipped one.

    \b
    gongkai calendar show china 2015
    gongkai calendar check calendars/china.toml
    gongkai -w ningbo calendar diff calendars/china.toml
    """


def _root() -> Path | None:
    root = click.get_current_context().find_root().params.get("workspace")
    return root if isinstance(root, Path) else None


@calendar.command()
@click.argument("calendar_id")
@click.argument("year", type=int, required=False)
@LANG
def show(calendar_id: str, year: int | None, lang: str) -> None:
    r"""Show the years of a calendar, or the days of one year that differ from Monday to Friday.

    \b
    gongkai calendar show china
    gongkai calendar show china 2015
    """
    held = find_calendar(calendar_id, _root())
    for one in held.year:
        if year in {None, one.year}:
            kinds = Counter(held.kind(day).works for day in _days(one.year))
            click.echo(f"{one.year}\t{kinds[True]}\t{'、'.join(one.papers)}")
    for day in _days(year) if year in held.years else ():
        if held.kind(day).value in {"holiday", "make_up"}:
            click.echo(
                f"{day}\t{say_day(held.kind(day).value, lang)}\t{held.say(held.holidays.get(day, ''), lang)}"
            )


def _days(year: int | None) -> list[date]:
    if year is None:
        return []
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [first + ONE * n for n in range((last - first) // timedelta(days=1) + 1)]


@calendar.command()
@click.argument("file", type=FILE)
@click.pass_context
def check(ctx: click.Context, file: Path) -> None:
    r"""Check a calendar's file: what cannot be read ends with status 4, what is odd is only said.

    \b
    gongkai calendar check calendars/china.toml
    """
    try:
        held = load_calendar(file.stem, file.parent)
    except InvalidFile as problem:
        click.echo(problem.message)
        ctx.exit(InvalidFile.exit_code)
    for one in doubts(held):
        click.echo(f"doubt: {one}")
    click.echo(f"{held.id}: ok, {counted(len(held.year), 'year')}")


@calendar.command()
@click.argument("file", type=FILE)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The end of that day, by what was known then."
)
@click.option("--json", "as_json", is_flag=True, help="Days and verdicts that move as one JSON object.")
@LANG
@click.pass_obj
def diff(
    opened: Callable[[], Workspace], file: Path, *, as_of: datetime | None, as_json: bool, lang: str
) -> None:
    r"""Say which days FILE calls otherwise, and judge the workspace by both calendars: every verdict that moves.

    Nothing is written. To judge by FILE from now on, keep it in the workspace's folder ``calendars``.

    \b
    gongkai -w ningbo calendar diff calendars/china.toml
    gongkai -w ningbo calendar diff drafts/china.toml --as-of 2015-09-28 --json
    """
    workspace = opened()
    moment = moment_of(as_of, zone_of(workspace))
    new = load_calendar(file.stem, file.parent)
    moved = compare_calendars(find_calendar(new.id, workspace.root), new)
    found = _verdicts(workspace, new, moment)
    if as_json:
        said = {"calendar": plain(moved), "verdicts": [one.as_json() for one in found]}
        echo_json(said)
        return
    for line in (*_lines(moved, new, lang), *(_line(one, lang) for one in found)):
        click.echo(line)
    click.echo(f"{counted(len(moved.days), 'day')} and {counted(len(found), 'verdict')} would move")


def _verdicts(workspace: Workspace, new: WorkCalendar, moment: datetime) -> tuple[Altered, ...]:
    engine = open_database(workspace.database_url)
    law = catalogue_of(workspace)
    if law.edition.calendar != new.id:
        engine.dispose()
        return ()
    present = judge(workspace, engine, as_of=moment, trial=law)
    then = judge(workspace, engine, as_of=moment, trial=replace(law, calendar=new))
    engine.dispose()
    return altered(present, then)


def _lines(moved: CalendarDiff, new: WorkCalendar, lang: str) -> list[str]:
    lines = [f"+ {year}" for year in moved.added] + [f"- {year}" for year in moved.removed]
    for one in moved.days:
        before, after = say_day(one.before.value, lang), say_day(one.after.value, lang)
        lines.append(f"{one.day}  {before} → {after}  {new.say(one.name, lang)}".rstrip())
    return lines


def _line(one: Altered, lang: str) -> str:
    """Return the two verdicts, each with its due day, and the reasons where those alone differ."""
    before, after = say_verdict(one.before, lang), say_verdict(one.after, lang)
    return f"{one.key}: {before[0]} → {after[0]}" + (f"  {after[1]}" if before[0] == after[0] else "")
