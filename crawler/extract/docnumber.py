"""Reads document numbers (发文字号): issuer's sign, year in brackets, running number, 号.

The number of a page is its own only where the page says so: behind a label, alone on a line at the head of the text,
or in the title's own place for it. A number inside a sentence belongs to the document that the sentence quotes.
"""

import re

from crawler.extract.text import bare

_OPEN = "〔〖【［[（(﹝〘"
_CLOSE = "〕〗】］\\]）)﹞〙"
_SIGN = r"[\u4e00-\u9fff]{1,16}"
_YEAR = r"(?:19|20)\d\d"
_END = r"[号號]"
_NUMBER = (
    rf"(?:{_SIGN}\s?[{_OPEN}]\s*{_YEAR}\s*[{_CLOSE}]\s*(?:第\s*)?(?:\d{{1,5}})?\s*{_END}"
    rf"|[\u4e00-\u9fff]{{2,16}}[{_OPEN}]\s*{_YEAR}\d{{1,4}}\s*{_END}"
    rf"|[\u4e00-\u9fff]{{2,12}}(?:发|办|函|字|令|告|文|通|政|规)\s*{_YEAR}\d{{1,4}}\s*{_END}"
    rf"|[\u4e00-\u9fff]{{2,20}}令\s*第?\s*(?:\d{{1,4}}|[〇零一二三四五六七八九十百]{{1,6}})\s*{_END})"
)
_WHOLE = re.compile(rf"[（(]?\s*({_NUMBER})\s*[）)]?")
_BEHIND_TITLE = re.compile(rf"(?<!》)(?:[（(]\s*({_NUMBER})\s*[）)]|\s({_NUMBER}))\s*$")
_BEFORE_TITLE = re.compile(rf"\s*({_NUMBER})(?=.{{6}})")
_PARTS = re.compile(rf"({_SIGN})\s*[{_OPEN}]\s*({_YEAR})\s*[{_CLOSE}]\s*(?:第\s*)?(\d{{1,5}})?\s*{_END}")
_QUOTING = re.compile("转发|印发|关于|根据|按照|依据|贯彻|落实|学习|执行|废止|修改|解读|现将|的")
"""Words that no issuer's sign contains; before a number they make it a quotation."""
_SHORTEST, _LONGEST = 4, 30
"""Lengths between which an unknown value may be a number."""
_HEAD_LINES = 8
_HEAD_LINE = 60
"""The number stands above the addressees: within these lines, before the first line as long as prose."""


def whole_number(text: str) -> str:
    """Return *text* as a document number where it is nothing else, as it is printed but for white space.

    >>> (
    ...     whole_number("仑政办〔2015〕 号"),
    ...     whole_number("（柘政〔2018〕12号）"),
    ...     whole_number("根据国发〔2017〕28号"),
    ... )
    ('仑政办〔2015〕号', '柘政〔2018〕12号', '')
    """
    found = _WHOLE.fullmatch(text.strip()) if len(text) < _HEAD_LINE else None
    if not found or _QUOTING.search(found[1]):
        return ""
    return bare(found[1])


def labelled_number(text: str) -> str:
    """Return the number that a label's value gives; what the grammar does not know is kept if it looks like one."""
    value = bare(text)
    if whole := whole_number(text):
        return whole
    found = re.match(_NUMBER, value)
    if found:
        return found[0]
    return value if _SHORTEST < len(value) < _LONGEST and re.search(rf"{_YEAR}.*\d|第.+号", value) else ""


def title_number(title: str) -> str:
    """Return the number in a title's own place for it: in brackets behind, or set before; never one inside.

    >>> title_number("关于共享资源的通知（苏政务办发〔2020〕78号）")
    '苏政务办发〔2020〕78号'
    >>> title_number("某局转发豫体群〔2020〕19号关于检查的通知")
    ''
    """
    for pattern in (_BEHIND_TITLE, _BEFORE_TITLE):
        found = pattern.search(title) if pattern is _BEHIND_TITLE else pattern.match(title)
        if found and (number := next(one for one in found.groups() if one)) and not _QUOTING.search(number):
            return bare(number)
    return ""


def head_number(body: str) -> str:
    """Return the number that stands alone on a line above the text of a document."""
    for line in body.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        if number := whole_number(line):
            return number
        if len(line) > _HEAD_LINE:
            return ""
    return ""


def normal_form(number: str) -> str:
    """Return a number with the brackets of the standard, for comparing; a missing running number is ``?``.

    >>> normal_form("国办发[2016]61号"), normal_form("仑政办〔2015〕 号")
    ('国办发〔2016〕61号', '仑政办〔2015〕?号')
    """
    found = _PARTS.search(number)
    if not found:
        return bare(number).replace("號", "号")
    return f"{found[1]}〔{found[2]}〕{int(found[3]) if found[3] else '?'}号"
