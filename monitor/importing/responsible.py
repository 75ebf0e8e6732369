"""Tells who leads and who else is responsible, from what a row of the annex says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.words import Mode

_EVERY = re.compile(
    r"各(?:地区?|区县|县区|乡镇(?:街道)?|镇街|街道|区县\(市\)|县\(市、?区\))[、和及]?(?:各(?:有关|相关)?(?:部门|单位))?"
)
_SET = re.compile(
    r".{0,8}各(?:有关|相关|级|业务|责任)?.{0,6}(?:部门|单位|机构)|.{0,6}(?:有关|相关)(?:部门|单位)"
)
_ROLE = re.compile(r".{0,8}(?:起草|主管|牵头|制定|承办|主办|监管|执法)(?:部门|单位|机构|机关)")
_LEAD = re.compile(r"(.{1,200}?)牵头(?:负责|落实|组织|实施|办理)?")
_DOES = re.compile(r"(?:分别|共同|按职责(?:分工)?)?(?:落实|负责|配合|参与|参加|协办|承办|实施)$")
_LABEL = re.compile(r"(?:牵头|责任|主办)(?:单位|部门)[::]")
_HELPERS = re.compile(r"(?:配合|协办|参与|落实)(?:单位|部门)[::]")
_AND = re.compile(r"[、,;和及]|会同")
_ENDS = "。,;. "


@dataclass(frozen=True, kw_only=True)
class Responsible:
    """Who leads, who else is responsible, and how they share it."""

    mode: Mode
    lead: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of them, the leading ones first."""
        return (*self.lead, *self.others)


def unit_kind(name: str) -> str:
    """Return ``set`` for all departments of a kind, ``role`` for whoever plays a part, else ``unit``.

    >>> unit_kind("市级各相关部门"), unit_kind("政策起草部门"), unit_kind("市财政局")
    ('set', 'role', 'unit')
    """
    if _EVERY.fullmatch(name) or _SET.fullmatch(name):
        return "set"
    return "role" if _ROLE.fullmatch(name) else "unit"


def read_responsible(text: str, helpers: str = "") -> Responsible:
    """Return who is responsible; *helpers* is what a column of its own says.

    >>> read_responsible("市财政局牵头,市级各相关部门落实").lead
    ('市财政局',)
    """
    text = _LABEL.sub("", text).strip(_ENDS)
    if label := _HELPERS.search(text):
        text, helpers = text[: label.start()], text[label.end() :] + helpers
        text = text if "牵头" in text else f"{text.strip(_ENDS)}牵头"
    elif helpers and text and "牵头" not in text:
        text = f"{text}牵头"
    led = _LEAD.match(text)
    lead = _names(led[1]) if led else ()
    rest = text[led.end() :].strip(_ENDS) if led else text
    others = tuple(dict.fromkeys((*_names(rest), *_names(helpers))))
    return _shared(lead, others)


def _names(text: str) -> tuple[str, ...]:
    """Return the units that *text* lists; "各地、各部门" is one."""
    text = _DOES.sub("", text.strip(_ENDS))
    if _EVERY.fullmatch(text):
        return (text,)
    pieces = [_DOES.sub("", piece.strip(_ENDS)) for piece in _AND.split(text)]
    return tuple(dict.fromkeys(filter(None, pieces)))


def _shared(lead: tuple[str, ...], others: tuple[str, ...]) -> Responsible:
    """Name the way of sharing; where nobody leads, the named units stand for themselves."""
    if lead and others:
        return Responsible(mode=Mode.LEAD_PLUS_ALL, lead=lead, others=others)
    if any(_EVERY.fullmatch(one) for one in others):
        return Responsible(mode=Mode.EVERY, lead=(), others=others)
    names = lead or others
    if _all_roles(names):
        return Responsible(mode=Mode.ROLE, lead=names, others=())
    named = tuple(one for one in names if unit_kind(one) != "set")
    sets = tuple(one for one in names if one not in named)
    if sets:
        mode = Mode.LEAD_PLUS_ALL if named else Mode.ALL_DEPARTMENTS
        return Responsible(mode=mode, lead=named, others=sets)
    mode = Mode.LEAD if lead or len(named) == 1 else Mode.SEPARATELY
    return Responsible(mode=mode, lead=named, others=())


def _all_roles(names: Iterable[str]) -> bool:
    kinds = {unit_kind(one) for one in names}
    return kinds == {"role"}
