"""Draws one verdict with everything behind it: law, count of days, notices, readings, bytes, and what would clear it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.text import Text

from crawler.plural import counted
from crawler.records import ReadingRecord
from crawler.store.facts import Evidence as Bytes
from monitor.catalogue.describe import name_of
from monitor.catalogue.model import Edition
from monitor.elements.spot import Spot
from monitor.evidence import Candidate, Reason
from monitor.hanging import Hung, hung
from monitor.history.show import draw_passages
from monitor.remedy import remedy
from monitor.reposted import Group as PostedGroup
from monitor.reposted import say_group
from monitor.review.state import Review
from monitor.say import (
    colour,
    glyph,
    heading,
    say_edit,
    say_ending,
    say_flag,
    say_moment,
    say_reason,
    say_standing,
)
from monitor.say_match import say_match
from monitor.say_root import say_until
from monitor.say_spot import say_spot
from monitor.show_law import bracketed, draw_counts, draw_law
from monitor.text import visible
from monitor.verdict import Verdict

_QUOTING = frozenset({"law", "notices", "elements", "exposed"})
"""Sections that quote the source document and notices, whatever language is asked for."""
SHA = 16  # characters of a digest that are shown; the whole one is in the JSON


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Where the bytes behind a verdict lie, by fetch and by reading, and where else its notices stand."""

    fetches: dict[int, Bytes] = field(default_factory=dict)
    readings: dict[int, tuple[Bytes, ...]] = field(default_factory=dict)
    groups: Mapping[int, PostedGroup] = field(default_factory=dict)
    """By notice: the places of its document, where it stands in several."""


def draw(
    verdict: Verdict,
    edition: Edition,
    bureau: str,
    sources: Sources,
    lang: str,
    review: Review | None = None,
) -> RenderableType:
    """Return the whole of what ``gongkai explain`` prints; with *review* also by when a remedy helps."""
    parts: list[RenderableType] = [*_head(verdict, edition, bureau, lang)]
    parts += _section("law", draw_law(verdict, edition, lang), lang)
    parts += _section("count", draw_counts(verdict, edition, lang), lang)
    parts += _section("notices", _notices(verdict, edition, sources, lang), lang)
    parts += _section("elements", _elements(verdict.chosen, edition, lang), lang)
    parts += _section("exposed", _exposed(verdict.chosen, edition, lang), lang)
    parts += _section("readings", _readings(verdict, sources, lang), lang)
    parts += _section("why_not", _sentences(verdict.why_not, verdict, edition, lang), lang)
    parts += _section("clear", _clear(verdict, edition, review, lang), lang)
    versions = " ".join(f"{name}@{version}" for name, version in verdict.rule_versions.items())
    return Group(*parts, Text(), hung(Text(versions, style="bright_black")))


def _head(verdict: Verdict, edition: Edition, bureau: str, lang: str) -> Iterator[RenderableType]:
    duty = edition.duty(verdict.obligation.duty)
    parts = (visible(bureau), f"{duty.id} {name_of(duty, lang)}".strip(), visible(verdict.obligation.what))
    yield hung(Text(" · ".join(one for one in parts if one), style="bold"))
    said = Text(
        f"{glyph(verdict.standing)} {say_standing(verdict.standing, lang)}", style=colour(verdict.standing)
    )
    for flag in verdict.flags:
        said.append(f" · {say_flag(flag, lang)}", style="magenta")
    yield hung(said)
    for reason in (verdict.reason, *verdict.flag_reasons.values()):
        if said_of_it := visible(say_reason(reason, lang, verdict.evidence.zone, edition.english)):
            yield hung(Text(said_of_it))
    if verdict.obligation.basis:
        yield hung(Text(visible(verdict.obligation.basis), style="bright_black"))


def _section(key: str, lines: Iterable[RenderableType], lang: str) -> list[RenderableType]:
    held = list(lines)
    if not held:
        return []
    head = Text(heading(key, lang), style="bold underline")
    if key in _QUOTING and (note := heading("as_quoted", lang)):
        head.append(f"  ({note})", style="not bold not underline bright_black")
    return [Text(), hung(head), *held]


def _notices(verdict: Verdict, edition: Edition, sources: Sources, lang: str) -> Iterator[RenderableType]:
    between = "、" if lang == "zh" else ", "
    for one in verdict.evidence.candidates:
        mark = "▶" if one is verdict.chosen or one == verdict.chosen else " "
        sure = heading("certain" if one.certain else "possible", lang)
        score = bracketed(f"{sure} {one.score:.2f}", lang)
        title = Text(f"{visible(one.title)}{score}", style="bold" if mark == "▶" else "")
        yield hung(title, f"{mark} ")
        yield hung(
            Text(f"{visible(one.url)}  [{between.join(visible(name) for name in one.columns)}]"), "    "
        )
        yield hung(Text(f"{heading('claimed', lang)} {one.claimed or '—'} · {_interval(one, lang)}"), "    ")
        if one.notice in sources.groups:
            yield hung(Text(visible(say_group(sources.groups[one.notice], one.notice, lang))), "    ")
        for reason in filter(None, map(visible, one.reasons)):
            yield hung(Text(say_match(reason, lang, edition.english), style="bright_black"), "    · ")
        for state in one.states:
            where = _bytes(sources.fetches.get(state.fetch))
            yield hung(
                Text(f"v{state.number} {say_moment(state.seen_at, verdict.evidence.zone)}  {where}"), "    "
            )
            if state.kinds:
                yield hung(Text(say_edit(state.kinds, lang), style="magenta"), "       ")
                yield from draw_passages(state.passages)


def _interval(notice: Candidate, lang: str) -> str:
    first = notice.first
    lower = say_moment(first.lower, first.zone) if first.lower else heading("before_us", lang)
    return f"{heading('first_seen', lang)} ({lower}, {say_moment(first.upper, first.zone)}]"


def _elements(notice: Candidate | None, edition: Edition, lang: str) -> Iterator[RenderableType]:
    signs = {True: "✓", False: "✗", None: "－"}
    for one in notice.elements if notice else ():
        line = Text(f"{edition.say(one.name, lang)}  {visible(one.passage)}".rstrip())
        line.append(_place(one.spot, lang), style="bright_black")
        yield hung(line, f"{signs[one.present]} ")


def _exposed(notice: Candidate | None, edition: Edition, lang: str) -> Iterator[RenderableType]:
    for one in notice.exposed if notice else ():
        line = Text(f"{edition.say(one.kind, lang)}  {visible(one.passage)}")
        line.append(_place(one.spot, lang), style="bright_black")
        yield hung(line, "! ")


def _place(spot: Spot, lang: str) -> str:
    said = visible(say_spot(spot, lang))
    return f"  ({said})" if said else ""


def _readings(verdict: Verdict, sources: Sources, lang: str) -> Iterator[RenderableType]:
    used = set(verdict.readings)
    for place in verdict.evidence.places:
        held = [one for one in place.readings if one.id in used]
        if held:
            yield hung(
                Text(f"{visible(place.name)}{bracketed(f'{place.site}/{place.column}', lang)}", style="bold")
            )
        for one in held:
            yield _reading(one, verdict.evidence.zone, lang)
            for page in sources.readings.get(one.id, ()):
                yield hung(Text(_bytes(page), style="bright_black"), "      ")


def _reading(one: ReadingRecord, zone: ZoneInfo, lang: str) -> Hung:
    rows = f"{one.pages} 页 {len(one.sightings)} 条"
    if lang == "en":
        rows = f"{counted(one.pages, 'page')}, {counted(len(one.sightings), 'row')}"
    ending = say_ending(one.ending.value, lang)
    said = f"{say_moment(one.started_at, zone)}  {rows}  {ending}"
    return hung(Text(said.rstrip()), "  ")


def _bytes(found: Bytes | None) -> str:
    if found is None or not found.segment:
        return "—"
    return f"{found.segment}@{found.offset}+{found.length}  sha256 {found.payload_sha256[:SHA]}"


def _clear(verdict: Verdict, edition: Edition, review: Review | None, lang: str) -> Iterator[RenderableType]:
    """Yield what would clear it, and by when where a review says how far it has come."""
    found = remedy(verdict, review) if review else None
    yield from _sentences(found.what if found else verdict.clear, verdict, edition, lang)
    if found:
        yield hung(Text(say_until(found, lang), style="bold"))


def _sentences(
    reasons: Iterable[Reason], verdict: Verdict, edition: Edition, lang: str
) -> Iterator[RenderableType]:
    for one in reasons:
        said = visible(say_reason(one, lang, verdict.evidence.zone, edition.english))
        if said.strip():
            yield hung(Text(said), "· ")
