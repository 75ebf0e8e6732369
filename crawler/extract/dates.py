"""Reads dates as official pages write them: three numbers with separators, Chinese numerals, damaged spacing, months as words.

A date is read or it is not; nothing is filled in. A month alone, a thirteenth month, the thirtieth of February, a
year outside living administration and a day after *today* all read as no date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crawler.extract.months import worded_dates

EARLIEST = 1949
LATEST = 2099
"""Where the caller knows no today, a later year is taken for a slip of the hand."""
AHEAD = timedelta(days=1)
"""Servers east of the reader, and notices dated for the next morning."""

_CHINESE = "〇○ＯOoОо零一二三四五六七八九"
_WIDE = str.maketrans("０１２３４５６７８９．／－–—‐", "0123456789./----")
_NUMERALS = str.maketrans(f"{_CHINESE}０１２３４５６７８９", "00000000123456789" + "0123456789")
_GAP = r"[\s\xa0\u3000]{0,3}"
_FULL = re.compile(
    rf"(?<![\d./-])((?:19|20)\d\d){_GAP}([-/.年]){_GAP}(\d{{1,2}}){_GAP}([-/.月]){_GAP}(\d{{1,2}})(?!\d)"
)
_NUMERAL = re.compile(
    rf"([{_CHINESE}\d０-９]{{4}}){_GAP}年{_GAP}([{_CHINESE}十\d０-９]{{1,3}}){_GAP}月"
    rf"{_GAP}([{_CHINESE}十廿卅\d０-９]{{1,4}}){_GAP}[日号]"
)
_SHORT = re.compile(rf"(?<![\d./-])(\d{{1,2}}){_GAP}([-/.月]){_GAP}(\d{{1,2}})(?![\d./-])")
_CLOCK_TIME = re.compile(r"[\s\xa0\u3000T]{0,3}([0-2]?\d[:：∶][0-5]\d(?:[:：∶][0-5]\d)?)")
_NEAR = re.compile(r"\W{0,3}([今昨前][天日])\s{0,3}[0-2]?\d[:：∶][0-5]\d(?:[:：∶][0-5]\d)?\W{0,3}")
_DAYS_AGO = {"今": 0, "昨": 1, "前": 2}
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_URL_YEAR = re.compile(r"/t?((?:19|20)\d\d)(?:/|-?[01]\d(?:/|-?[0-3]\d(?:/|_)))")
_SPLIT = (
    re.compile(rf"(?<!\d)((?:19|20)\d\d){_GAP}[-/.年]{_GAP}(\d{{1,2}})月?\s+(\d{{1,2}})日?(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})日?\s+(?P<y>(?:19|20)\d\d){_GAP}[-/.年]{_GAP}(?P<m>\d{{1,2}})月?(?![\d./-])"
    ),
)


@dataclass(frozen=True, kw_only=True)
class FoundDate:
    """A date in a text, and where it stands there."""

    day: date
    start: int
    end: int
    text: str


def find_dates(text: str, today: date | None = None) -> Iterator[FoundDate]:
    """Yield the plausible full dates of *text* in order."""
    found = [*_arabic(text, today), *_chinese(text, today), *_worded(text, today)]
    end = -1
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            end = one.end
            yield one


def with_time(text: str, found: FoundDate) -> str:
    """Return a date as it is printed, with the time behind it where there is one.

    >>> with_time("[2018-12-05 11:22]", next(find_dates("[2018-12-05 11:22]")))
    '2018-12-05 11:22'
    """
    time = _CLOCK_TIME.match(text, found.end)
    return f"{found.text} {time[1]}" if time else found.text


def read_date(text: str, today: date | None = None) -> date | None:
    """Return the first plausible full date in *text*, or None.

    >>> read_date("发布日期：2015年6月 24日")
    datetime.date(2015, 6, 24)
    >>> read_date("二○○七年四月十一日")
    datetime.date(2007, 4, 11)
    >>> read_date("2024-13-01"), read_date("2015年6月")
    (None, None)
    """
    return next((one.day for one in find_dates(text, today)), None)


def read_month_day(text: str, year: int | None, today: date | None = None) -> date | None:
    """Return the day of ``10-14`` or ``10月14日`` in the year known from elsewhere.

    Without a *year* the last such day not after *today* is meant; without either, no date.

    >>> read_month_day("[10-14]", None, date(2024, 3, 1))
    datetime.date(2023, 10, 14)
    """
    found = _SHORT.search(_plain(text))
    if not found or (found[2] == "." and year is None):
        return None
    month, day = int(found[1]), int(found[3])
    if year is not None:
        return _day(year, month, day, today)
    if today is None:
        return None
    return _day(today.year, month, day, today) or _day(today.year - 1, month, day, today)


def read_near_date(text: str, today: date | None) -> date | None:
    """Return the day of a text that is nothing but 今天 or 昨天 with its time, as the newest rows of some lists have it.

    >>> read_near_date("昨天 16:05", date(2024, 3, 1))
    datetime.date(2024, 2, 29)
    """
    found = _NEAR.fullmatch(text)
    if not found or today is None:
        return None
    return today - timedelta(days=_DAYS_AGO[found[1][0]])


def is_near_date(text: str) -> bool:
    """Whether *text* names a day by its distance, with a time; a clock that says what day it is does not."""
    return _NEAR.fullmatch(text) is not None


def read_split_date(text: str, today: date | None = None) -> date | None:
    """Return a date whose day stands apart from its year and month, as calendar-leaf skins draw it.

    >>> read_split_date("14 2024-10")
    datetime.date(2024, 10, 14)
    """
    plain = _plain(text)
    if found := _SPLIT[0].search(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]), today)
    if found := _SPLIT[1].search(plain):
        return _day(int(found["y"]), int(found["m"]), int(found["d"]), today)
    return None


def read_compact_date(text: str, today: date | None = None) -> date | None:
    """Return the day of eight digits that stand alone, as metas and addresses write it; in prose they mean anything.

    >>> read_compact_date("20240610")
    datetime.date(2024, 6, 10)
    """
    found = _COMPACT.search(text)
    return _day(int(found[1]), int(found[2]), int(found[3]), today) if found else None


def read_url_year(url: str) -> int | None:
    """Return the year that an address carries in its folders, as most publishing systems write it.

    >>> read_url_year("http://host.example/tzgg/202406/t20240610_1001.html")
    2024
    """
    found = _URL_YEAR.search(url)
    return int(found[1]) if found else None


def _plain(text: str) -> str:
    """Return *text* with full-width digits and separators as ASCII; same length."""
    return text.translate(_WIDE)


def _arabic(text: str, today: date | None) -> Iterator[FoundDate]:
    for found in _FULL.finditer(_plain(text)):
        if not _matching(found[2], found[4]):
            continue
        if day := _day(int(found[1]), int(found[3]), int(found[5]), today):
            yield _found(text, day, found.start(), found.end())


def _matching(first: str, second: str) -> bool:
    return first == second or (first == "年" and second == "月")


def _chinese(text: str, today: date | None) -> Iterator[FoundDate]:
    if "年" not in text:
        return
    for found in _NUMERAL.finditer(text):
        year, month, number = (_number(one) for one in found.groups())
        if day := _day(year, month, number, today):
            yield _found(text, day, found.start(), found.end())


def _worded(text: str, today: date | None) -> Iterator[FoundDate]:
    for one in worded_dates(text):
        if day := _day(one.year, one.month, one.day, today):
            yield FoundDate(day=day, start=one.start, end=one.end, text=text[one.start : one.end])


def _found(text: str, day: date, start: int, end: int) -> FoundDate:
    if text[end : end + 1] == "日":
        end += 1
    return FoundDate(day=day, start=start, end=end, text=text[start:end])


def _number(text: str) -> int:
    """Return 2015 for 二〇一五, 21 for 二十一 and for 廿一, 10 for 十."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _plain_number(tens or "一") * 10 + _plain_number(ones or "〇")
    return _plain_number(text)


def _plain_number(text: str) -> int:
    digits = text.translate(_NUMERALS)
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _day(year: int, month: int, day: int, today: date | None) -> date | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if today is not None and found > today + AHEAD:
        return None
    return found
