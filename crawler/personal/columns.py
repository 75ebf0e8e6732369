"""What the columns of tables about persons are called, and what a cell of each kind looks like."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from crawler.personal.shape import is_name
from crawler.personal.words import HAN, Role, labels, sounds, surnames
from crawler.strict import read_toml


class Column(StrEnum):
    """What a column holds of persons; the value is what its masks are called."""

    NAME = "姓名"
    BARE = "姓名（无其他个人信息）"
    """A name that is private only beside something else that is."""
    IDENTITY = "身份证号码"
    HOME = "家庭住址"
    HEALTH = "健康状况"
    ACCOUNT = "银行账号"
    BIRTH = "出生日期"
    NUMBER = "个人证件编号"
    PHONE = "个人电话"
    """Private beside a private name."""
    PLATE = "车牌号码"
    OFFICE = "职务"
    """Nothing private: who has it is named in public."""


@dataclass(frozen=True, kw_only=True)
class _Columns:
    """The patterns of ``columns.toml``; what each is for is said there."""

    names: str
    bare: str
    office: str
    identity: str
    home: str
    health: str
    account: str
    birth: str
    number: str
    phone: str
    plate: str


_ASIDE = re.compile(r"\([^()]{0,20}\)|[\s*:]|[0-9]$")
"""What a heading says beside its name: a unit in brackets, a mark, a number."""
_NAMED = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,9}}(?:·[{HAN}]{{1,9}}){{1,2}}")
_CELLS = {
    Column.IDENTITY: re.compile(r"[0-9]{8}[0-9Xx]*"),
    Column.HOME: re.compile(rf"[{HAN}]{{2}}.*"),
    Column.HEALTH: re.compile(rf"(?!无$|正常|健康|良好|一般$|较差$|合格)[{HAN}Ⅰ-Ⅹ0-9].*[{HAN}].*"),
    Column.ACCOUNT: re.compile(r"[0-9]{8,24}"),
    Column.BIRTH: re.compile(r"[0-9]{4}[0-9./年月日]{0,7}"),
    Column.NUMBER: re.compile(r"[A-Za-z]{0,3}[0-9]{5,20}"),
    Column.PHONE: re.compile(r"[0-9]{7,12}"),
    Column.PLATE: re.compile(rf"[{HAN}][A-Za-z][·.]?[A-Za-z0-9]{{4,6}}[{HAN}]?"),
}
_GAPS = re.compile(r"[\s-]")
SHORT = 14
"""Characters of a heading at most."""


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[Column, re.Pattern[str]]]:
    held = read_toml(Path(__file__).parent / "columns.toml", _Columns)
    said = {
        Column.NAME: held.names, Column.BARE: held.bare, Column.OFFICE: held.office, Column.IDENTITY: held.identity,
        Column.HOME: held.home, Column.HEALTH: held.health, Column.ACCOUNT: held.account, Column.BIRTH: held.birth,
        Column.NUMBER: held.number, Column.PHONE: held.phone, Column.PLATE: held.plate,
    }  # fmt: skip
    return [(kind, re.compile(pattern)) for kind, pattern in said.items()]


@lru_cache(maxsize=1 << 14)
def column_of(heading: str) -> Column | None:
    """Return what a column of that half-width *heading* holds of persons.

    >>> column_of("救助对象"), column_of("患病种类"), column_of("金额(元)")
    (<Column.NAME: '姓名'>, <Column.HEALTH: '健康状况'>, None)
    """
    if len(heading) > 2 * SHORT:
        return None
    name = _ASIDE.sub("", heading)
    if not 1 < len(name) <= SHORT:
        return None
    for kind, pattern in _patterns():
        if pattern.fullmatch(name):
            return kind
    role = labels().known.get(name)
    return Column.NAME if role is Role.PARTY or (role is Role.STAFF and name.startswith("法")) else None


def fits(kind: Column, cell: str) -> bool:
    """Return whether a *cell* holds what its column is for, in the open."""
    if "*" in cell or "某某" in cell:
        return False
    if kind in {Column.NAME, Column.BARE}:
        return _is_named(cell)
    plain = cell.strip() if kind in {Column.HOME, Column.HEALTH} else _GAPS.sub("", cell)
    return kind in _CELLS and bool(_CELLS[kind].fullmatch(plain)) and column_of(cell) is None


def _is_named(cell: str) -> bool:
    """Return whether a *cell* in a column of names holds one: a surname before one or two characters, and no other word."""
    name = re.sub(r"\s", "", cell)
    if "·" in name or (len(name) > 2 and sounds().issuperset(name)):  # noqa: PLR2004 - written by its sound
        return bool(_NAMED.fullmatch(name))
    single, compound = surnames()
    begins = re.match(rf"(?:{compound})|[{single}]", name)
    if not begins or not 1 <= len(name) - begins.end() <= 2 or not _NAMED.fullmatch(name):  # noqa: PLR2004 - a given name
        return False
    return is_name(name, sure=True) and column_of(name) is None
