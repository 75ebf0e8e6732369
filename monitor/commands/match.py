"""``gongkai match``: says of notices which categories they disclose, and why."""

import importlib
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE_HEAD
from rich.table import Table

from crawler.door.terminal import echo_json, terminal
from crawler.errors import UsageError
from monitor.catalogue.describe import name_of
from monitor.catalogue.load import find_edition
from monitor.catalogue.model import Edition
from monitor.matching.match import Matcher
from monitor.matching.notice import Asserted, MatchResult, NoticeText
from monitor.matching.rulefile import find_knowledge
from monitor.reposts import Document, Documents
from monitor.say import LANGUAGES
from monitor.say_match import say_match

EDITION = "ningbo-2015"
VERBS = {
    "decide": "match_decide",
    "decisions": "match_decide",
    "learn": "match_learn",
    "train": "match_train",
    "evaluate": "match_evaluate",
    "pace": "match_pace",
}
"""Verb → its module."""

PIPED = 160  # columns when nobody's screen sets them
_TEXTS = ("title", "body", "issuer", "site", "column", "doc_number")


class Verbs(click.Group):
    """Loads its verbs when they are asked for: those of learning bring libraries that matching does without."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click names it
        """Return the commands in the order of use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click names it
        """Return the command."""
        if cmd_name not in VERBS:
            return None
        try:
            module = importlib.import_module(f"monitor.commands.{VERBS[cmd_name]}")
        except ModuleNotFoundError as error:
            raise UsageError(
                f"{error.name} is not installed", hint="pip install 'gongkai[training]'"
            ) from error
        command: click.Command = getattr(module, cmd_name)
        # the command line mends the marks of examples before this one is loaded
        command.help = (command.help or "").replace("\\b\n", "\b\n")
        return command


@click.group(name="match", cls=Verbs, invoke_without_command=True)
@click.pass_context
@click.option("--edition", default=EDITION, show_default=True, help="The catalogue to match to.")
@click.option("--jsonl", is_flag=True, help="Read notices from standard input, one JSON object a line.")
@click.option("--title", default="", help="The title of one notice.")
@click.option("--column", default="", help="The column it stands in.")
@click.option("--issuer", default="", help="Who publishes it.")
@click.option("--number", default="", help="Its document number.")
@click.option("--body", type=click.File(encoding="utf-8"), help="A file with its text; - for standard input.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
def match(
    ctx: click.Context,
    *,
    edition: str,
    jsonl: bool,
    title: str,
    column: str,
    issuer: str,
    number: str,
    body: Any,
    lang: str,
) -> None:
    r"""Say which categories and duties a notice discloses, with the reasons.

    \b
    gongkai match --title 关于公布行政处罚决定书的公告 --issuer 市环保局
    gongkai match --jsonl < notices.jsonl
    """
    if ctx.invoked_subcommand is not None:
        return
    if jsonl == bool(title):
        raise UsageError("give either --title or --jsonl")
    root = ctx.find_root().params.get("workspace")
    home = root if isinstance(root, Path) else None
    loaded = find_edition(edition, home)
    matcher = Matcher(loaded, find_knowledge(loaded, home))
    if jsonl:
        for answer in answers(matcher, sys.stdin):
            echo_json(answer, indent=None)
        return
    notice = NoticeText(
        id="",
        title=title,
        column=column,
        issuer=issuer,
        doc_number=number,
        body=body.read() if body else "",
    )
    show(loaded, matcher.match(notice), lang)


def answers(matcher: Matcher, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the answer to each line, as soon as the line is read; a repost names the line that it repeats."""
    annex = {one.id for one in matcher.edition.categories if one.number is not None}
    filed: Documents[str] = Documents()
    for number, line in enumerate(lines, 1):
        if line.strip():
            notice = read_notice(line, number)
            said = _answer(matcher.match(notice), annex)
            yield {"id": notice.id, **said, **_repost(notice, filed)}


def _repost(notice: NoticeText, filed: Documents[str]) -> dict[str, str]:
    """File *notice*; return the id of the first line that is the same document, where there is one."""
    mine = Document(notice)
    first = next(filed.find(mine), None)
    if first is None:
        filed.file(mine, notice.id)
        return {}
    return {"repost_of": first}


def read_notice(line: str, number: int) -> NoticeText:
    """Return the notice that *line* writes as JSON; *number* names the line in messages."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"line {number} is no JSON: {error}") from error
    if not isinstance(given, dict):
        raise UsageError(f"line {number} wants an object, not {type(given).__name__}")
    values = {key: given.get(key) or "" for key in _TEXTS}
    names = given.get("attachments") or []
    if not all(isinstance(one, str) for one in values.values()) or not isinstance(names, list):
        raise UsageError(f"line {number}: {', '.join(_TEXTS)} want text, attachments a list of names")
    return NoticeText(
        id=str(given.get("id", "")),
        published=_day(given.get("published")),
        attachments=tuple(str(one) for one in names),
        **values,
    )


def _day(written: Any) -> date | None:
    """Return the day, or None where it is not written as one; no rule needs it yet."""
    try:
        return date.fromisoformat(str(written)[:10])
    except ValueError:
        return None


def _answer(result: MatchResult, annex: set[str]) -> dict[str, Any]:
    """Return the answer; what the annex does not count stands apart, so that scores compare."""
    return {
        "categories": [_row(one) for one in result.categories if one.category in annex],
        "abstain": result.abstain,
        "duties": [_row(one) for one in result.duties],
        "near": [_row(one) for one in result.near if one.category in annex],
        "obligations": [_row(one) for one in result.categories if one.category not in annex],
    }


def _row(one: Asserted) -> dict[str, Any]:
    return {"category": one.category, "score": one.score, "reasons": list(one.reasons)}


def show(edition: Edition, result: MatchResult, lang: str = "zh") -> None:
    """Print *result* as a table."""
    heads = ("类别、公开事项", "得分", "理由") if lang == "zh" else ("category, duty", "score", "reasons")
    table = Table("", *heads, box=SIMPLE_HEAD)
    names = {one.id: name_of(one, lang) for one in edition.categories}

    def add(one: Asserted, name: str) -> None:
        reasons = "\n".join(say_match(each, lang, edition.english) for each in one.reasons)
        table.add_row(one.category, name, f"{one.score:.2f}", reasons)

    for one in result.categories:
        add(one, names[one.category])
        for duty in edition.category(one.category).duties:
            for said in result.duties:
                if said.category == duty.id:
                    add(said, f"  {name_of(duty, lang)}")
    unsure = "（拿不准）" if lang == "zh" else " (not sure)"
    for one in result.near:
        add(one, names[one.category] + unsure)
    if not table.row_count:
        click.echo("不属于任何类别" if lang == "zh" else "belongs to no category")
        return
    console = terminal()
    (console if console.is_terminal else terminal(width=PIPED)).print(table, markup=False)
    if result.abstain:
        click.echo("拿不准，请人工判断")
