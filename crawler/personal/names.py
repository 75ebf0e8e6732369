"""Names of natural persons, where a label says that one follows; and every other mention of them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import ahocorasick_rs

from crawler.personal.spans import Span

_PARTIES = (
    "当事人姓名|当事人|被处罚人名称或姓名|被处罚人姓名|被处罚人|被处罚单位负责人|违法行为人|违法当事人|受送达人|行政相对人姓名|行政相对人|"
    "被申请人|被执行人|经营者姓名|经营者|业主姓名|姓名|申请人|举报人|投诉人|证人|驾驶人|驾驶员"
)
_OFFICERS = "法定代表人或负责人|法定代表人\\(负责人\\)|法定代表人姓名|法定代表人|法人代表|法定负责人|主要负责人|直接责任人|责任人|负责人|投资人|联系人"
_HAN = "\u4e00-\u9fff"
_AFTER = (
    r"$|[\s,.。;、:()<>《》\"“”|/]|性别|男[,、;\s]|女[,、;\s]|身份|民族|职务|职业|电话|手机|地址|住址|住所|年龄|出生|联系|证件|统一|"
    r"系|于|在|的|等|因|违|未|与|和|自|从|以|驾|经营|作为|涉嫌|擅自|无证"
)
_ORGANISATION = re.compile(
    r"公司|企业|厂$|店$|中心|合作社|单位|部门|机关|学校|医院|银行|协会|集团|吧$|馆$|摊$|铺$|局$|所$|科$|处$"
)
_NO_NAME = re.compile(
    r"(?:应当|应在|应于|应该|应|于|从|向|和|与|明确|明知|经|时|方|在|相关|有关|关于|别|任何|何人|何|都|全|全部|包|包括|解|利|利用|能|强|安全|安|平|段|充|相|应付)$"
)
_SOMEBODY = "某某"


@lru_cache(maxsize=1)
def _surnames() -> tuple[str, str]:
    """Return the single surnames as a class of characters, and the compound ones as alternatives."""
    lines = (Path(__file__).parent / "surnames.txt").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    compound = [row for row in rows if len(row) == 2]  # noqa: PLR2004 - a compound surname has two characters
    single = "".join(row for row in rows if row not in compound)
    return f"[{single}]", "|".join(compound)


@lru_cache(maxsize=2)
def _labelled(labels: str) -> re.Pattern[str]:
    single, compound = _surnames()
    name = rf"((?:{compound})[{_HAN}]{{1,2}}?|{single}[{_HAN}]{{1,2}}?|{single} {{1,2}}[{_HAN}]|[{_HAN}]{{2,8}}(?:·[{_HAN}]{{2,8}}){{1,2}})"
    said = rf"(?:{labels})(?:为|是|\([{_HAN}]{{1,6}}\))?:\s{{0,3}}"
    aside = rf"(?:{labels})[\s|]{{1,3}}"
    return re.compile(rf"(?:{said}{name}(?={_AFTER})|{aside}{name}(?=$|[\s,。;、|(]))")


def find_names(text: str) -> dict[str, list[int]]:
    """Return the names that labels introduce in half-width *text*, with the places of those of private parties."""
    names: dict[str, list[int]] = {}
    for labels, private in ((_PARTIES, True), (_OFFICERS, False)):
        for found in _labelled(labels).finditer(text):
            name = found[1] or found[2]
            if not _is_name(name):
                continue
            places = names.setdefault(name, [])
            if private:
                places.append(found.start())
    return names


def _is_name(text: str) -> bool:
    masked = text.endswith(_SOMEBODY[0]) or text[1:2] == _SOMEBODY[0]
    return not masked and not _ORGANISATION.search(text) and not _NO_NAME.fullmatch(text)


def mask_names(text: str, names: dict[str, list[int]]) -> Iterator[Span]:
    """Yield every mention of the names, the longest first where they overlap."""
    if not names:
        return
    known = list(names)
    kind = ahocorasick_rs.MatchKind.LeftmostLongest
    for which, start, end in ahocorasick_rs.AhoCorasick(known, matchkind=kind).find_matches_as_indexes(text):
        yield Span(kind="姓名", start=start, end=end, masked=_masked(known[which]))


def _masked(name: str) -> str:
    if "·" in name:
        return f"{name[0]}{_SOMEBODY}"
    _, compound = _surnames()
    head = 2 if re.match(compound, name) and len(name) > 2 else 1  # noqa: PLR2004 - a compound surname and a given name
    return f"{name[:head]}{_SOMEBODY}"
