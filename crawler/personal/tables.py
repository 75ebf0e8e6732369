"""Personal data in tables that became text: who and what stands under a heading that says so.

Pages give a line a cell, workbooks a tab between cells, printed pages blanks. What no heading names stays.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.personal.columns import SHORT, Column, column_of, fits
from crawler.personal.spans import Span, stars

ROWS = 5000
"""Rows of one table at most."""
WIDEST = 16
"""Columns of a table whose cells stand on lines of their own."""
_SHIFTS = (0, -1, -2, 1, 2)
"""By how many cells a row may begin earlier or later than the one before it lets expect."""
_LINE = re.compile(r"[^\n]*")
_WORD = re.compile(r"[^ ]+")
_NAMES = frozenset({Column.NAME, Column.BARE})
_TELLING = frozenset(Column) - _NAMES - {Column.OFFICE, Column.PHONE}
"""Columns that only a table about private persons has."""
_ALONE = frozenset({Column.IDENTITY, Column.ACCOUNT, Column.BIRTH, Column.NUMBER})
"""Columns that are private also where no name stands beside them."""
_MASKS = {
    Column.IDENTITY: (3, 2),
    Column.ACCOUNT: (4, 2),
    Column.NUMBER: (1, 1),
    Column.PHONE: (0, 2),
    Column.PLATE: (2, 1),
}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell, and where its text starts."""

    text: str
    start: int


@dataclass(kw_only=True)
class Tabled:
    """What tables tell."""

    names: set[str] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)


def find_tables(text: str, *, persons: bool) -> Tabled:
    """Return the private names and the other personal data under the headings of half-width *text*.

    Bare names count where the table holds more of the person, or all the text is about private *persons*.
    """
    found = Tabled()
    lines = [Cell(text=one[0], start=one.start()) for one in _LINE.finditer(text) if one[0].strip()]
    at = 0
    while at < len(lines):
        end = _in_rows(lines, at, found, persons=persons) or _stacked(lines, at, found, persons=persons)
        at = max(at + 1, end)
    return found


def _in_rows(lines: list[Cell], at: int, found: Tabled, *, persons: bool) -> int:
    """Take in a table with a line a row whose headings stand on line *at*; return where it ends, 0 if there is none."""
    cells = list(_split(lines[at]))
    if len(cells) < 2 or any(len(one.text) > 2 * SHORT for one in cells):  # noqa: PLR2004 - one cell is no table
        return 0
    kinds = _private(dict(enumerate(one.text for one in cells)), persons=persons)
    end = at + 1
    for row in lines[end : end + ROWS] if kinds else ():
        values = list(_split(row))
        if not 1 < len(values) <= len(cells):
            break
        _take([(kind, values[place]) for place, kind in kinds.items() if place < len(values)], found)
        end += 1
    return end if end > at + 1 else 0


def _split(line: Cell) -> Iterator[Cell]:
    """Yield the cells of a line: between tabs or strokes where it has them, else between blanks."""
    sign = "\t" if "\t" in line.text else "|"
    if sign not in line.text:
        for word in _WORD.finditer(line.text):
            yield Cell(text=word[0], start=line.start + word.start())
        return
    start = line.start
    for part in line.text.split(sign):
        yield Cell(text=part.strip(), start=start + len(part) - len(part.lstrip()))
        start += len(part) + 1


def _stacked(lines: list[Cell], at: int, found: Tabled, *, persons: bool) -> int:
    """Take in a table with a line a cell, one of whose headings of names is line *at*; return where it ends, or 0."""
    if column_of(lines[at].text) not in _NAMES:
        return 0
    for width in range(2, WIDEST):
        near = range(max(0, at - width + 1), min(at + width, len(lines)))
        kinds = _private({place: lines[place].text for place in near}, persons=persons)
        if at in kinds and _agree(lines, at, width, kinds):
            return _columns(lines, at, width, kinds, found)
    return 0


def _agree(lines: list[Cell], at: int, width: int, kinds: Mapping[int, Column]) -> bool:
    """Return whether a table so wide has under its headings what they say."""

    def right(place: int, kind: Column) -> bool:
        return place < len(lines) and fits(kind, lines[place].text)

    if not right(at + width, kinds[at]):
        return False
    others = [right(place + width, kind) for place, kind in kinds.items() if place != at]
    return 2 * sum(others) >= len(others) if others else right(at + 2 * width, kinds[at])


def _columns(lines: list[Cell], at: int, width: int, kinds: Mapping[int, Column], found: Tabled) -> int:
    """Take in the rows below the headings; a row that lacks a cell or two, or whose cells broke, is still one."""
    row = at + width
    while row < len(lines):
        found_at = (row + one for one in _SHIFTS if 0 <= row + one < len(lines))
        begins = next((one for one in found_at if fits(kinds[at], lines[one].text)), None)
        if begins is None:
            break
        row = begins
        places = [(kind, row + place - at) for place, kind in kinds.items()]
        _take([(kind, lines[place]) for kind, place in places if 0 <= place < len(lines)], found)
        row += width
    return row


def _private(headings: Mapping[int, str], *, persons: bool) -> dict[int, Column]:
    """Return the columns that hold what is private; none where the table lists who is in office."""
    kinds = {place: kind for place, heading in headings.items() if (kind := column_of(heading))}
    held = set(kinds.values())
    bare = Column.OFFICE not in held and (persons or bool(held & _TELLING))
    named = Column.NAME in held or (Column.BARE in held and bare)
    kept = (_ALONE | _NAMES | _TELLING | {Column.PHONE} if named else _ALONE) - (
        set() if bare else {Column.BARE}
    )
    return {place: kind for place, kind in kinds.items() if kind in kept}


def _take(row: Sequence[tuple[Column, Cell]], found: Tabled) -> None:
    """Take in a row; what is an office's or a firm's where no person is named stays."""
    names = [cell for kind, cell in row if kind in _NAMES]
    someone = [one for cell in names for one in _people(cell)]
    found.names.update(someone)
    for kind, cell in row:
        if kind not in _NAMES and (someone or kind in _ALONE) and fits(kind, cell.text):
            masked = _masked(kind, cell.text)
            found.spans.append(
                Span(kind=kind.value, start=cell.start, end=cell.start + len(cell.text), masked=masked)
            )


def _people(cell: Cell) -> Iterable[str]:
    return (one.strip() for one in re.split(r"[、,/]", cell.text) if fits(Column.NAME, one.strip()))


def _masked(kind: Column, text: str) -> str:
    if kind in _MASKS:
        head, tail = _MASKS[kind]
        return stars(text, head, tail)
    if kind is Column.BIRTH:
        return re.sub("[0-9]", "*", text)
    return f"{text[:2]}***" if kind is Column.HOME else "***"
