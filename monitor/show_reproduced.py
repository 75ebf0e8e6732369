"""Draws a verdict beside what the archive keeps of it; the words are in ``say_reproduced.toml``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.text import Text

from crawler.strict import read_toml
from monitor.evidence import Reason
from monitor.grounds import Said
from monitor.hanging import Hung, hung
from monitor.reproduced import FIELDS, Reproduced
from monitor.say import NO_ENGLISH, Words, glyph, say_flag, say_moment, say_reason, say_standing
from monitor.text import visible
from monitor.words import Flag, Standing

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]{2,9}\+\d\d:\d\d")
_MOST = 20  # pages that are named where they read otherwise


@dataclass(frozen=True, kw_only=True)
class _Book:
    word: dict[str, Words]
    field: dict[str, Words]
    cause: dict[str, Words]
    reread: dict[str, Words]


@lru_cache(maxsize=1)
def _book() -> _Book:
    return read_toml(Path(str(files("monitor") / "say_reproduced.toml")), _Book)


def draw_reproduced(
    found: Reproduced, counts: dict[str, int], lang: str, english: Mapping[str, str] = NO_ENGLISH
) -> RenderableType:
    """Return what ``gongkai explain --from`` prints before the verdict itself; *counts* are those of the archive.

    *english* are the phrases of the edition.
    """
    zone, word = ZoneInfo(found.grounds.zone), _book().word
    judged = (
        word["judged"]
        .of(lang)
        .format(
            as_of=say_moment(found.then.as_of, zone),
            software=visible(found.grounds.software),
            made_at=say_moment(found.grounds.made_at, zone),
        )
    )
    checked = word["checked"].of(lang).format(**counts, payloads=found.now.payloads)
    verdict = word["same" if found.same else "differs"].of(lang)
    style = "bold green" if found.same else "bold red"
    return Group(
        hung(Text(verdict, style=style), "✓ " if found.same else "✕ "),
        hung(Text(visible(found.verdict.key), style="bold")),
        hung(Text(judged)),
        hung(Text(checked)),
        *_fields(found, english, lang, zone),
        *_causes(found, lang),
        Text(),
    )


def draw_all(
    found: Sequence[Reproduced], lost: Sequence[str], counts: dict[str, int], lang: str
) -> RenderableType:
    """Return what ``gongkai explain --all`` prints: how many are the same, and each that is not."""
    word, same = _book().word, sum(one.same for one in found)
    total = len(found) + len(lost)
    said = word["every"].of(lang).format(total=total, same=same)
    right = same == total
    lines: list[RenderableType] = [
        hung(Text(said, style="bold green" if right else "bold red"), "✓ " if right else "✕ "),
        hung(Text(word["proved"].of(lang).format(**counts))),
    ]
    for one in (one for one in found if not one.same):
        names = ("、" if lang == "zh" else ", ").join(_book().field[key].of(lang) for key in one.different)
        lines.append(hung(Text(visible(one.verdict.key), style="bold"), "✕ "))
        lines.append(hung(Text(word["not_same"].of(lang).format(fields=names)), "  "))
        lines += _causes(one, lang)
    for key in lost:
        lines.append(hung(Text(visible(key), style="bold"), "✕ "))
        lines.append(hung(Text(word["lost"].of(lang)), "  "))
    return Group(*lines)


def _fields(found: Reproduced, english: Mapping[str, str], lang: str, zone: ZoneInfo) -> Iterator[Hung]:
    different = set(found.different)
    for one in FIELDS:
        then, now = (_value(said, one, english, lang, zone) for said in (found.then, found.now))
        name = _book().field[one].of(lang)
        if one not in different:
            yield hung(Text(f"{name}：{now}" if lang == "zh" else f"{name}: {now}"), "✓ ")
            continue
        old, new = _book().word["then"].of(lang), _book().word["now"].of(lang)
        said = f"{name}：{old} {then}；{new} {now}" if lang == "zh" else f"{name}: {old} {then}; {new} {now}"
        yield hung(Text(said, style="red"), "✕ ")


def _causes(found: Reproduced, lang: str) -> Iterator[Hung]:
    """Yield what is not as it was then; where the verdict is the same all the same, for whoever wants to know."""
    runs = ", ".join(map(str, found.grounds.unlogged[:_MOST]))
    for one in found.causes:
        yield hung(Text(_book().cause[one].of(lang).format(runs=runs)), "· ")
    for page in found.reread[:_MOST]:
        said = _book().reread[page.what].of(lang).format(url=visible(page.url), number=page.number)
        yield hung(Text(said), "    ")


def _value(said: Said, name: str, english: Mapping[str, str], lang: str, zone: ZoneInfo) -> str:
    value = getattr(said, name)
    if name == "standing":
        standing = Standing(value)
        return f"{glyph(standing)} {say_standing(standing, lang)}"
    if name == "flags":
        return ("、" if lang == "zh" else ", ").join(say_flag(Flag(one), lang) for one in value) or "－"
    if name == "reason":
        values = {key: _moment(one) for key, one in value["values"].items()}
        return visible(say_reason(Reason(key=value["key"], values=values), lang, zone, english))
    return "－" if value in {None, ""} else str(value)


def _moment(value: object) -> object:
    """Return a moment that JSON holds as text as what it is, and all else as it stands."""
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return datetime.fromisoformat(value)
    return value
