"""``gongkai match learn``: trains the classifier again, with what people decided, and says what becomes of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine

from crawler.clock import system_clock
from crawler.errors import UsageError
from crawler.plural import counted
from crawler.store.reader import FactReader
from crawler.workspace import Workspace
from monitor.catalogue.load import edition_folder, find_edition
from monitor.commands.reviewing import prepared
from monitor.decided.file import FILE as DECIDED
from monitor.decided.file import read_decisions
from monitor.known import read_site
from monitor.learning.again import further
from monitor.learning.changes import Change, changes
from monitor.learning.make import Makings, figures_of, make
from monitor.matching.match import Matcher
from monitor.matching.model import Model
from monitor.matching.modelfile import FILE, keep_model, model_at
from monitor.matching.notice import MatchResult, NoticeText
from monitor.matching.rulefile import find_knowledge
from monitor.text import visible


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--limit", type=click.IntRange(0), default=20, show_default=True, help="Changes that are shown."
)
@click.option("--save", is_flag=True, help="Keep the new classifier; the one before stays beside it.")
@click.pass_obj
def learn(opened: Callable[[], Workspace], *, file: Path, limit: int, save: bool) -> None:
    r"""Train the classifier on labelled notices (JSON lines) and on what people decided, and show what changes.

    \b
    gongkai -w ningbo match learn notices.jsonl
    gongkai -w ningbo match learn notices.jsonl --save
    """
    workspace, engine = prepared(opened)
    edition = find_edition(workspace.settings.judge.edition, workspace.root)
    decisions = read_decisions(workspace.root / DECIDED)
    if not decisions:
        raise UsageError("nobody has decided anything of a notice yet", hint="gongkai match decide")
    knowledge = find_knowledge(edition, workspace.root)
    without = Makings(
        edition=edition, knowledge=knowledge, file=file, folder=edition_folder(edition.id, workspace.root)
    )
    makings = replace(without, more=further(decisions, edition))
    click.echo(
        f"{counted(len(decisions), 'decision')} on {counted(len(makings.more), 'document')}, beside {file.name}"
    )
    own = workspace.root / "editions" / edition.id
    after = make(makings, datetime.now(UTC).date(), model_at(own, edition) or knowledge.model)
    for line in _moved(figures_of(without.outcome()), after):
        click.echo(line)
    old = Matcher(edition, knowledge)
    new = Matcher(edition, replace(knowledge, model=after))
    found = tuple(changes(old, new, _texts(workspace, engine)))
    click.echo(f"{counted(len(found), 'notice')} of this workspace will be matched otherwise")
    for one in found[:limit]:
        for line in _said(one):
            click.echo(line)
    if len(found) > limit:
        click.echo(f"{len(found) - limit} more (--limit)")
    if not save:
        click.echo("nothing kept (--save)")
        return
    click.echo(f"{own / FILE}: {keep_model(own / FILE, after)}")


def _moved(before: Mapping[str, float], after: Model) -> Iterator[str]:
    """Yield how the figures move, each on the same notices, of issuers that were not learned from."""
    yield "cross-validated, without and with the decisions:"
    for name, value in before.items():
        yield f"  {name}: {value:.4f} → {after.provenance[name]:.4f}"


def _texts(workspace: Workspace, engine: Engine) -> Iterator[NoticeText]:
    reader, now = FactReader(engine), system_clock()
    for site in workspace.sites().values():
        _, notices = read_site(reader, site, now)
        yield from (one.text() for one in notices)


def _said(change: Change) -> Iterator[str]:
    yield visible(f"notice {change.notice.id} 《{change.notice.title}》")
    for name, result in (("before", change.before), ("after", change.after)):
        yield visible(f"  {name}: {_answer(result)}")


def _answer(result: MatchResult) -> str:
    said = [f"{one.category} {one.score:.2f}（{'；'.join(one.reasons)}）" for one in result.categories]
    return ("、".join(said) or "不属于任何类别") + ("，拿不准" if result.abstain else "")
