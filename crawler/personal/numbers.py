"""Numbers that identify or reach a person: identity, bank card, passport, telephone, electronic mail.

Telephones and mailboxes of offices are meant to be public: a fixed line counts only where a person is the subject, and
addresses under ``gov`` never.
"""

import re
from collections.abc import Iterator
from datetime import date

from crawler.personal.spans import Span, stars

_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_IDENTITY_CHECKS = "10X98765432"
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_OLDEST = 1900

_GAP = r"[ -]{0,2}"
_IDENTITY = re.compile(
    rf"(?<![0-9A-Za-z])[1-8][0-9]{{5}}{_GAP}(?:19|20)[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{3}}[0-9Xx](?![0-9A-Za-z])"
)
_IDENTITY_APART = re.compile(rf"(?<![0-9A-Za-z])[1-8](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx](?![0-9A-Za-z])")
"""In groups of any size, whose check sign must be right."""
_IDENTITY_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff])[1-8][0-9]{16}[0-9Xx]")
"""Where no sign is left between it and what follows; its check sign must be right, too."""
_IDENTITY_SAID = re.compile(
    r"(?:身份证|公民身份|居民身份|证件|驾驶证|从业资格证|纳税人识别)(?:件|证)?(?:名称)?(?:及)?(?:号码?|编号)?(?:为|是)?[:(]?\s{0,3}([0-9](?:[ -]{0,2}[0-9]){13}(?:[ -]{0,2}[0-9](?:(?:[ -]{0,2}[0-9]){2}[ -]{0,2}[0-9Xx])?))(?![0-9A-Za-z])"
)
_CARD = re.compile(r"(?<![0-9A-Za-z./])[0-9]{4}(?:[ -]?[0-9]{4}){3}(?:[ -]?[0-9]{1,3})?(?![0-9A-Za-z])")
_CODE = re.compile(
    r"(?:代码|编号|编码|注册号|登记号|许可证号?|执照号?|文号|流水号|条码|单号|案号|证号|证书)[^,。;\n]{0,6}$"
)
_OTHER_CODE = re.compile(
    r"(?:文书|项目|订单|流水|条|单|案件|报告|决定书|通知书|产品|合同)(?:编号|编码|代码|码|号)[^,。;\n]{0,4}$|(?<!证件)编号[:为]?$"
)
_CARD_HEADS = "34569"
"""First digits of the cards that banks here issue; certificates and addresses begin with others."""
_ACCOUNT = re.compile(r"(?:卡号|账号|帐号|账户|帐户|银行)[^,。;\n]{0,12}$")
_ACCOUNT_SAID = re.compile(
    r"(?:卡号|账号|帐号|账户|帐户|银行卡|储蓄卡|全号)(?:号码?)?(?:为|是)?[:(]{0,2}\s{0,3}([0-9](?:[ -]{0,2}[0-9]){7,23})(?![0-9A-Za-z])"
)
_ACCOUNT_OF_CARD = re.compile(
    r"卡(?:号码?)?(?:为|是)?[:(]?\s{0,3}([0-9](?:[ -]{0,2}[0-9]){14,18})(?![0-9A-Za-z])"
)
_CARD_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff])62[0-9]{14,}")
"""The card of a bank here where no sign is left between it and what follows."""
_CARD_LENGTHS = (19, 16)
_ACCOUNT_BEHIND = re.compile(
    r"(?<![0-9A-Za-z])([0-9](?:[ -]?[0-9]){9,23})(?=(?:的|这一|号)?(?:账号|帐号|账户|帐户|卡))"
)
_TREASURY = re.compile(r"财政|国库|非税|罚没|罚款专户|代收|执收|缴款|汇缴|汇至|缴至|缴纳至")
"""Into an office's own account fines are paid, and everybody may know it."""
_CREDIT = re.compile(r"信用代码[^,。;\n]{0,6}$")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?:\+?86[ -]?)?(1[3-9][0-9](?:[ -]?[0-9]{4}){2}|1[3-9][0-9]{1,4}[ -]{1,2}[0-9]{3,6}(?:[ -]{1,2}[0-9]{1,5}){0,2})(?![0-9A-Za-z]|\.[0-9]|\s?(?:元|万|亿|平方|吨|千|米|股))"
)
_MOBILE_LENGTH = 11
_HOME_LINE = re.compile(
    r"(?:家庭|住宅|个人|本人|家中)(?:固定)?电话(?:号码)?[:]?\s{0,3}(0[0-9]{2,3}[ -]?[0-9]{7,8}|[0-9]{7,8})(?![0-9])"
)
_LINE = re.compile(
    r"(?<!咨询)(?<!监督)(?<!举报)(?<!投诉)(?<!值班)(?<!办公)(?<!服务)(?<!热线)(?<!受理)(?:电话|固话|座机|联系方式)(?:号码)?[:]?\s{0,3}((?:0[0-9]{2,3}|\(0[0-9]{2,3}\))[ -]?[0-9](?:[ -]{0,2}[0-9]){6,7}|[0-9]{7,8})(?![0-9])"
)
_PASSPORT = re.compile(
    r"(?:护照|通行证)[^0-9A-Za-z,。;\n*]{0,8}([A-Za-z]{1,2}[0-9](?:[ -]{0,2}[0-9]){6,7})(?![0-9A-Za-z])"
)
_TAIWAN = re.compile(
    r"(?:台胞证|台湾居民(?:来往大陆)?(?:通行证|居住证))[^0-9A-Za-z,。;\n*]{0,8}([0-9](?:[ -]{0,2}[0-9]){7,9})(?![0-9A-Za-z])"
)
_CERTIFICATE = re.compile(
    r"(?:学籍|社保卡|社会保障(?:卡)?|医保卡|医疗保险(?:卡|证)?|教师资格证书?|职业资格证书?|从业资格证|残疾人?证|优待证|退役证|出生医学证明|结婚证|离婚证|学生证|工作证|军官证|士官证)"
    r"(?:书|件)?(?:编)?(?:号码?|编号)(?:为|是)?[:(]?\s{0,3}([A-Za-z]{0,3}[0-9](?:[ -]{0,2}[0-9]){4,19}[0-9Xx]?)(?![0-9A-Za-z])"
)
"""Numbers of papers that only persons hold."""
_PAPER = re.compile("[证照卡籍明]")
_MAIL = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9][A-Za-z0-9_.+-]{0,63}@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})(?![A-Za-z0-9-])"
)
_OFFICE_MAIL = re.compile(
    r"(?:监督|举报|反馈|咨询|报送|提交|异议|受理|投稿|征集|征求意见|邮编|邮政编码|发送?至|上报|传真)[^。;\n]{0,24}$"
)
"""What an office says before the address at which everybody may write to it."""
_CHAT = re.compile(
    r"(?<![A-Za-z0-9])(?:微信号?|微信账号|微信昵称|QQ号?码?|支付宝账号|抖音号|快手号)[:为(]?\s{0,3}([A-Za-z0-9][A-Za-z0-9_-]{4,24})(?![A-Za-z0-9_-])",
    re.IGNORECASE,
)


def valid_identity(number: str) -> bool:
    """Return whether *number* is an identity number: a day of birth, and the check sign of GB 11643.

    >>> valid_identity("11010519491231002X")
    True
    """
    total = sum(int(sign) * weight for sign, weight in zip(number, _IDENTITY_WEIGHTS, strict=False))
    return born_in(number) and _IDENTITY_CHECKS[total % 11] == number[17].upper()


def valid_credit_code(code: str) -> bool:
    """Return whether *code* is the credit code of an organisation, by the check sign of GB 32100.

    >>> valid_credit_code("911100001000056886")
    False
    """
    if len(code) != len(_CREDIT_WEIGHTS) + 1 or any(sign not in _CREDIT_SIGNS for sign in code):
        return False
    total = sum(
        _CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(code, _CREDIT_WEIGHTS, strict=False)
    )
    return _CREDIT_SIGNS[-total % 31] == code[-1]


def valid_card(number: str) -> bool:
    """Return whether the digits pass the check of bank cards (Luhn).

    >>> valid_card("4111 1111 1111 1111"), valid_card("4111 1111 1111 1112")
    (True, False)
    """
    digits = [int(sign) for sign in number if sign.isdigit()]
    crossed = [digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2]]  # noqa: PLR2004 - the cross sum of two digits
    return (sum(digits[-1::-2]) + sum(crossed)) % 10 == 0


def born_in(number: str) -> bool:
    """Return whether the eighteen signs of *number* hold a day on which somebody alive can have been born.

    >>> born_in("110105194912310029"), born_in("110105194913310029")
    (True, False)
    """
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14])).year >= _OLDEST
    except ValueError:
        return False


def find_numbers(text: str) -> Iterator[Span]:
    """Yield identity numbers, cards, passports, mobiles, private lines and mail addresses of half-width *text*."""
    yield from _identities(text)
    yield from _cards(text)
    for found in _MOBILE.finditer(text):
        if sum(sign.isdigit() for sign in found[1]) == _MOBILE_LENGTH:
            yield _span("手机号码", found, 1, stars(found[1], 3, 2))
    for found in _HOME_LINE.finditer(text) if "电话" in text else ():
        yield _span("家庭电话", found, 1, _line(found[1]))
    for found in _CHAT.finditer(text):
        yield _span("即时通信账号", found, 1, stars(found[1], 1, 1))
    papers = ((_PASSPORT, "护照号码"), (_TAIWAN, "护照号码"), (_CERTIFICATE, "个人证件编号"))
    for pattern, kind in papers if _PAPER.search(text) else ():
        for found in pattern.finditer(text):
            yield _span(kind, found, 1, stars(found[1], 1, 1))
    for found in _MAIL.finditer(text) if "@" in text else ():
        said = text[max(0, found.start() - 40) : found.start()]
        if ".gov" not in f".{found[1].lower()}" and not _OFFICE_MAIL.search(said):
            yield _span("电子邮箱", found, 0, f"{found[0][0]}***@{found[1]}")


def find_lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the fixed lines between *start* and *end*, where a person is the subject."""
    for found in _LINE.finditer(text, start, end):
        yield _span("个人电话", found, 1, _line(found[1]))


def _line(number: str) -> str:
    return stars(number, 0, 2)


def _span(kind: str, found: re.Match[str], group: int, masked: str) -> Span:
    return Span(kind=kind, start=found.start(group), end=found.end(group), masked=masked)


def _identities(text: str) -> Iterator[Span]:
    """A day of birth in its place makes eighteen digits an identity number, also where the check sign is damaged."""
    known: set[int] = set()
    for found in _IDENTITY.finditer(text):
        said = text[max(0, found.start() - 24) : found.start()]
        digits = re.sub(r"[ -]", "", found[0])
        if _CREDIT.search(said) or not born_in(digits):
            continue
        if valid_identity(digits) or not (_OTHER_CODE.search(said) or valid_credit_code(digits)):
            known.add(found.start())
            yield _span("身份证号码", found, 0, stars(found[0], 3, 2))
    for pattern in (_IDENTITY_APART, _IDENTITY_INSIDE):
        for found in pattern.finditer(text):
            if found.start() not in known and valid_identity(re.sub(r"[ -]", "", found[0])):
                known.add(found.start())
                yield _span("身份证号码", found, 0, stars(found[0], 3, 2))
    for found in _IDENTITY_SAID.finditer(text):
        if found.start(1) not in known:
            yield _span("身份证号码", found, 1, stars(found[1], 3, 2))


def _cards(text: str) -> Iterator[Span]:
    """A number that is said to be a code, or is a credit code, is no card whatever its check digit."""
    cards: set[int] = set()
    for found in _CARD.finditer(text):
        said = text[max(0, found.start() - 24) : found.start()]
        likely = found[0][0] in _CARD_HEADS or _ACCOUNT.search(said)
        public = _CODE.search(said) or _TREASURY.search(text, max(0, found.start() - 40), found.start())
        if likely and valid_card(found[0]) and not valid_credit_code(found[0]) and not public:
            cards.add(found.start())
            yield _span("银行账号", found, 0, stars(found[0], 4, 2))
    for found in _CARD_INSIDE.finditer(text):
        length = next(
            (one for one in _CARD_LENGTHS if valid_card(found[0][:one]) and len(found[0]) >= one), 0
        )
        if (
            length
            and found.start() not in cards
            and not _CODE.search(text[max(0, found.start() - 24) : found.start()])
        ):
            cards.add(found.start())
            masked = stars(found[0][:length], 4, 2)
            yield Span(kind="银行账号", start=found.start(), end=found.start() + length, masked=masked)
    said_so = (_ACCOUNT_SAID, _ACCOUNT_OF_CARD, _ACCOUNT_BEHIND)
    for found in (one for pattern in said_so for one in pattern.finditer(text)):
        treasury = _TREASURY.search(text, max(0, found.start() - 40), found.start())
        if not treasury and found.start(1) not in cards:
            cards.add(found.start(1))
            yield _span("银行账号", found, 1, stars(found[1], 4, 2))
