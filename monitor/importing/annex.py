"""Reads the rows of the table in the annex: number, what is to be published, who is responsible."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.importing.clean import Line
from monitor.text import normalise

_ANNEX = re.compile(r"附\s{0,5}[件表]\s{0,3}\d{0,2}\s{0,3}(?:[::].{0,60}|$)")
_TABLE = re.compile(r".{0,40}(?:分解表|分工表|责任表|任务表|清单|一览表|目录)")
_NAME = re.compile(r"内容|事项|任务|领域|类别|项目|要点")
_LEAD = re.compile(r"牵头|主办|责任")
_OTHERS = re.compile(r"配合|协办|参与|参加|落实单位")
_WHO = re.compile(r"单位|部门|责任|牵头|配合|协办")
_SPLIT = re.compile(r" *[\t|] *| {2,}")
_NUMERAL = re.compile(r"[(]?(\d{1,3})[)]?[.、.]?")
_NUMBERED = re.compile(r"[(]?(\d{1,3})[).、.]\s{0,3}(\D.{0,200})")
_UNIT_END = re.compile(r"(?:牵头|落实|负责|配合|承办|办|局|委|厅|部门|单位|中心|政府|院|部|室|会)[)。.]?")
_MOST_CELLS = 8  # columns; a table of duties has three to six
_MOST_ROWS = 400
_MOST_ANNEXES = 30  # the last lines that begin with 附件; a notice has one or two


@dataclass(frozen=True, kw_only=True)
class AnnexRow:
    """A row as it stands, in simplified script; ``lines`` are its first and last line in the file."""

    number: int
    name: str
    responsible: str
    others: str
    """What a column of its own says about those who help; empty without such a column."""
    lines: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Annex:
    """The table: its title, its rows, where it starts, and the lines behind it."""

    title: str
    rows: tuple[AnnexRow, ...]
    start: int
    """Index of the line that opens the annex."""
    behind: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class _Cell:
    text: str
    line: int
    at: int
    """Index among the lines."""


def read_annex(lines: Sequence[Line]) -> Annex | None:
    """Return the table that names the responsible units, or None when there is none."""
    for start in [at for at in range(len(lines)) if _opens(lines, at)][: -_MOST_ANNEXES - 1 : -1]:
        cells = [cell for at in range(start + 1, len(lines)) for cell in _cells(lines[at], at)]
        first = next((at for at, one in enumerate(cells) if _number(one.text) == 1), None)
        if first is None:
            continue
        columns = [one.text for one in cells[:first] if len(one.text) <= 12]  # noqa: PLR2004 - a head is a word or two
        rows, last = _rows(cells[first:], columns)
        if rows:
            title = normalise(lines[start].text).partition(":")[2] or _title(cells[:first])
            return Annex(title=title, rows=rows, start=start, behind=tuple(lines[last + 1 :]))
    return None


def _opens(lines: Sequence[Line], at: int) -> bool:
    text = normalise(lines[at].text)
    if _ANNEX.fullmatch(text):
        return True
    return bool(_TABLE.fullmatch(text)) and any(
        "序号" in normalise(one.text) for one in lines[at + 1 : at + 3]
    )


def _title(cells: Iterable[_Cell]) -> str:
    return next((one.text for one in cells if _TABLE.fullmatch(one.text)), "")


def _cells(line: Line, at: int) -> Iterable[_Cell]:
    """Cut a line into cells; a number glued to its name is cut off."""
    for piece in _SPLIT.split(normalise(line.text).strip(" |")):
        text = piece.strip()
        glued = _NUMBERED.fullmatch(text)
        for part in (glued[1], glued[2]) if glued else (text,):
            if part or "\t" in line.text or "|" in line.text:
                yield _Cell(text=part, line=line.number, at=at)


def _number(text: str) -> int | None:
    found = _NUMERAL.fullmatch(text)
    return int(found[1]) if found else None


def _rows(cells: Sequence[_Cell], columns: Sequence[str]) -> tuple[tuple[AnnexRow, ...], int]:
    """Return the rows and the index of the last line that belongs to them."""
    width = len(columns) if any(_WHO.search(one) for one in columns) else 0
    groups: list[list[_Cell]] = []
    for cell in cells:
        number = _number(cell.text)
        if number is not None and _follows(number, groups) and len(groups) < _MOST_ROWS:
            groups.append([cell])
        elif len(groups[-1]) < _MOST_CELLS and not _complete(groups[-1], width):
            groups[-1].append(cell)
        elif _complete(groups[-1], width):
            break
    rows = [row for group in groups if (row := _row(group, columns, width)) is not None]
    return tuple(rows), groups[-1][-1].at if groups else 0


def _follows(number: int, groups: Sequence[Sequence[_Cell]]) -> bool:
    """Whether *number* opens the next row; one row may be lost, and is told of."""
    if not groups:
        return number == 1
    last = _number(groups[-1][0].text) or 0
    return len(groups[-1]) > 1 and last < number <= last + 2


def _complete(group: Sequence[_Cell], width: int) -> bool:
    texts = _joined([one.text for one in group[1:]])
    if len(texts) < 2 or (width and len(texts) < width - 1):  # noqa: PLR2004 - a name and a unit
        return False
    return bool(_UNIT_END.search(texts[-1][-3:])) and not texts[-1].endswith(("、", ","))


def _joined(texts: Sequence[str]) -> list[str]:
    """Put together cells that a line break cut inside brackets or behind a comma."""
    whole: list[str] = []
    for text in texts:
        open_ended = whole and (
            whole[-1].count("(") > whole[-1].count(")") or whole[-1].endswith(("、", ","))
        )
        if open_ended:
            whole[-1] += text
        else:
            whole.append(text)
    return whole


def _row(group: Sequence[_Cell], columns: Sequence[str], width: int) -> AnnexRow | None:
    """Return the row that the cells make, by the heads of the columns where their number agrees."""
    number = _number(group[0].text)
    texts = _joined([one.text for one in group[1:]])
    if number is None or len(texts) < 2:  # noqa: PLR2004 - a name and a unit
        return None
    name, responsible, others = texts[0], "".join(texts[1:]), ""
    if width and group[0].at == group[-1].at:
        texts += [""] * (width - 1 - len(texts))
    if width and len(texts) == width - 1 and width > 3:  # noqa: PLR2004 - number, name, unit: nothing to tell apart
        heads = dict(zip(columns[1:], texts, strict=True))
        name = next((text for head, text in heads.items() if _NAME.search(head)), name)
        lead = [text for head, text in heads.items() if _LEAD.search(head) and not _OTHERS.search(head)]
        others = "、".join(text for head, text in heads.items() if text and _OTHERS.search(head))
        responsible = lead[0] if lead else responsible
    return AnnexRow(
        number=number,
        name=name,
        responsible=responsible,
        others=others,
        lines=(group[0].line, group[-1].line),
    )
