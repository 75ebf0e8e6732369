"""Draws the law behind a verdict: the sentence that sets the duty, every rule of time, and the count of days."""

from collections.abc import Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from monitor.catalogue.describe import say_basis, say_passage, say_rule
from monitor.catalogue.model import Edition
from monitor.counting import Step
from monitor.deadlines import Derivation
from monitor.hanging import hung
from monitor.say import colour, glyph, heading, say_day, say_standing
from monitor.text import visible
from monitor.verdict import Verdict


def draw_law(verdict: Verdict, edition: Edition, lang: str) -> Iterator[RenderableType]:
    """Yield the sentence of the source document, then every rule of time with what it says by itself."""
    owed, category = verdict.obligation, edition.category(verdict.obligation.category)
    yield hung(Text(say_passage(category, edition, lang)), "  ")
    if owed.passage and owed.told:
        told = bracketed(heading(f"told_{owed.told.value}", lang), lang)
        yield hung(Text(f"{owed.trigger}  {visible(owed.passage)}{told}"), "  ")
    said = {one.timing: one for one in verdict.clocks}
    for one in verdict.derivations:
        mark = "▶" if one is verdict.headline else " "
        due = one.due.isoformat() if one.due else one.unknown
        soft = "" if one.timing.convicts else bracketed(heading("prompts_only", lang), lang)
        line = Text(f"{due}{soft}  ", style="bold" if mark == "▶" else "")
        line.append(say_basis(one.timing, edition, lang) or heading("no_citation", lang))
        gap = "；" if lang == "zh" else "; "
        line.append(f"{gap}{say_rule(one.timing, lang, edition)}", style="bright_black")
        if clock := said.get(one.timing.id):
            shown = f"  {glyph(clock.standing)} {say_standing(clock.standing, lang)}"
            line.append(shown, style=colour(clock.standing))
        yield hung(line, f"{mark} ")


def bracketed(text: str, lang: str) -> str:
    """Return *text* in brackets, as each language writes them."""
    return f"（{text}）" if lang == "zh" else f" ({text})"


def draw_counts(verdict: Verdict, edition: Edition, lang: str) -> Iterator[RenderableType]:
    """Yield the count of the rule that decides, then those of the others that bind."""
    binding = [one for one in verdict.derivations if one.convicts and one != verdict.headline]
    for one in filter(None, (verdict.headline, *binding)):
        yield from _count(one, edition, lang)


def _count(derived: Derivation, edition: Edition, lang: str) -> Iterator[RenderableType]:
    """Yield a line a week: each day with its number, or why it is skipped."""
    if not derived.steps:
        return
    yield Text(f"{derived.timing.id}  {derived.trigger} = 0")
    for _, week in groupby(derived.steps, key=lambda one: one.day.isocalendar()[:2]):
        line = Text()
        for step in week:
            line.append_text(_step(step, edition, lang))
        yield hung(line, "  ")


def _step(step: Step, edition: Edition, lang: str) -> Text:
    day = f"{step.day:%m-%d}"
    if step.counted:
        return Text(f"{day}={step.n}  ")
    why = edition.say(step.name, lang) or say_day(step.why, lang)
    return Text(f"{day} {why}  ", style="bright_black")
