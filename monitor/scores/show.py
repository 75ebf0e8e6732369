"""Draws scores for a terminal: the ranking, one score down to the verdicts that cost it, and its way over the days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from crawler.registry import Bureau
from crawler.strict import read_toml
from monitor.hanging import hung
from monitor.review.say import say_claim
from monitor.say import Words
from monitor.scores.score import GroupScore, Score
from monitor.scores.standing import Peers, Placed
from monitor.scores.tree import Deduction, Leaf, Tree, Veto
from monitor.scores.tree import Group as Branch
from monitor.text import visible

LISTED = 15  # losses shown; the others are in the JSON and the CSV


@dataclass(frozen=True, kw_only=True)
class _Said:
    say: dict[str, Words]


@lru_cache(maxsize=1)
def _words() -> dict[str, Words]:
    return read_toml(Path(str(files("monitor.scores") / "words.toml")), _Said).say


def draw_ranking(
    placed: Sequence[Placed], bureaus: Mapping[str, Bureau], tree: Tree, lang: str
) -> RenderableType:
    """Return the ranking; each score with its coverage, and why there is none where there is none."""
    if not placed:
        return Text(_say("nothing_due", lang))
    first = placed[0].score
    title = _say(
        "ranking", lang, tree=_name(tree, lang), day=first.day, basis=_say(f"basis_{first.basis.value}", lang)
    )
    table = Table.grid(padding=(0, 2))
    for one in placed:
        place = str(one.place) if one.place else "－"
        table.add_row(
            Text(place, justify="right"),
            Text(visible(bureaus[one.score.bureau].name)),
            Text(_value(one.score), style="bold", justify="right"),
            Text(_because(one.score, tree, lang)),
        )
    return Group(Text(title, style="bold"), Text(), table)


def draw_score(score: Score, beside: Peers, name: str, tree: Tree, lang: str) -> RenderableType:
    """Return one score, branch by branch, with what each verdict cost."""
    head = Text(f"{visible(name)} · {score.day} · {_value(score)}", style="bold")
    basis = _say(f"basis_{score.basis.value}", lang)
    parts: list[RenderableType] = [head, Text(f"{_because(score, tree, lang)} · {basis}")]
    parts += [hung(Text(one), "  ") for one in _limits(score, lang)]
    if beside.count and beside.place:
        said = {"count": beside.count, "place": beside.place, "median": f"{beside.median:.1f}"}
        parts.append(Text(_say(f"peers_{beside.kind}", lang, **said)))
    parts.append(Text())
    parts += [line for one in score.groups for line in _branch(one, lang)]
    parts += [Text(), Text(_say("losses", lang), style="bold underline"), *_losses(score, lang)]
    return Group(*parts)


def draw_trend(scores: Sequence[Score], tree: Tree, lang: str) -> RenderableType:
    """Return a line a day."""
    table = Table(box=SIMPLE_HEAD, show_header=False)
    for one in scores:
        table.add_row(one.day.isoformat(), Text(_value(one), justify="right"), _because(one, tree, lang))
    return table


def _value(score: Score) -> str:
    return "－" if score.value is None else f"{score.value:.1f}"


def _because(score: Score, tree: Tree, lang: str) -> str:
    """Return the coverage, and why there is no score where there is none."""
    share = score.coverage.share
    if share is None:
        return _say("nothing_due", lang)
    covered = _say(
        "coverage", lang, share=f"{share:.0%}", judged=score.coverage.judged, due=score.coverage.due
    )
    if not score.refused:
        return covered
    refused = _say(f"refused_{score.refused}", lang, least=f"{tree.min_coverage:.0%}")
    return f"{refused}；{covered}" if lang == "zh" else f"{refused}; {covered}"


def _limits(score: Score, lang: str) -> Iterator[str]:
    for veto in score.vetoes:
        yield _say("veto", lang, cap=f"{veto.cap:.0f}", name=_name(veto, lang))
    for one in score.taken:
        yield _say("deduction", lang, points=f"{one.points:.1f}", name=_name(one.deduction, lang))


def _branch(one: GroupScore, lang: str) -> Iterator[Text]:
    measured = (
        _say("not_measured", lang) if one.share is None else f"{one.share * one.worth:.1f} / {one.worth:.1f}"
    )
    yield Text(
        f"{_name(one.group, lang)}  {measured}", style="bold" if one.share is not None else "bright_black"
    )
    for leaf in one.leaves:
        share = _say("not_measured", lang) if leaf.share is None else f"{leaf.share:.0%}"
        yield Text(f"  {_name(leaf.leaf, lang)}  {share}{_say('of', lang, count=leaf.total)}")


def _losses(score: Score, lang: str) -> Iterator[RenderableType]:
    found = [
        (loss.points, loss.key, loss.cause, leaf.leaf)
        for group in score.groups
        for leaf in group.leaves
        for loss in leaf.losses
    ]
    found.sort(key=lambda one: (-one[0], one[1], one[3].id))
    if not found:
        yield Text(_say("no_losses", lang))
    for points, key, cause, leaf in found[:LISTED]:
        cost = _say("points", lang, points=f"-{points:.2f}")
        yield hung(Text(f"{cost} · {visible(key)} · {say_claim(cause, lang)} → {_name(leaf, lang)}"), "  ")
    if len(found) > LISTED:
        yield Text(_say("more", lang, count=len(found) - LISTED), style="bright_black")


def _name(one: Tree | Branch | Leaf | Veto | Deduction, lang: str) -> str:
    return one.name if lang == "zh" else one.name_en


def _say(key: str, lang: str, **values: object) -> str:
    return _words()[key].of(lang).format_map(values)
