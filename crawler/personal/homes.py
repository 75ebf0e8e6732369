"""Where a person lives: behind a label that only homes have, or in a sentence about a person."""

import re
from collections.abc import Iterator

from crawler.personal.spans import Span

_LABELS = "家庭住址|家庭地址|户籍所在地|户籍地址|户籍地|现住址|现住地|现住|住址|居住地址|居住地|身份证住址|身份证地址|经常居住地"
_VALUE = r"([^\s,。;、*:|]{4,60})"
_HOME = re.compile(rf"(?:{_LABELS})(?::\s{{0,3}}|为|[\s|]{{1,3}}){_VALUE}")
_ADDRESS = re.compile(rf"(?:通[信讯]地址|联系地址|送达地址|地址|住所地?)(?::\s{{0,3}}|为){_VALUE}")
_LIVES = re.compile(r"(?<=[,;、])(?:现|居|家)?住(?:在|所地?为?)?([^\s,。;、*:|]{4,60})")
_PLACE = re.compile(r"[省市区县旗镇乡村路街巷弄号室幢栋组]")


def find_homes(text: str) -> Iterator[Span]:
    """Yield what stands behind labels that only homes have, in half-width *text*."""
    for found in _HOME.finditer(text):
        if _PLACE.search(found[1]):
            yield _span(found)


def find_addresses(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the addresses between *start* and *end*, where a person is the subject."""
    for pattern in (_ADDRESS, _LIVES):
        for found in pattern.finditer(text, start, end):
            if _PLACE.search(found[1]):
                yield _span(found)


def _span(found: re.Match[str]) -> Span:
    return Span(kind="家庭住址", start=found.start(1), end=found.end(1), masked=f"{found[1][:2]}***")
