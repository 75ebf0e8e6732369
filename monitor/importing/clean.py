"""Takes out of a saved notice what the site or a mirror put around it: tags, counters, controls, footers, spam."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.importing.findings import Dropped, Litter
from monitor.text import normalise, visible

_TAG = re.compile(r"<[/!a-zA-Z][^<>]{0,500}>")
_ID = re.compile(r"""\bid\s{0,3}=\s{0,3}["']?([\w-]{1,60})""")
_MEANINGLESS = re.compile(r"[b-df-hj-np-tv-z]{4}|\d[a-z]+\d|^[^aeiou]{3,}$", re.IGNORECASE)
"""An id that nobody would give by hand: four consonants in a row, letters between digits, no vowel."""

_CELL_END = re.compile(r"</t[dh]\s{0,9}>", re.IGNORECASE)
_LINE_END = re.compile(r"</(?:tr|p|div|h\d|li|center|dd|dt)\s{0,9}>|<br\s{0,9}/?>", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?:produced|powered|designed|supported) by|copyright|版权所有|技术支持|icp备|icp证|网站标识码|主办单位:|承办单位:",
    re.IGNORECASE,
)
_MAKER = re.compile(r".{0,60}(?:系统|网络|科技|公司|平台|软件|cms|中心|保留|reserved\.?|号)", re.IGNORECASE)
"""A footer ends with who made the site or who owns it."""

_CONTROLS = (
    (
        Litter.COUNTER,
        "counts views, and says nothing of the notice",
        r"(?:阅读|浏览|点击|访问|查看)(?:次数|量|数|率)?",
    ),
    (Litter.FONT_SIZE, "changes the size of the letters on the page", r"字(?:体|号)(?:大小)?"),
    (Litter.CONTROL, "is a button of the page", r"(?:打印|关闭|分享|收藏)(?:本页|窗口|到|此页)?"),
)
_LABEL = r"(?:^|(?<=\s))(?:发布时间|发布日期|来源|信息来源|作者|编辑|文号|索引号"
_LABELS = re.compile(_LABEL + "".join(f"|{pattern}" for _, _, pattern in _CONTROLS) + r")\s{0,3}[:：【\[]")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the notice with its number in the file."""

    number: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    """The lines that remain, and what was left out."""

    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...]


def clean(text: str) -> Cleaned:
    """Return the notice's own lines; blank lines fall away silently."""
    lines: list[Line] = []
    dropped: list[Dropped] = []
    footer = 0
    for number, raw in enumerate(visible(text).split("\n"), 1):
        rest, tags = _without_tags(raw, number)
        dropped.extend(tags)
        for part in rest.split("\n"):
            if footer and part.strip():
                dropped.append(_after_footer(number, part.strip(), footer))
            elif found := _FOOTER.search(normalise(part)):
                if found.start() > len(part) // 2 and len(part) > 80:  # noqa: PLR2004 - a paragraph that mentions one
                    lines.append(Line(number=number, text=part.strip()))
                    continue
                footer = number
                dropped.extend(_footer(number, part.strip()))
            else:
                kept, controls = _without_controls(part, number)
                dropped.extend(controls)
                if kept.strip():
                    lines.append(Line(number=number, text=kept.strip()))
    return Cleaned(lines=tuple(lines), dropped=tuple(dropped))


def _without_tags(raw: str, number: int) -> tuple[str, list[Dropped]]:
    if "<" not in raw:
        return raw, []
    raw = _LINE_END.sub(lambda end: f"{end[0]}\n", _CELL_END.sub(lambda end: f"{end[0]}\t", raw))
    dropped = [
        Dropped(line=number, text=tag[0], litter=Litter.TAG, why=_why_tag(tag[0]))
        for tag in _TAG.finditer(raw)
    ]
    return _TAG.sub("", raw), dropped


def _why_tag(tag: str) -> str:
    found = _ID.search(tag)
    if found and _MEANINGLESS.search(found[1]):
        return f"a tag with the meaningless id {found[1]!r}, as mirrors and hijacked pages plant them"
    return "a tag that is left over from a page"


def _footer(number: int, line: str) -> Iterator[Dropped]:
    """Tell the site's own footer from what was hung behind it."""
    tokens = line.split()
    owned = max(
        (at + 1 for at, one in enumerate(tokens) if _MAKER.fullmatch(normalise(one))), default=len(tokens)
    )
    word = _FOOTER.search(normalise(line))
    why = f"the site's footer, known by {word[0] if word else line!r}"
    yield Dropped(line=number, text=" ".join(tokens[:owned]), litter=Litter.FOOTER, why=why)
    if tokens[owned:]:
        yield _after_footer(number, " ".join(tokens[owned:]), number)


def _after_footer(number: int, text: str, footer: int) -> Dropped:
    why = f"stands behind the footer of line {footer}, where a notice has ended; planted text"
    return Dropped(line=number, text=text, litter=Litter.AFTER_FOOTER, why=why)


def _without_controls(line: str, number: int) -> tuple[str, list[Dropped]]:
    """Cut the labels that belong to the page from a line of metadata."""
    flat = normalise(line)
    starts = [found.start() for found in _LABELS.finditer(flat)]
    if not starts or len(flat) != len(line):
        return line, []
    kept, dropped = line[: starts[0]], []
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        part, piece = line[start:end], flat[start:end]
        litter = next(((kind, why) for kind, why, pattern in _CONTROLS if re.match(pattern, piece)), None)
        if litter is None:
            kept += part
        else:
            dropped.append(Dropped(line=number, text=part.strip(), litter=litter[0], why=litter[1]))
    return kept, dropped
