"""Where a person lives: behind a label that only homes have, or in an entry about a person."""

import re
from collections.abc import Iterator, Sequence

from crawler.personal.columns import column_of
from crawler.personal.sentences import Sentences
from crawler.personal.spans import Span
from crawler.personal.words import HAN

_LABELS = (
    "家庭住址|家庭地址|户籍所在地址?|户籍地址|户籍地|户籍|户口所在地|现住址|现住地址|现住地|现住|现居住地|暂住地址|暂住地|暂住证地址|暂住|"
    "最后住址|住址|居住地址|居住地|住处|身份证住址|身份证地址|证件地址|经常居住地|家住|租住于|租住在|租住地|房屋坐落|家庭所在地|送达地点|送达地址|居住于|居住在|家在|住在|家住在"
)
_SHARED = "通[信讯]地址|联系地址|邮寄地址|收件地址|地址|住所地?|住 {1,4}所|住 {1,4}址"
"""Labels that persons and companies have."""
_SAID = r"(?:\([^()\n]{1,8}\))?(?:均?为|均系|是|系|于|在)?(?::\s{0,3}|[\s|]{1,4})?"
_VALUE = r"([^\s,。;、*:|()<>\"“”]{4,70})"
_HOME = re.compile(rf"(?<!所\()(?:{_LABELS}|住 {{1,4}}址){_SAID}{_VALUE}")
_ADDRESS = re.compile(
    rf"(?<!经营)(?<!注册)(?<!营业)(?<!本局)(?<!机关)(?<!单位)(?<!办公)(?:{_SHARED}){_SAID}{_VALUE}"
)
_LIVES = re.compile(rf"(?<=[,;、])(?:现|居|家)?住(?!所|宿|宅|院|房|建)(?:在|于|址?为?){_SAID}{_VALUE}")
_DWELLING = re.compile(
    r"(?<![\u4e00-\u9fff])(?:将|在)?([\u4e00-\u9fff]{2,24}?[省市区县镇乡街道村路][\u4e00-\u9fff]{0,20}(?:[0-9]{1,5}(?:弄|号|幢|栋|单元|组|-)){1,4}[0-9]{1,5}(?:室|号))"
)
"""An address down to the door or the group of a village, whatever stands before it."""
_UNIT = r"(?:第?[0-9]{1,5}(?:弄|号楼|号房|号|幢|栋|座|单元|室|组|社|队|#|-)|[一二三四五六七八九十]{1,3}(?:组|社|队|区|期))"
_DOOR = rf"[{HAN}]{{2,20}}?{_UNIT}(?:[{HAN}]{{0,8}}?{_UNIT}){{0,4}}(?:第?[0-9]{{2,5}}(?:室|号房)?)?"
_NAMED = re.compile(
    rf"(?:\(|(?<!入)(?<!吃)住(?:址|处|所)?(?:在|于|为|:|是)?|[坐座]落(?:于|在|:)?|家在|(?<=[,;、])系)\s?({_DOOR})"
)
"""An address behind what may be of a person: in brackets, where somebody lives, where a house stands."""
_LIVED_IN = re.compile(rf"在({_DOOR})(?=内?(?:共同生活|居住|生活|家中|家里|的家|租住|租房|的住处|住处))")
_ESTATE = re.compile(
    rf"((?<![{HAN}])[{HAN}]{{2,16}}第?[0-9]{{1,3}}(?:幢|栋|座|#)(?:第?[0-9]{{1,2}}单元)?第?[0-9]{{3,4}}(?:室|号房|号)?(?![0-9]))"
)
_PUBLIC = re.compile(r"(?:地\s{0,3}址|场所|住所|位于|地点|大厅|窗口|机关|[局委厅院所])[:(,]?\s{0,3}$")
_SOMEWHERE = re.compile("[住户址家落处送]")
_DIGIT = re.compile("[0-9]")
_PLACE = re.compile(r"[省市区县旗镇乡村路街巷弄号室幢栋组]")


def find_homes(text: str) -> Iterator[Span]:
    """Yield what stands behind labels that only homes have, in half-width *text*."""
    for found in _HOME.finditer(text) if _SOMEWHERE.search(text) else ():
        if _PLACE.search(found[1]) and column_of(found[1]) is None:
            yield _span(found)
    for found in _DWELLING.finditer(text) if _DIGIT.search(text) else ():
        if not _PUBLIC.search(text, max(0, found.start() - 8), found.start()):
            yield _span(found)


def find_dwellings(text: str, names: Sequence[Span]) -> Iterator[Span]:
    """Yield the addresses in half-width *text* by which one of the private *names* is told, in the same sentence."""
    if not names:
        return
    near = Sentences(names)
    for pattern in (_NAMED, _LIVED_IN, _ESTATE):
        for found in pattern.finditer(text):
            bracket = found[0].startswith("(")
            if near.named_before(text, found.start()) if bracket else near.holds(text, *found.span(1)):
                yield _span(found)


def find_addresses(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the addresses between *start* and *end*, where a person is the subject."""
    for pattern in (_ADDRESS, _LIVES):
        for found in pattern.finditer(text, start, end):
            if _PLACE.search(found[1]) and column_of(found[1]) is None:
                yield _span(found)


def _span(found: re.Match[str]) -> Span:
    return Span(kind="家庭住址", start=found.start(1), end=found.end(1), masked=f"{found[1][:2]}***")
