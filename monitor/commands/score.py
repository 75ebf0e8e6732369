"""``gongkai score``: bureaus by a tree of indicators, each score with its coverage and what every verdict cost."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import click
from rich.console import RenderableType
from sqlalchemy import Engine

from crawler.clock import local_day
from crawler.door.terminal import echo_json, terminal
from crawler.errors import UsageError
from crawler.workspace import Workspace
from monitor import hanging
from monitor.commands.check import moment_of, zone_of
from monitor.commands.reviewing import prepared
from monitor.guard import Cell, csv_text
from monitor.judge import judge
from monitor.report.week import end_of
from monitor.say import LANGUAGES
from monitor.scores.basis import Basis
from monitor.scores.score import Score, score_all
from monitor.scores.score import score as score_of
from monitor.scores.show import draw_ranking, draw_score, draw_trend
from monitor.scores.standing import peers, with_refused
from monitor.scores.tables import LOSSES, RANKING, TREND, as_data, loss_rows, ranking_rows, trend_rows
from monitor.scores.tree import Tree, find_tree
from monitor.verdict import plain

DAY = click.DateTime(["%Y-%m-%d"])
MOST = 120
"""Days of a trend at most; each is judged anew."""


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What is to be scored, and how it is to be said."""

    workspace: Workspace
    engine: Engine
    tree: Tree
    basis: Basis
    moment: datetime
    form: str
    lang: str


@click.command(name="score")
@click.argument("bureau", required=False)
@click.option("--as-of", type=DAY, help="The end of that day, by what was known then.")
@click.option(
    "--basis", type=click.Choice([one.value for one in Basis]), default=Basis.MACHINE.value, show_default=True,
    help="Whose word counts: the machine's, for the inside, or only what people confirmed.",
)  # fmt: skip
@click.option("--tree", "tree_id", help="Id of the tree of indicators; the workspace's when absent.")
@click.option("--since", type=DAY, help="The way from this day on, of one bureau.")
@click.option("--every", type=click.IntRange(1), default=7, show_default=True, help="Days between two of it.")
@click.option("--json", "form", flag_value="json", help="Everything as JSON.")
@click.option("--csv", "form", flag_value="csv", help="The table as CSV that no spreadsheet computes.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.pass_obj
def score(
    opened: Callable[[], Workspace],
    *,
    bureau: str | None,
    as_of: datetime | None,
    basis: str,
    tree_id: str | None,
    since: datetime | None,
    every: int,
    form: str | None,
    lang: str,
) -> None:
    r"""Rank all bureaus, or show how the score of one comes about; refused where too little could be judged.

    \b
    gongkai score --as-of 2015-09-15
    gongkai score caizheng --as-of 2015-09-15
    gongkai score caizheng --since 2015-07-01 --as-of 2015-09-15 --csv
    """
    if since and not bureau:
        raise UsageError("--since wants a bureau", hint="gongkai score BUREAU --since DAY")
    workspace, engine = prepared(opened)
    moment = moment_of(as_of, zone_of(workspace))
    asked = _Asked(
        workspace=workspace,
        engine=engine,
        tree=find_tree(tree_id or workspace.settings.score.tree, workspace.root),
        basis=Basis(basis),
        moment=moment,
        form=form or "",
        lang=lang,
    )
    if bureau is None:
        _rank(asked)
    elif since:
        _trend(asked, bureau, since, timedelta(days=every))
    else:
        _explain(asked, bureau)


def _rank(asked: _Asked) -> None:
    judged = judge(asked.workspace, asked.engine, as_of=asked.moment)
    placed = with_refused(score_all(judged, asked.tree, asked.basis))
    drawn = draw_ranking(placed, judged.bureaus, asked.tree, asked.lang)
    _say(asked, drawn, RANKING, ranking_rows(placed, judged.bureaus))


def _trend(asked: _Asked, bureau: str, since: datetime, step: timedelta) -> None:
    way = tuple(_way(asked, bureau, since, step))
    _say(asked, draw_trend(way, asked.tree, asked.lang), TREND, trend_rows(way))


def _way(asked: _Asked, bureau: str, since: datetime, step: timedelta) -> Iterator[Score]:
    """Yield the scores of the days from *since* on; the last is the day asked for."""
    zone = zone_of(asked.workspace)
    first, last = since.date(), local_day(asked.moment, zone)
    if first > last:
        raise UsageError(f"--since {first} is after {last}")
    if (last - first) / step > MOST:
        raise UsageError(
            f"more than {MOST} days between {first} and {last}", hint="--every takes larger steps"
        )
    days = [last - n * step for n in range((last - first) // step, -1, -1)]
    for day in days:
        moment = min(end_of(day, zone), asked.moment)
        judged = judge(asked.workspace, asked.engine, as_of=moment, bureau=bureau)
        yield score_of(judged, next(iter(judged.bureaus)), asked.tree, asked.basis)


def _explain(asked: _Asked, bureau: str) -> None:
    judged = judge(asked.workspace, asked.engine, as_of=asked.moment)
    found = [one for one in judged.bureaus.values() if bureau in (one.id, one.name)]
    if not found:
        raise UsageError(f"no such bureau: {bureau!r}", hint=f"bureaus here: {', '.join(judged.bureaus)}")
    mine = score_of(judged, found[0].id, asked.tree, asked.basis)
    beside = peers(found[0].id, score_all(judged, asked.tree, asked.basis), judged.bureaus)
    if asked.form == "json":
        echo_json(as_data(mine, beside, asked.tree.id))
        return
    drawn = draw_score(mine, beside, found[0].name, asked.tree, asked.lang)
    _say(asked, drawn, LOSSES, loss_rows(mine))


def _say(
    asked: _Asked, drawn: RenderableType, columns: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> None:
    """Print the table in the form that was asked for."""
    if asked.form == "csv":
        click.echo(csv_text(columns, rows), nl=False)
    elif asked.form == "json":
        listed = [dict(zip(columns, row, strict=True)) for row in rows]
        said = {"tree": asked.tree.id, "basis": asked.basis, "as_of": asked.moment, "rows": listed}
        echo_json(plain(said))
    else:
        terminal(width=hanging.columns(), highlight=False).print(drawn)
