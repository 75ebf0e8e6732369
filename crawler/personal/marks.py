"""Days of birth and number plates: each tells who it was once something else is known."""

import re
from collections.abc import Iterator

from crawler.personal.spans import Span

_NUMERAL = "〇零○一二三四五六七八九十"
_DAY = (
    rf"(?:(?:19|20)[0-9]{{2}}\s?[年./-]\s?[0-9]{{1,2}}(?:\s?[月./-](?:\s?[0-9]{{1,2}}日?)?)?"
    rf"|[{_NUMERAL}]{{4}}年[{_NUMERAL}]{{1,3}}月(?:[{_NUMERAL}]{{1,3}}日)?|(?:19|20)[0-9]{{2}}年|(?:19|20)[0-9]{{6}})"
)
_BORN = re.compile(rf"(?<![0-9])({_DAY})(?=\s?(?:出生|生(?:于|人)?(?=$|[,。;、)\s(]))|\)?出生)")
_BIRTH = re.compile(
    rf"(?:出生(?:日期|年月日?|时间|于)?|生于|生日|诞生于)(?:为|是)?[:(]?\s{{0,3}}({_DAY})(?![0-9])"
)
_PLATE = re.compile(
    r"(?<![A-Za-z0-9])([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•.\s-]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9学挂港澳领试超])(?![A-Za-z0-9])"
)


def find_births(text: str) -> Iterator[Span]:
    """Yield the days of birth in half-width *text*."""
    for pattern in (_BORN, _BIRTH):
        for found in pattern.finditer(text):
            yield _span("出生日期", found, re.sub(rf"[0-9{_NUMERAL}]", "*", found[1]))


def find_plates(text: str) -> Iterator[Span]:
    """Yield the number plates in half-width *text*; those of the police are an office's."""
    for found in _PLATE.finditer(text):
        yield _span("车牌号码", found, f"{found[1][:2]}{'*' * (len(found[1]) - 3)}{found[1][-1]}")


def _span(kind: str, found: re.Match[str], masked: str) -> Span:
    return Span(kind=kind, start=found.start(1), end=found.end(1), masked=masked)
