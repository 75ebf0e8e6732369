"""Finds notices in which a bureau says that for a named time it had nothing to publish."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date

from monitor.catalogue.model import Edition
from monitor.declaration import Declaration
from monitor.known import KnownBureau, KnownNotice
from monitor.matching.notice import MatchResult, NoticeText
from monitor.matching.plain import plain
from monitor.periods import Span

SHORT = 200  # characters; a longer text says more than that there is nothing
_SENTENCE = re.compile(r"[。；;！!\n]")
_YEAR = re.compile(r"(20\d{2})年")
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_HALF = re.compile(r"([上下])半年")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月(?!\d{1,2}日)")
_ORDER = "一二三四"


def find_nothing(
    edition: Edition, bureau: KnownBureau, match: Callable[[NoticeText], MatchResult]
) -> Iterator[Declaration]:
    """Yield what the notices of *bureau* declare, one for each category that such a notice surely belongs to.

    Where the sentence itself names a category by what *match* finds in it, it speaks of no other.
    """
    for notice in bureau.notices.values():
        passage = _passage(edition, notice)
        span = named_span(f"{notice.title}\n{passage}") if passage else None
        if span is None:
            continue
        named = {one.category for one in match(NoticeText(id="", title=passage)).categories}
        for said in bureau.match(notice.id).categories:
            if named and said.category not in named:
                continue
            yield Declaration(
                bureau=bureau.bureau.id,
                duty=said.category,
                first=span.first,
                last=span.last,
                basis=f"《{notice.title}》{notice.record.url}",
                passage=passage,
                notice=notice.id,
            )


def named_span(text: str) -> Span | None:
    """Return the one year, half, quarter or month that *text* names; None where it names none or several years.

    >>> named_span("2015年第三季度").name
    '2015-07..2015-09'
    """
    shown = plain(text)
    years = set(_YEAR.findall(shown))
    if len(years) != 1:
        return None
    year = int(years.pop())
    first, last = _months(shown)
    return Span(first=date(year, first, 1), last=date(year, last, monthrange(year, last)[1]))


def _months(text: str) -> tuple[int, int]:
    if found := _QUARTER.search(text):
        at = _ORDER.index(found[1]) if found[1] in _ORDER else int(found[1]) - 1
        return 3 * at + 1, 3 * at + 3
    if found := _HALF.search(text):
        return (1, 6) if found[1] == "上" else (7, 12)
    if found := _MONTH.search(text):
        return int(found[1]), int(found[1])
    return 1, 12


def _passage(edition: Edition, notice: KnownNotice) -> str:
    """Return the sentence that says there is nothing: the title, or one of a text that is short enough to say no more."""
    body = notice.versions[-1].body.strip() if notice.versions else ""
    texts: list[str] = [notice.title, *(_SENTENCE.split(body) if len(body) <= SHORT else ())]
    for text in texts:
        if any(re.search(one, plain(text)) for one in edition.nothing_terms):
            return text.strip()
    return ""
