"""``gongkai match decide`` and ``match decisions``: what people decide of single notices, kept for ever."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import click
from sqlalchemy import Engine

from crawler.clock import system_clock
from crawler.door.terminal import echo_json
from crawler.errors import UsageError
from crawler.store.reader import FactReader
from crawler.store.titles import sites_with_title
from crawler.workspace import Workspace
from monitor.catalogue.load import find_edition
from monitor.catalogue.model import Edition
from monitor.commands.reviewing import (
    author_option,
    check_author,
    done_at,
    on_option,
    prepared,
    reason_option,
)
from monitor.decided.decision import Decision
from monitor.decided.file import FILE, add_decision, read_decisions
from monitor.known import KnownNotice, read_site
from monitor.review.words import Act
from monitor.text import visible


@click.command()
@click.argument("notice", type=int)
@author_option
@reason_option
@click.option("--category", "categories", multiple=True, help="A category that it discloses; several may be.")
@click.option("--duty", "duties", multiple=True, help="A duty of these, where one is meant.")
@click.option("--none", is_flag=True, help="It discloses nothing of the catalogue.")
@on_option
@click.pass_obj
def decide(
    opened: Callable[[], Workspace],
    *,
    notice: int,
    author: str,
    reason: str,
    categories: tuple[str, ...],
    duties: tuple[str, ...],
    none: bool,
    on: datetime | None,
) -> None:
    r"""Decide what a notice discloses; it and its reposts are judged so from then on, whatever the matcher says.

    The notice is called by its number, which review, explain and search print.

    \b
    gongkai -w ningbo match decide 4711 --as 王芳 --category C02 --category C13 --reason 处罚决定全文
    gongkai -w ningbo match decide 4712 --as 王芳 --none --reason 只是工作动态
    """
    if none == bool(categories):
        raise UsageError("say what it discloses with --category, or --none")
    workspace, engine = prepared(opened)
    check_author(workspace, Act.DECIDE, author)
    edition = find_edition(workspace.settings.judge.edition, workspace.root)
    _check(edition, categories, duties)
    found, now = _known(workspace, engine, notice), system_clock()
    decision = Decision(
        url=found.record.url,
        site=found.site.id,
        sites=tuple(dict.fromkeys((found.site.id, *sites_with_title(engine, found.title)))),
        text=found.text(),
        categories=categories,
        duties=duties,
        author=" ".join(author.split()),
        reason=_reason(reason),
        at=done_at(on, edition.zone),
        recorded_at=now,
    )
    add_decision(workspace.root / FILE, decision)
    click.echo(_line(decision))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def decisions(opened: Callable[[], Workspace], *, as_json: bool) -> None:
    r"""List what was decided of notices, oldest first.

    \b
    gongkai -w ningbo match decisions
    """
    for one in read_decisions(opened().root / FILE):
        if as_json:
            echo_json(_row(one), indent=None)
        else:
            click.echo(_line(one))


def _check(edition: Edition, categories: tuple[str, ...], duties: tuple[str, ...]) -> None:
    known = {one.id: {duty.id for duty in one.duties} for one in edition.categories}
    if unknown := [one for one in categories if one not in known]:
        raise UsageError(f"no such category: {unknown[0]!r}", hint=f"categories: {', '.join(known)}")
    owned = {duty for one in categories for duty in known[one]}
    if stray := [one for one in duties if one not in owned]:
        raise UsageError(f"{stray[0]!r} is no duty of {', '.join(categories)}")


def _known(workspace: Workspace, engine: Engine, notice: int) -> KnownNotice:
    reader = FactReader(engine)
    site = workspace.sites().get(reader.notice(notice).site)
    if site is None:
        raise UsageError(f"the site of notice {notice} is not registered here")
    _, held = read_site(reader, site, system_clock())
    found = next((one for one in held if one.id == notice), None)
    if found is None:
        raise UsageError(f"notice {notice} stands in no column that is registered here")
    return found


def _reason(reason: str) -> str:
    if not reason.strip():
        raise UsageError("say why", hint="--reason TEXT")
    return reason.strip()


def _line(one: Decision) -> str:
    said = "、".join((*one.categories, *one.duties)) or "不属于任何类别"
    return visible(f"{one.at.date()} {one.author}：《{one.text.title}》{said}（{one.reason}）{one.url}")


def _row(one: Decision) -> dict[str, Any]:
    return {
        "at": one.at.isoformat(),
        "author": one.author,
        "url": one.url,
        "title": one.text.title,
        "categories": list(one.categories),
        "duties": list(one.duties),
        "reason": one.reason,
    }
