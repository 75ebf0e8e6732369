"""Worksheets of review: written for a spreadsheet program, taken in again, and the log of everything that was done."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy import Engine

from crawler.door.door import shown
from crawler.door.terminal import echo_json
from crawler.errors import InvalidFile, UsageError
from crawler.plural import counted
from crawler.workspace import Workspace
from monitor.commands.check import zone_of
from monitor.commands.reviewing import (
    as_of_option,
    author_option,
    check_author,
    done_at,
    entry_about,
    on_option,
    prepared,
    session,
    terms_in,
)
from monitor.guard import csv_text
from monitor.judge import judge
from monitor.judgement import Judgement
from monitor.review.entry import Entry
from monitor.review.queue import queue
from monitor.review.ruling import fold
from monitor.review.sight import seen_in
from monitor.review.state import settle
from monitor.review.store import add_entries, history
from monitor.review.words import Act, Waits
from monitor.review.worksheet import Answer, read_worksheet, worksheet, worksheet_csv
from monitor.scores.tree import find_tree
from monitor.verdict import Verdict, plain

LOGGED = (
    "at",
    "recorded_at",
    "obligation",
    "claim",
    "act",
    "choice",
    "author",
    "reason",
    "link",
    "as_of",
    "digest",
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@author_option
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="Rows at most.")
@as_of_option
@click.pass_obj
def export(
    opened: Callable[[], Workspace], file: Path, author: str, limit: int, as_of: datetime | None
) -> None:
    r"""Write what you can still decide as a worksheet, XLSX or CSV by the file's ending.

    \b
    gongkai -w ningbo review export 复核表.xlsx --as 王芳
    """
    held = session(opened, as_of)
    check_author(held.workspace, Act.DECIDE, author)
    tree = find_tree(held.workspace.settings.score.tree, held.workspace.root)
    waiting = (one for one in queue(held.judged, tree, reader=author) if one.review.waits is not Waits.MATCH)
    found = [one.verdict for one in waiting][:limit]
    base = held.workspace.settings.web.base
    if file.suffix.lower() == ".csv":
        file.write_text(worksheet_csv(found, held.judged, base), encoding="utf-8", newline="")
    elif file.suffix.lower() == ".xlsx":
        file.write_bytes(worksheet(found, held.judged, base))
    else:
        raise UsageError(f"a worksheet is .xlsx or .csv, not {file.suffix!r}")
    click.echo(f"{file}: {counted(len(found), 'verdict')}")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@author_option
@on_option
@click.option("--dry-run", is_flag=True, help="Say what would be written down, and write nothing.")
@click.pass_obj
def take(
    opened: Callable[[], Workspace], file: Path, author: str, on: datetime | None, dry_run: bool
) -> None:
    r"""Take in a worksheet that you filled in; all of its rows or, where one is wrong, none.

    \b
    gongkai -w ningbo review import 复核表.xlsx --as 王芳
    """
    workspace, engine = prepared(opened)
    check_author(workspace, Act.DECIDE, author)
    entries = _entries(workspace, engine, read_worksheet(file), author, done_at(on, zone_of(workspace)))
    if dry_run:
        click.echo(f"{counted(len(entries), 'decision')} would be written down")
        return
    kept = add_entries(engine, entries, terms_in(workspace))
    click.echo(f"{counted(kept, 'decision')} written down")


def _entries(
    workspace: Workspace, engine: Engine, answers: tuple[Answer, ...], author: str, at: datetime
) -> list[Entry]:
    """Return the entries of *answers*; where two have decided already and differ, they are an arbiter's."""
    terms, known = terms_in(workspace), history(engine)
    judged = {one: judge(workspace, engine, as_of=one) for one in {one.as_of for one in answers}}
    entries = []
    for one in answers:
        verdict = _still(one, judged[one.as_of])
        before = known.get(verdict.key, ())
        ruling = fold(
            (each for each in before if each.claim == one.claim), terms.calendar, terms.reply_days, terms.zone
        )
        act = Act.ARBITRATE if ruling.split else Act.DECIDE
        check_author(workspace, act, author)
        review = settle(verdict, before, terms)
        entries.append(entry_about(verdict, review, act, author, one.reason, at, choice=one.choice))
    return entries


def _still(answer: Answer, judged: Judgement) -> Verdict:
    """Return the verdict that *answer* is about; raise InvalidFile where it is another than the one that was shown."""
    alike = [one for one in judged.verdicts if answer.obligation in {one.key, shown(one.key)}]
    if not alike:
        raise InvalidFile(answer.place, None, f"no such obligation: {answer.obligation!r}")
    # where names are masked several may look the same; the digest tells which of them was meant
    found = [one for one in alike if one.digest == answer.digest] or alike
    claim = judged.review(found[0].key).claim_to_decide(found[0])
    if (found[0].digest, claim) != (answer.digest, answer.claim):
        raise InvalidFile(
            answer.place,
            None,
            f"the verdict on {answer.obligation!r} is another than the one that was shown",
            hint="make a new worksheet: facts, rules or files have changed since",
        )
    return found[0]


@click.command()
@author_option
@click.option("--key", default="", help="Only of this obligation.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only from this day on.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV that no spreadsheet computes.")
@click.pass_obj
def log(opened: Callable[[], Workspace], author: str, key: str, since: datetime | None, as_csv: bool) -> None:
    r"""Print everything that was done, one JSON object a line; decisions of half-done rounds are left out.

    \b
    gongkai -w ningbo review log
    gongkai -w ningbo review log --csv > decisions.csv
    """
    workspace, engine = prepared(opened)
    terms = terms_in(workspace)
    first = since.date() if since else date.min
    entries = [
        one
        for obligation, entries in history(engine).items()
        if key in {"", obligation, shown(obligation)}
        for one in seen_in(entries, terms, author)
        if one.at.date() >= first
    ]
    entries.sort(key=lambda one: (one.at, one.id))
    rows = [[str(plain(getattr(one, name))) for name in LOGGED] for one in entries]
    if as_csv:
        click.echo(csv_text(LOGGED, rows), nl=False)
        return
    for row in rows:
        echo_json(dict(zip(LOGGED, row, strict=True)), indent=None)
