"""Names of natural persons: where a word introduces one, where a sentence or a list begins with one, and every other mention.

Officials in office are named in public: what introduces them makes a name public that only its place made doubtful.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import ahocorasick_rs

from crawler.personal.shape import LONGEST, ends, is_name, name_at
from crawler.personal.spans import Span
from crawler.personal.words import HAN, Role, either, given, labels, roles, sounds, surnames

LISTED = 12
"""Names that one label introduces at most."""
LINE = 200
"""Characters of a line that are looked at before a label."""
_ASIDE = re.compile(
    rf"(?:\([{HAN}、,/\s]{{1,12}}\))?(?:(?:均?为|是|系)?:?\s{{0,4}}|[\s|]{{1,4}}|[:\s]{{1,4}}[“\"])"
)
"""What may stand between a label and the name."""
_APART = frozenset(":(|\t\n ")
"""What follows a label where it is one and no part of a sentence."""
_HELPED = frozenset({Role.PARTY, Role.STAFF, Role.OFFICIAL})
"""Whom a word without a sign behind it introduces in texts about people in need."""
_BEGINS = re.compile(r"[^\s,。;:、|(]+$")
"""What stands before an end without a sign in it."""
_JOINED = re.compile(r"(?:\([^()\n]{0,40}\))?(?:、|和|与|及|以及|,)\s?")
_OFFICE = re.compile(r"(?:机关|人民政府|[局委厅])[”\")）]{0,3}[\s,;:]{1,4}$")
"""What before a word for who acts tells that an office acts."""
_PROOF = re.compile(
    rf"(?<=[{HAN}])(?=[1-8][0-9]{{16}}[0-9Xx](?![0-9]))|\s{{0,2}}[,(|\t ]\s{{0,3}}(?:男|女|性别|公民身份|居民身份|身份证|证件号|纳税人识别号|绰号|曾用名|[0-9]{{6}}[ -]?[0-9]{{8}}|[0-9]{{3}}\*|[0-9]{{1,2}}(?:周?岁|个月大)|1[3-9][0-9]{{9}}|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z])"
)
"""What stands behind the name of a person and of nobody else."""


@dataclass(kw_only=True)
class Names:
    """The names of a text."""

    private: dict[str, list[int]] = field(default_factory=dict)
    """Name → where a private party of that name is introduced."""
    officials: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    """Names that only their place makes one."""
    persons: bool = False
    """Whether the text is about private persons: a penalty, a complaint, people in need."""

    def masked(self) -> list[str]:
        """Return the names to be masked."""
        return [*self.private, *sorted(self.doubtful - self.officials - set(self.private))]


def find_names(text: str) -> Names:
    """Return the names that stand in half-width *text*."""
    names, taken = Names(), bytearray(len(text) + 1)
    penal = bool(_said("penal").search(text))
    helped = bool(_said("helped").search(text))
    names.persons = penal or helped
    public = {Role.OFFICIAL} if penal or not _said("tender").search(text) else {Role.OFFICIAL, Role.STAFF}
    for role, start, end in labels().find(text):
        if not penal and text[end : end + 1] not in _APART and not (helped and role in _HELPED):
            continue
        at = _ASIDE.match(text, end).end()  # type: ignore[union-attr]  # it matches nothing, too
        # inside a sentence only usual names, or what is over where the next sign stands
        found = list(_listed(text, at, usual=at == end)) or list(_listed(text, at, usual=False, sure=True))
        if not found:
            continue
        after = at + sum(len(one) + 1 for one in found) - 1
        taken[start:after] = b"1" * (after - start)
        office = (role is Role.EITHER and _of_an_office(text, start)) or (
            role is Role.STAFF and bool(_OFFICE.search(text, max(0, start - 40), start))
        )
        if office or role in public or _posts().match(text, at + len(found[0])) or _duty().match(text, after):
            names.officials.update(found)
            continue
        for one in found:
            places = names.private.setdefault(one, [])
            if role is Role.PARTY:
                places.append(start)
    for at, least in _places(text) if names.persons else ():
        if not taken[at] and text[at : at + 1] in _first():
            _doubt(text, at, least, names, sure=penal)
    for name, at in _proven(text):
        names.private.setdefault(name, []).append(at)
    return names


def _doubt(text: str, at: int, least: int, names: Names, *, sure: bool) -> None:
    """Add the names at a place that only makes them likely; those of who inspects are officials'.

    Where the text is not *sure* to be about a penalty, what follows must say that one of the people in need is named.
    """
    found = list(_listed(text, at, usual=True))
    if not found or len(found[0]) < least:
        return
    after = at + sum(len(one) + 1 for one in found) - 1
    if _duty().match(text, after):
        names.officials.update(found)
    elif sure or _need().match(text, after):
        names.doubtful.update(found)


@lru_cache(maxsize=1)
def _first() -> frozenset[str]:
    """Return the characters that names which no label introduces begin with."""
    compound = (one[0] for one in surnames()[1].split("|"))
    return frozenset(roles().common) | sounds() | frozenset(compound)


@lru_cache(maxsize=1)
def _need() -> re.Pattern[str]:
    return re.compile(either(roles().need))


def _listed(text: str, at: int, *, usual: bool, sure: bool = False) -> Iterator[str]:
    """Yield the name at a place and those that are joined to it: 张三、李四和王五; *sure* wants a sign behind it."""
    for _ in range(LISTED):
        name = name_at(text, at, usual=usual)
        if not name or (sure and not (ends(text, at + len(name)) and is_name(name))):
            return
        yield name
        joined = _JOINED.match(text, at + len(name))
        if joined is None:
            return
        at, usual = joined.end(), True


@lru_cache(maxsize=1)
def _before() -> tuple[re.Pattern[str], ...]:
    """Return what stands before a name that no label introduces."""
    held = roles()
    heads = r"(?:经查明?|现查明|查明|另查明?|其中|同日|当日|共)?[,:]?"
    return (
        re.compile(rf"(?:^|[。;:,、\n\t|“\]】日许]|[{HAN}》”]\()[ ]{{0,4}}{heads}", re.MULTILINE),
        re.compile(r"(?:^|(?<=[\n。;:]))\s{0,4}\(?[0-9一二三四五六七八九十]{1,3}[.、)]\s{0,2}", re.MULTILINE),
        re.compile(rf"[{held.kin}](?:\([{HAN}]{{1,6}}\))?[:\s]{{0,3}}"),
        re.compile(rf"(?:{either(held.takes)})\(?"),
    )


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places where a name may stand that no label introduces, and how long it must be there."""
    for pattern in _before():
        for found in pattern.finditer(text):
            yield found.end(), 2
    for found in re.finditer("的", text):
        yield found.end(), 3


def _proven(text: str) -> Iterator[tuple[str, int]]:
    """Yield the names, and their places, whose further words tell that a private person is spoken of."""
    for found in _PROOF.finditer(text):
        end = found.start()
        dotted = text.rfind("·", max(0, end - LONGEST), end)
        begins = _BEGINS.search(text[max(0, end - LONGEST) : end]) if dotted > 0 else None
        for length in (len(begins[0]) if begins else 3, 3, 2, 4):
            if end >= length and name_at(text, end - length, usual=False) == text[end - length : end]:
                yield text[end - length : end], end - length
                break
    for found in _titled().finditer(text):
        if is_name(found[1]):
            yield found[1], found.start()


@lru_cache(maxsize=1)
def _titled() -> re.Pattern[str]:
    held = roles()
    return re.compile(rf"([{held.common}][{given()}]{{1,2}})(?:{either(held.titles)})")


@lru_cache(maxsize=1)
def _posts() -> re.Pattern[str]:
    """Return what behind a name tells that it is an official's: 法定代表人：张三，局长."""
    return re.compile(rf"[\s,、(]{{0,2}}(?:职务:?|该局|该所|系)?(?:{either(roles().posts)})")


@lru_cache(maxsize=3)
def _said(what: Literal["penal", "helped", "tender"]) -> re.Pattern[str]:
    """Return the words by which it is known what a text is about."""
    return re.compile(either(getattr(roles(), what)))


@lru_cache(maxsize=1)
def _duty() -> re.Pattern[str]:
    """Return what only those do who inspect."""
    return re.compile(either(roles().duties))


def _of_an_office(text: str, start: int) -> bool:
    """Return whether a label that both use is an office's: nothing in its line and sentence speaks of whom the penalty is about."""
    before = text[max(0, start - LINE) : start]
    return not _own().search(before[max(before.rfind("\n"), before.rfind("。")) + 1 :])


@lru_cache(maxsize=1)
def _own() -> re.Pattern[str]:
    return re.compile(either(roles().own))


def mask_names(text: str, names: Names) -> Iterator[Span]:
    """Yield every mention of the private names, the longest first where they overlap; not inside a business or a place."""
    known = names.masked()
    if not known:
        return
    kind = ahocorasick_rs.MatchKind.LeftmostLongest
    for which, start, end in ahocorasick_rs.AhoCorasick(known, matchkind=kind).find_matches_as_indexes(text):
        if not _public_name().match(text, end):
            yield Span(kind="姓名", start=start, end=end, masked=_masked(known[which]))


@lru_cache(maxsize=1)
def _public_name() -> re.Pattern[str]:
    """Return what behind a name makes it the name of a business or a place."""
    held = roles()
    inner = rf"(?:(?![的在于与和系将向对被为是从等其所开到后先已未因及进入去来回出把拿偷撬砸租借卖买办用])[{HAN}]){{0,5}}?"
    return re.compile(
        rf"(?!经营(?!部|户)){inner}(?:{either(held.business)})|(?:{either(held.places)})(?![{HAN}]?[:,])"
    )


def _masked(name: str) -> str:
    if "·" in name:
        return f"{name[0]}某某"
    head = 2 if re.match(surnames()[1], name) and len(name) > 2 else 1  # noqa: PLR2004 - a compound surname and a given name
    return f"{name[:head]}某某"
