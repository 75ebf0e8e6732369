"""Masks personal data before anybody sees it: numbers by their shape and checksum, names and homes by their labels.

What must be hidden follows the provincial rule on publishing penalties (令332号, article 7): home address, contact, identity
number, bank account, health, and the names of natural persons. Every pattern is linear: fixed alternatives, bounded repeats.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董"
    "梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉"
    "钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景"
    "詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀"
    "郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛"
    "阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖涂付覃岳佘海鄢苟仝代候闫"
)
COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|独孤|南宫|轩辕"
LABELS = (
    "当事人姓名|当事人|被处罚人名称或姓名|被处罚人姓名|被处罚人|违法行为人|受送达人|行政相对人|法定代表人或负责人|法定代表人姓名|法定代表人|"
    "法人代表|主要负责人|负责人|经营者姓名|经营者|投资人|业主姓名|姓名|联系人|申请人|举报人|投诉人|证人|驾驶人"
)
HOMES = (
    "家庭住址|家庭地址|户籍所在地|户籍地址|户籍地|现住址|住址|居住地址|居住地|身份证住址|通信地址|通讯地址"
)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

_ID = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
_CARD = re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_HOME_PHONE = re.compile(r"(?:家庭电话|住宅电话|个人电话|本人电话)[:：]?\s{0,3}(0\d{2,3}-?\d{7,8})(?!\d)")
_PASSPORT = re.compile(r"护照(?:号码|号)?[:：]?\s{0,3}([A-Za-z]{1,2}\d{7,8})(?![0-9A-Za-z])")
_MAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}", re.ASCII
)
_HOME = re.compile(rf"(?:{HOMES})[:：]\s{{0,3}}([^\s,，。;；、*]{{4,60}})")
_NAME = re.compile(
    rf"(?:{LABELS})(?:为|是|[:：])\s{{0,3}}((?:{COMPOUND}|[{SURNAMES}])[一-鿿·]{{1,3}}?)"
    r"(?=$|[\s,，。;；、()（）<]|性别|男|女|身份|民族|系|于|在|的|等|因|违|未|与|和|，)"
)
_ORGANISATION = re.compile(r"公司|企业|厂$|店$|中心|合作社|单位|部门|机关|学校|医院|银行|协会|集团")
_SOMEBODY = "某某"


@dataclass(frozen=True, kw_only=True)
class Leak:
    """Personal data that stands in the open; the value is never kept, only how it looks when masked."""

    kind: str
    masked: str
    start: int


@dataclass(frozen=True, kw_only=True)
class _Span:
    kind: str
    start: int
    end: int
    masked: str


def redact(text: str, *, penalty: bool) -> str:
    """Return *text* with personal data masked; in penalty texts the names of natural persons too."""
    found = list(_spans(text, penalty=penalty))
    return _replaced(text, found) if found else text


def over_disclosed(text: str) -> tuple[Leak, ...]:
    """Return what personal data stands open in *text*, in order of place; names alone are not counted."""
    return tuple(
        Leak(kind=one.kind, masked=one.masked, start=one.start) for one in _spans(text, penalty=False)
    )


def _spans(text: str, *, penalty: bool) -> list[_Span]:
    """Return what to mask, without overlaps, the earlier and longer first."""
    every = [span for find in _FINDERS for span in find(text)]
    if penalty:
        every += _names(text)
    every.sort(key=lambda one: (one.start, -one.end))
    kept: list[_Span] = []
    for one in every:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _replaced(text: str, spans: list[_Span]) -> str:
    edges = [0, *(edge for one in spans for edge in (one.start, one.end)), len(text)]
    between = [text[a:b] for a, b in list(pairwise(edges))[::2]]
    masks = [*(one.masked for one in spans), ""]
    return "".join(part + mask for part, mask in zip(between, masks, strict=True))


def _stars(value: str, head: int, tail: int) -> str:
    return value[:head] + "*" * (len(value) - head - tail) + value[len(value) - tail :]


def _identities(text: str) -> Iterator[_Span]:
    for found in _ID.finditer(text):
        if valid_identity(found[0]):
            yield _Span(
                kind="身份证号码", start=found.start(), end=found.end(), masked=_stars(found[0], 3, 2)
            )


def valid_identity(number: str) -> bool:
    """Return whether *number* is an identity number: a day of birth, and the check sign of GB 11643.

    >>> valid_identity("11010519491231002X")
    True
    """
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(sign) * weight for sign, weight in zip(number, _WEIGHTS, strict=False))
    return born.year >= 1900 and _CHECKS[total % 11] == number[17].upper()  # noqa: PLR2004 - nobody older lives


def _cards(text: str) -> Iterator[_Span]:
    for found in _CARD.finditer(text):
        if _luhn([int(sign) for sign in found[0] if sign.isdigit()]):
            yield _Span(kind="银行账号", start=found.start(), end=found.end(), masked=_stars(found[0], 4, 2))


def _luhn(digits: list[int]) -> bool:
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]  # noqa: PLR2004 - the digits' cross sum
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _mobiles(text: str) -> Iterator[_Span]:
    for found in _MOBILE.finditer(text):
        yield _Span(kind="手机号码", start=found.start(), end=found.end(), masked=_stars(found[0], 3, 2))


def _grouped(
    pattern: re.Pattern[str], kind: str, mask: Callable[[str], str]
) -> Callable[[str], Iterator[_Span]]:
    def find(text: str) -> Iterator[_Span]:
        for found in pattern.finditer(text):
            group = 1 if pattern.groups else 0
            yield _Span(kind=kind, start=found.start(group), end=found.end(group), masked=mask(found[group]))

    return find


_FINDERS: tuple[Callable[[str], Iterator[_Span]], ...] = (
    _identities,
    _cards,
    _mobiles,
    _grouped(_HOME_PHONE, "家庭电话", lambda value: _stars(value, 4, 1)),
    _grouped(_PASSPORT, "护照号码", lambda value: _stars(value, 1, 1)),
    _grouped(_MAIL, "电子邮箱", lambda value: value[0] + "***" + value[value.index("@") :]),
    _grouped(_HOME, "家庭住址", lambda value: value[:2] + "***"),
)


def _names(text: str) -> Iterator[_Span]:
    """Yield every mention of a name that a label introduces somewhere in the text."""
    names = {found[1] for found in _NAME.finditer(text) if not _ORGANISATION.search(found[1])}
    for name in sorted(names, key=len, reverse=True):
        if name.endswith(_SOMEBODY[0]) or name[1:2] == _SOMEBODY[0]:
            continue
        head = name[:2] if re.match(COMPOUND, name) else name[:1]
        start = text.find(name)
        while start >= 0:
            yield _Span(kind="姓名", start=start, end=start + len(name), masked=head + _SOMEBODY)
            start = text.find(name, start + len(name))
