"""``gongkai review``: what people have to decide of verdicts, what they decided, and how far they agree."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich.console import Group, RenderableType
from rich.text import Text

from crawler.door.terminal import echo_json, terminal
from crawler.workspace import Workspace
from monitor.commands import review_acts, review_audit, review_sheet
from monitor.commands.explaining import as_data, sources_of
from monitor.commands.reviewing import as_of_option, author_option, session
from monitor.hanging import Hung, columns, hung
from monitor.judgement import Judgement, summary
from monitor.review.entry import Entry
from monitor.review.queue import Item, queue
from monitor.review.say import say_act, say_choice, say_state, say_waits
from monitor.review.sight import seen_by
from monitor.review.state import Review
from monitor.review.words import Waits
from monitor.say import LANGUAGES, colour, glyph, say_flag, say_moment, say_reason, say_standing
from monitor.say_match import say_match
from monitor.scores.tree import find_tree
from monitor.show_verdict import draw
from monitor.text import visible
from monitor.verdict import plain


@click.group()
def review() -> None:
    r"""Review verdicts: two people, an arbiter where they differ, and the bureau's answer before anything is confirmed.

    \b
    gongkai -w ningbo review queue --as 王芳
    gongkai -w ningbo review show caizheng/C21.1/2015 --as 王芳
    gongkai -w ningbo review decide caizheng/C21.1/2015 --as 王芳 --choice confirm --reason 逐栏核对，未见
    """


@review.command("queue")
@author_option
@click.option(
    "--waits", type=click.Choice([one.value for one in Waits if one]), help="Only what waits for this."
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="So many at most.")
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.pass_obj
def show_queue(
    opened: Callable[[], Workspace],
    *,
    author: str,
    waits: str | None,
    limit: int,
    as_of: datetime | None,
    as_json: bool,
    lang: str,
) -> None:
    r"""List what waits for a decision, first what costs a bureau most; with --as only what you can still decide.

    \b
    gongkai -w ningbo review queue
    gongkai -w ningbo review queue --as 王芳 --limit 50
    """
    held = session(opened, as_of)
    tree = find_tree(held.workspace.settings.score.tree, held.workspace.root)
    found = queue(held.judged, tree, reader=author, waits=Waits(waits) if waits else None)
    if as_json:
        rows = [_row(one) for one in found[:limit]]
        echo_json({"open": len(found), "queue": rows})
        return
    lines: list[RenderableType] = [line for one in found[:limit] for line in _lines(one, held.judged, lang)]
    more = len(found) - limit
    if not found:
        lines = [Text("没有待复核的判定。" if lang == "zh" else "Nothing waits for review.")]
    elif more > 0:
        lines.append(Text(f"另有 {more} 项（--limit）" if lang == "zh" else f"{more} more (--limit)"))
    terminal(width=columns(), highlight=False).print(Group(*lines))


def _row(item: Item) -> dict[str, Any]:
    said = {"effect": round(item.effect, 2), "state": item.review.state, "waits": item.review.waits}
    said |= {
        "possible": [{"notice": one.notice, "title": one.title, "url": one.url} for one in item.possible]
    }
    return summary(item.verdict) | dict(plain(said))


def _lines(item: Item, judged: Judgement, lang: str) -> Iterator[Hung]:
    verdict = item.verdict
    head = Text(f"{glyph(verdict.standing)} ", style=colour(verdict.standing))
    duty = judged.edition.duty(verdict.obligation.duty)
    name = duty.name if lang == "zh" else duty.name_en
    head.append(f"{visible(judged.bureaus[verdict.obligation.bureau].name)} · {duty.id} {name}", style="bold")
    head.append(f" · {say_standing(verdict.standing, lang)}")
    for flag in verdict.flags:
        head.append(f" · {say_flag(flag, lang)}", style="magenta")
    yield hung(head)
    yield hung(Text(visible(verdict.key), style="bright_black"), "  ")
    effect = f"影响 {item.effect:.1f} 分" if lang == "zh" else f"{item.effect:.1f} points hang on it"
    yield hung(
        Text(f"{effect} · {say_state(item.review.state, lang)} · {say_waits(item.review, lang)}"), "  "
    )
    yield hung(
        Text(visible(say_reason(verdict.reason, lang, verdict.evidence.zone, judged.edition.english))), "  "
    )
    for one in item.possible:
        gap, marks = ("；", "《》") if lang == "zh" else ("; ", "“”")
        reasons = gap.join(say_match(each, lang, judged.edition.english) for each in one.reasons)
        said = f"{one.notice} {marks[0]}{one.title}{marks[1]} {reasons}"
        yield hung(Text(visible(said), style="yellow"), "  ")


@review.command("show")
@click.argument("key")
@author_option
@as_of_option
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language.")
@click.pass_obj
def show(
    opened: Callable[[], Workspace],
    *,
    key: str,
    author: str,
    as_of: datetime | None,
    as_json: bool,
    lang: str,
) -> None:
    r"""Show a verdict with its evidence and its review; a first decision stays hidden until the second is made.

    \b
    gongkai -w ningbo review show caizheng/C21.1/2015 --as 王芳
    """
    held = session(opened, as_of, key)
    verdict = held.judged.verdict(key)
    found = held.judged.review(verdict.key)
    sources = sources_of(held.engine, verdict)
    if as_json:
        data = as_data(verdict, sources) | {"review": as_review(found, author)}
        echo_json(data)
        return
    name = held.judged.bureaus[verdict.obligation.bureau].name
    console = terminal(width=columns(), highlight=False)
    console.print(draw(verdict, held.judged.edition, name, sources, lang, found))
    console.print(draw_review(found, author, lang, verdict.evidence.zone))


def as_review(found: Review, reader: str) -> dict[str, Any]:
    """Return a review as JSON knows it, with what *reader* may see."""
    said = {
        "state": found.state,
        "called": found.called,
        "waits": found.waits,
        "claim": found.claim,
        "window_end": found.window_end,
        "rectify_by": found.rectify_by,
        "entries": seen_by(found, reader),
        "hidden": len(found.entries) - len(seen_by(found, reader)),
    }
    return dict(plain(said))


def draw_review(found: Review, reader: str, lang: str, zone: ZoneInfo) -> RenderableType:
    """Return the section of a verdict's review, with what *reader* may see."""
    seen = seen_by(found, reader)
    head = "复核" if lang == "zh" else "Review"
    said = [say_state(found.state, lang), say_waits(found, lang)]
    if found.rectify_by:
        said.append(
            f"整改期限 {found.rectify_by}" if lang == "zh" else f"to be put right by {found.rectify_by}"
        )
    parts: list[RenderableType] = [Text(), Text(head, style="bold underline")]
    parts.append(hung(Text(" · ".join(one for one in said if one))))
    parts += [hung(_entry(one, lang, zone), "  ") for one in seen]
    if hidden := len(found.entries) - len(seen):
        told = (
            f"另有 {hidden} 条，待第二人独立复核后可见"
            if lang == "zh"
            else f"{hidden} hidden until a second reviewer has decided"
        )
        parts.append(hung(Text(told, style="bright_black"), "  "))
    return Group(*parts)


def _entry(one: Entry, lang: str, zone: ZoneInfo) -> Text:
    said = [
        say_moment(one.at, zone),
        visible(one.author),
        say_act(one.act, lang),
        say_choice(one.choice, lang),
    ]
    return Text(" ".join([*(each for each in said if each), visible(one.reason), visible(one.link)]).strip())


for command in (
    review_acts.decide,
    review_acts.notify,
    review_acts.reply,
    review_acts.override,
    review_acts.excuse,
    review_acts.withdraw,
    review_sheet.export,
    review_sheet.take,
    review_sheet.log,
    review_audit.sample,
    review_audit.agree,
):
    review.add_command(command)
