"""Says standings, flags, endings and reasons in Chinese or English; the words are in ``say.toml``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from crawler.strict import read_toml
from monitor.evidence import Reason
from monitor.leads.lead import Lead
from monitor.words import Flag, Standing

LANGUAGES = ("zh", "en")
NO_ENGLISH: Mapping[str, str] = MappingProxyType({})
_OF_PAGES = frozenset({"title", "url", "passage", "names", "name", "columns", "find", "terms"})
"""Values of reasons that are words of pages and columns, whatever an edition means by them."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """One thing in both languages."""

    zh: str
    en: str

    def of(self, lang: str) -> str:
        """Return the words in *lang*."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, kw_only=True)
class StandingWords(Words):
    """A standing, with the glyph that stands for it wherever colour might be lost."""

    glyph: str
    colour: str


@dataclass(frozen=True, kw_only=True)
class _Book:
    standing: dict[str, StandingWords]
    flag: dict[str, Words]
    ending: dict[str, Words]
    day: dict[str, Words]
    heading: dict[str, Words]
    reason: dict[str, Words]
    lead: dict[str, Words]
    edit: dict[str, Words]


@lru_cache(maxsize=1)
def book() -> _Book:
    """Return the words, read once."""
    return read_toml(Path(str(files("monitor") / "say.toml")), _Book)


def say_standing(standing: Standing, lang: str = "zh") -> str:
    """Return the adjective of a standing."""
    return book().standing[standing.value].of(lang)


def glyph(standing: Standing) -> str:
    """Return the one character that stands for a standing."""
    return book().standing[standing.value].glyph


def colour(standing: Standing) -> str:
    """Return the terminal colour of a standing."""
    return book().standing[standing.value].colour


def say_flag(flag: Flag, lang: str = "zh") -> str:
    """Return the adjective of a flag."""
    return book().flag[flag.value].of(lang)


def say_ending(ending: str, lang: str = "zh") -> str:
    """Return how a reading ended; nothing for nothing."""
    return book().ending[ending].of(lang) if ending else ""


def say_day(kind: str, lang: str = "zh") -> str:
    """Return what a calendar calls a day."""
    return book().day[kind].of(lang)


def heading(key: str, lang: str = "zh") -> str:
    """Return a heading or label of an explanation."""
    return book().heading[key].of(lang)


def say_reason(reason: Reason, lang: str, zone: ZoneInfo, english: Mapping[str, str] = NO_ENGLISH) -> str:
    """Return the sentence of a reason, its moments as clocks in *zone* show them.

    Phrases of the edition in it are *english* where that is asked for; what pages say stays as it is.
    """
    values = {
        key: _value(key, one if key in _OF_PAGES else _spoken(one, lang, english), lang, zone)
        for key, one in reason.values.items()
    }
    return book().reason[reason.key].of(lang).format_map(values)


def say_edit(kinds: Iterable[str], lang: str = "zh") -> str:
    """Return what kinds of change are called, in their order."""
    return ("、" if lang == "zh" else ", ").join(book().edit[one].of(lang) for one in kinds)


def say_lead(lead: Lead, lang: str = "zh") -> str:
    """Return the sentence of a lead."""
    gap = "、" if lang == "zh" else ", "
    seen = gap.join(lead.seen)
    return (
        book()
        .lead[lead.kind.value]
        .of(lang)
        .format(what=lead.what, seen=seen, count=lead.count, found=lead.found)
    )


def say_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment as clocks in *zone* show it, to the minute.

    >>> from datetime import UTC
    >>> say_moment(datetime(2015, 6, 24, 16, 30, tzinfo=UTC), ZoneInfo("Europe/Amsterdam"))
    '2015-06-24 18:30'
    """
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _spoken(value: object, lang: str, english: Mapping[str, str]) -> object:
    if lang == "zh":
        return value
    if isinstance(value, list | tuple):
        return [_spoken(one, lang, english) for one in value]
    return english.get(value, value) if isinstance(value, str) else value


def _value(key: str, value: object, lang: str, zone: ZoneInfo) -> str:
    zh = lang == "zh"
    said = str(value)
    if key == "ending":
        said = say_ending(said, lang)
    elif key == "edit_kinds" and isinstance(value, list | tuple):
        said = say_edit(map(str, value), lang)
    elif key == "share" and isinstance(value, float):
        said = f"{value:.0%}"
    elif value is None:
        said = "不详" if zh else "nothing"
    elif isinstance(value, datetime):
        said = say_moment(value, zone)
    elif isinstance(value, list | tuple):
        said = ("、" if zh else ", ").join(str(one) for one in value)
        said = said or ("对应内容" if zh else "the matching content")
    return said
