"""Says and draws what changed between two days; the words are in ``changes.toml``."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from crawler.strict import read_toml
from monitor.changes import Cause, Change, Comparison, Side
from monitor.guard import Cell
from monitor.hanging import hung
from monitor.judgement import Judgement
from monitor.review.say import say_state
from monitor.review.words import State
from monitor.say import Words, glyph, say_flag, say_reason, say_standing
from monitor.text import visible

COLUMNS = ("bureau", "duty", "obligation", "before", "after", "cause", "why", "reason")


@dataclass(frozen=True, kw_only=True)
class _Book:
    cause: dict[str, Words]
    why: dict[str, Words]


@lru_cache(maxsize=1)
def _book() -> _Book:
    return read_toml(Path(str(files("monitor") / "changes.toml")), _Book)


def say_cause(cause: Cause, lang: str = "zh") -> str:
    """Return what a cause is called."""
    return _book().cause[cause.value].of(lang)


def say_why(why: str, lang: str = "zh") -> str:
    """Return what exactly happened."""
    return _book().why[why].of(lang)


def say_side(side: Side | None, lang: str = "zh") -> str:
    """Return what was said on a day; a dash where nothing was owed."""
    if side is None:
        return "－"
    said = [f"{glyph(side.standing)} {say_standing(side.standing, lang)}"]
    said += [say_flag(one, lang) for one in side.flags]
    said += [say_state(side.state, lang)] if side.state is not State.NONE else []
    return " ".join(said)


def change_rows(found: Comparison, lang: str = "en") -> list[list[Cell]]:
    """Return a row a change, with codes where codes are stable and a sentence for people."""
    english = found.after.edition.english
    return [
        [
            one.key.partition("/")[0],
            one.verdict.obligation.duty if one.verdict else "",
            one.key,
            _code(one.before),
            _code(one.after),
            one.cause.value,
            one.why,
            say_reason(one.verdict.reason, lang, one.verdict.evidence.zone, english) if one.verdict else "",
        ]
        for one in found.changes
    ]


def _code(side: Side | None) -> str:
    if side is None:
        return ""
    state = [side.state.value] if side.state is not State.NONE else []
    return " ".join([side.standing.value, *(one.value for one in side.flags), *state])


def draw(found: Comparison, lang: str) -> RenderableType:
    """Return everything that ``gongkai compare`` prints."""
    head = f"{found.before.day} → {found.after.day}"
    counts = [f"{say_cause(one, lang)} {count}" for one, count in found.counts().items() if count]
    same = f"未变 {found.unchanged}" if lang == "zh" else f"unchanged {found.unchanged}"
    parts: list[RenderableType] = [Text(head, style="bold"), Text(" · ".join([*counts, same]))]
    if found.kept:
        kept = f"{found.kept.made_at:%Y-%m-%d}"
        told = (
            f"前一日依 {kept} 留存的判定"
            if lang == "zh"
            else f"the earlier day as it was told and kept on {kept}"
        )
        parts.append(Text(told, style="bright_black"))
    parts += _lines(found.changes, found.after, lang)
    return Group(*parts)


def _lines(changes: Iterable[Change], judged: Judgement, lang: str) -> Iterator[RenderableType]:
    last, english = None, judged.edition.english
    for one in changes:
        if one.cause is not last:
            last = one.cause
            yield Text()
            yield Text(say_cause(one.cause, lang), style="bold underline")
        bureau = judged.bureaus.get(one.key.partition("/")[0])
        name = f"{visible(bureau.name)} · " if bureau else ""
        yield hung(Text(f"{name}{visible(one.key)}", style="bold"))
        yield hung(Text(f"{say_side(one.before, lang)} → {say_side(one.after, lang)}"), "  ")
        reason = (
            visible(say_reason(one.verdict.reason, lang, one.verdict.evidence.zone, english))
            if one.verdict
            else ""
        )
        yield hung(Text(f"{say_why(one.why, lang)}{'：' if lang == 'zh' else ': '}{reason}"), "  ")
