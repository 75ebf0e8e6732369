"""Reads label and value wherever a page pairs them: in table cells, in spans, behind a colon, written by a script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from crawler.extract.text import bare, lines
from crawler.extract.tree import Document
from crawler.extract.written import written_texts

LABELS = {
    "index_number": "索引号 信息索引号 索取号 信息索引",
    "doc_number": "发文字号 文号 文件编号 发文文号 公文文号 文件文号 公文编号",
    "issuer": "发布机构 发文机关 发布单位 公开责任部门 制发机关 发文单位 发文机构 公开机构 公开单位 制发单位",
    "written": "成文日期 生成日期 发文日期 印发日期 形成日期 制发日期 成文时间 生成时间 发文时间",
    "published": "发布日期 公开日期 发布时间 公开时间 信息发布时间 信息发布日期 发表时间 发表日期 发稿时间 发布于 时间 日期",
    "source": "来源 信息来源 文章来源 稿件来源 新闻来源 内容来源 稿源",
    "title": "名称 标题 信息名称 文件名称 文件标题",
    "other": "作者 编辑 责任编辑 浏览次数 阅读次数 点击次数 访问次数 浏览量 阅读量 点击量 点击数 点击率 访问量 阅读 浏览 点击 "
    "字体 字号 字体大小 大小 打印 分享 分享到 有效性 效力状态 时效性 时效 是否有效 主题分类 信息分类 体裁分类 服务对象分类 "
    "服务对象 主题词 关键词 审核 审核人 录入 录入人 发布人 更新时间 更新日期 废止日期 失效日期 生效日期 施行日期 截止日期 "
    "视力保护色 背景色 保护视力色 内容概述 公开方式 公开范围 公开程序 公开时限 扫一扫 摘要 责编 供稿 撰稿 摄影 通讯员 记者",
}
"""Field → its labels; ``other`` only ends the value before it."""

_FIELD = {label: name for name, labels in LABELS.items() for label in labels.split()}
_WEAK = {
    "时间",
    "日期",
    "名称",
    "标题",
    "来源",
    "大小",
    "阅读",
    "浏览",
    "点击",
    "记者",
    "摘要",
    "审核",
    "文号",
    "编辑",
    "作者",
}
"""Words that are labels only before a colon."""
JOINT = "\ue000"
"""Stands between the texts of one line; a private character that no page means anything by."""
_GAP = rf"[ {JOINT}]{{0,4}}"
_LABEL = re.compile(
    r"(?<![\u4e00-\u9fff])("
    + "|".join(_GAP.join(label) for label in sorted(_FIELD, key=len, reverse=True))
    + rf")(?:{_GAP}([:：∶])|(?={_GAP}(?:{JOINT}|$)))"
)
_SIGNS = re.compile(f"[:：∶{JOINT}]")
"""Without one of these a line is a label as a whole, or has none."""
_ENDING = re.compile(rf"[{''.join({label[-1] for label in _FIELD})}]{_GAP}(?:[:：∶{JOINT}]|$)")
"""How every label ends: looked for first, for most lines with a sign have none and the labels are dear to find."""
_EDGE = f" {JOINT}:：∶|｜；;,，"
_OPENING, _CLOSING = "[(（【〖", "])）】〗"
_LONGEST_LINE = 600
_LONGEST_VALUE = 120


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A value with the label before it; ``index`` is the text node where the label stands."""

    field: str
    label: str
    value: str
    index: int


def read_labels(document: Document) -> list[Labelled]:
    """Return every labelled value of the page in document order."""
    body = document.body
    shown = lines(document, body.index, body.end, joint=JOINT, written=written_texts(document), menus=False)
    return list(_pair(list(shown)))


def before_labels(text: str) -> str:
    """Return what stands in a line before its first label.

    >>> before_labels("2022-05-07 00:00　来源：某厅")
    '2022-05-07 00:00\u3000'
    """
    found = next((one for one in _LABEL.finditer(text) if one[2]), None)
    return text[: found.start()] if found else text


def _pair(shown: list[tuple[int, str]]) -> Iterator[Labelled]:
    for at, (index, text) in enumerate(shown):
        found = _standing(text)
        for number, (label, end, _) in enumerate(found):
            last = number + 1 == len(found)
            value = _clean(text[end : len(text) if last else found[number + 1].start])
            if not value and last and at + 1 < len(shown) and not _LABEL.match(shown[at + 1][1]):
                value = _clean(shown[at + 1][1])
            if value and len(value) <= _LONGEST_VALUE:
                yield Labelled(field=_FIELD[label], label=label, value=value, index=index)


class _Stand(NamedTuple):
    """A label in a line, and where it begins and ends."""

    label: str
    end: int
    start: int


@lru_cache(maxsize=4096)
def _standing(text: str) -> tuple[_Stand, ...]:
    """Return the labels that stand in a line: before a colon, or alone in their element.

    The lines around an article come back on every page of its site, so that most are answered from memory.
    """
    if len(text) > _LONGEST_LINE or not (_SIGNS.search(text) or bare(text) in _FIELD):
        return ()
    if not _ENDING.search(text):
        return ()
    found = []
    for one in _LABEL.finditer(text):
        label = bare(one[1]).replace(JOINT, "")
        before = text[: one.start()].rstrip(" ")
        if one[2] or (label not in _WEAK and (not before or before.endswith(JOINT))):
            found.append(_Stand(label, one.end(), one.start()))
    return tuple(found)


def _clean(value: str) -> str:
    """Return a value up to a bar, or to a bracket that opened before its label."""
    opened = 0
    value = value.strip(_EDGE)
    for at, one in enumerate(value):
        opened += (one in _OPENING) - (one in _CLOSING)
        if opened < 0 or one in "|｜":
            value = value[:at]
            break
    return " ".join(value.replace(JOINT, " ").rstrip(_EDGE + _OPENING).split())
