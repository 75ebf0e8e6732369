"""Says what became of notices, in Chinese or English; the words are in ``say.toml``."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from crawler.clock import SHANGHAI
from crawler.records import FileChange, Passage
from crawler.strict import read_toml
from crawler.words import EditKind
from monitor.history.happening import Absence, Backdated, Bulk, Edited, History, Republished
from monitor.history.words import Manner, What
from monitor.say import Words, say_moment


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that became of a notice, or of several, as people read it."""

    what: What
    notices: tuple[int, ...]
    title: str
    """Of the first of them."""
    after: datetime | None
    """It happened after this look; None where there was none before."""
    until: datetime
    """And not after this one."""
    kinds: tuple[EditKind, ...] = ()
    manner: Manner | None = None
    details: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Book:
    what: dict[str, Words]
    manner: dict[str, Words]
    detail: dict[str, Words]


@lru_cache(maxsize=1)
def _book() -> _Book:
    return read_toml(Path(str(files("monitor") / "history" / "say.toml")), _Book)


def say_what(what: What, lang: str = "zh") -> str:
    """Return what it is called."""
    return _book().what[what.value].of(lang)


def say_manner(manner: Manner, lang: str = "zh") -> str:
    """Return how a change was made."""
    return _book().manner[manner.value].of(lang)


def _detail(key: str, lang: str, **values: object) -> str:
    return _book().detail[key].of(lang).format(**values)


def say_file(change: FileChange, lang: str = "zh") -> str:
    """Return what happened to a file."""
    before, after = (one.name if one else "" for one in (change.before, change.after))
    key = "file_replaced" if before and after else "file_gone" if before else "file_came"
    return _detail(key, lang, before=before, after=after)


def lines(history: History, lang: str = "zh", zone: ZoneInfo = SHANGHAI) -> list[Line]:
    """Return everything that became of the notices of a site, in the order in which it was seen."""
    titles = history.titles
    found = [_edited(one, titles, lang) for one in history.edited]
    found += [_republished(one, titles, lang) for one in history.republished]
    found += [_absence(one, titles, lang, zone) for one in history.absences]
    found += [_backdated(one, titles, lang) for one in history.backdated]
    found += [_bulk(one, titles, lang) for one in history.bulk]
    return sorted(found, key=lambda one: (one.until, one.notices))


def _edited(one: Edited, titles: dict[int, str], lang: str) -> Line:
    details = [say_file(change, lang) for change in one.files]
    details += [_detail("told_by", lang, other=one.told_by)] if one.told_by else []
    return Line(
        what=What.EDITED,
        notices=(one.notice,),
        title=titles.get(one.notice, ""),
        after=one.after,
        until=one.until,
        kinds=one.kinds,
        manner=one.manner,
        details=tuple(details),
        passages=one.passages,
    )


def _republished(one: Republished, titles: dict[int, str], lang: str) -> Line:
    return Line(
        what=What.REPUBLISHED,
        notices=(one.notice, one.of),
        title=titles.get(one.notice, ""),
        after=one.first.lower,
        until=one.first.upper,
        details=(_detail("of_changed" if one.changed else "of", lang, other=one.of),),
    )


def _absence(one: Absence, titles: dict[int, str], lang: str, zone: ZoneInfo) -> Line:
    details = [_detail("moved", lang, other=one.moved_to)] if one.moved_to else []
    details += [_detail("back", lang, back=say_moment(one.restored, zone))] if one.restored else []
    return Line(
        what=What.RESTORED if one.restored else What.WITHDRAWN,
        notices=(one.notice,),
        title=titles.get(one.notice, ""),
        after=one.gone.last_present,
        until=one.gone.first_absent,
        details=tuple(details),
    )


def _backdated(one: Backdated, titles: dict[int, str], lang: str) -> Line:
    return Line(
        what=What.BACKDATED,
        notices=(one.notice,),
        title=titles.get(one.notice, ""),
        after=one.first.lower,
        until=one.first.upper,
        details=(_detail("claimed", lang, claimed=one.claimed),),
    )


def _bulk(one: Bulk, titles: dict[int, str], lang: str) -> Line:
    said = _detail(
        "bulk", lang, column=one.column, count=len(one.notices), oldest=one.oldest, newest=one.newest
    )
    return Line(
        what=What.BULK,
        notices=one.notices,
        title=titles.get(one.notices[0], ""),
        after=one.first.lower,
        until=one.first.upper,
        details=(said,),
    )
